package io.beatweaver.storage.internal;

import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.internal.parquet.Column;
import io.beatweaver.storage.internal.parquet.Rows;
import io.beatweaver.tempo.TempoMap;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** Beatmaps as rows: each beatmap's objects in the order of its list. */
public final class LevelRows {
  private final Rows rows;

  private LevelRows(Rows rows) {
    this.rows = rows;
  }

  /**
   * Appends a beatmap's rows.
   *
   * @param rows of a table of objects or of tempo changes
   * @param hash the level's hash
   * @param source where the level is from
   * @param map the beatmap
   */
  public static void add(Rows rows, String hash, String source, Beatmap map) {
    new LevelRows(rows).add(hash, source, map);
  }

  private void add(String hash, String source, Beatmap map) {
    TempoMap tempo = map.tempo();
    switch (rows.table()) {
      case NOTES -> {
        List<Note> notes = map.notes();
        times(tempo, notes, Note::beat);
        bytes(StoreSchema.X, notes, Note::x);
        bytes(StoreSchema.Y, notes, Note::y);
        bytes(StoreSchema.COLOR, notes, note -> note.hand().color());
        bytes(StoreSchema.CUT_DIRECTION, notes, Note::direction);
        shorts(StoreSchema.ANGLE_OFFSET, notes, Note::angleOffset);
        keys(hash, source, map, notes.size());
      }
      case BOMBS -> {
        List<Bomb> bombs = map.bombs();
        times(tempo, bombs, Bomb::beat);
        bytes(StoreSchema.X, bombs, Bomb::x);
        bytes(StoreSchema.Y, bombs, Bomb::y);
        keys(hash, source, map, bombs.size());
      }
      case OBSTACLES -> {
        List<Wall> walls = map.walls();
        times(tempo, walls, Wall::beat);
        floats(StoreSchema.DURATION_BEATS, walls, Wall::duration);
        bytes(StoreSchema.X, walls, Wall::x);
        bytes(StoreSchema.Y, walls, Wall::y);
        bytes(StoreSchema.WIDTH, walls, Wall::width);
        bytes(StoreSchema.HEIGHT, walls, Wall::height);
        keys(hash, source, map, walls.size());
      }
      case ARCS -> arcs(hash, source, map);
      case CHAINS -> chains(hash, source, map);
      case TEMPO_CHANGES -> {
        double[] anchors = tempo.toArray();
        for (int i = 0; i < anchors.length; i += 3) {
          rows.column(StoreSchema.BEAT).addReal(anchors[i]);
          rows.column(StoreSchema.TIME_SECONDS).addReal(anchors[i + 1]);
          rows.column(StoreSchema.BPM).addReal(anchors[i + 2]);
        }
        keys(hash, source, map, anchors.length / 3);
      }
      case BEATMAPS, SONGS, SOURCES ->
          throw new IllegalArgumentException("no objects: " + rows.table());
    }
  }

  private void arcs(String hash, String source, Beatmap map) {
    List<Arc> arcs = map.arcs();
    times(map.tempo(), arcs, Arc::beat);
    bytes(StoreSchema.X, arcs, Arc::x);
    bytes(StoreSchema.Y, arcs, Arc::y);
    bytes(StoreSchema.COLOR, arcs, arc -> arc.hand().color());
    bytes(StoreSchema.CUT_DIRECTION, arcs, Arc::direction);
    floats(StoreSchema.HEAD_MULTIPLIER, arcs, Arc::headMultiplier);
    floats(StoreSchema.TAIL_BEAT, arcs, Arc::tailBeat);
    floats(StoreSchema.TAIL_TIME_SECONDS, arcs, arc -> map.tempo().secondsAt(arc.tailBeat()));
    bytes(StoreSchema.TAIL_X, arcs, Arc::tailX);
    bytes(StoreSchema.TAIL_Y, arcs, Arc::tailY);
    bytes(StoreSchema.TAIL_DIRECTION, arcs, Arc::tailDirection);
    floats(StoreSchema.TAIL_MULTIPLIER, arcs, Arc::tailMultiplier);
    bytes(StoreSchema.MID_ANCHOR, arcs, Arc::midAnchor);
    keys(hash, source, map, arcs.size());
  }

  private void chains(String hash, String source, Beatmap map) {
    List<Chain> chains = map.chains();
    times(map.tempo(), chains, Chain::beat);
    bytes(StoreSchema.X, chains, Chain::x);
    bytes(StoreSchema.Y, chains, Chain::y);
    bytes(StoreSchema.COLOR, chains, chain -> chain.hand().color());
    bytes(StoreSchema.CUT_DIRECTION, chains, Chain::direction);
    floats(StoreSchema.TAIL_BEAT, chains, Chain::tailBeat);
    floats(StoreSchema.TAIL_TIME_SECONDS, chains, chain -> map.tempo().secondsAt(chain.tailBeat()));
    bytes(StoreSchema.TAIL_X, chains, Chain::tailX);
    bytes(StoreSchema.TAIL_Y, chains, Chain::tailY);
    shorts(StoreSchema.SLICES, chains, Chain::slices);
    floats(StoreSchema.SQUISH, chains, Chain::squish);
    keys(hash, source, map, chains.size());
  }

  private void keys(String hash, String source, Beatmap map, int count) {
    rows.column(StoreSchema.SONG_HASH).addText(hash, count);
    rows.column(StoreSchema.SOURCE).addText(source, count);
    rows.column(StoreSchema.DIFFICULTY).addText(map.difficulty().serializedName(), count);
    rows.column(StoreSchema.CHARACTERISTIC).addText(map.characteristic().name(), count);
  }

  private <T> void times(TempoMap tempo, List<T> items, ToDoubleFunction<T> beat) {
    Column bpms = rows.column(StoreSchema.BPM);
    Column beats = rows.column(StoreSchema.BEAT);
    Column seconds = rows.column(StoreSchema.TIME_SECONDS);
    for (T item : items) {
      double at = beat.applyAsDouble(item);
      bpms.addReal(Narrow.toFloat(tempo.bpmAt(at)));
      beats.addReal(Narrow.toFloat(at));
      seconds.addReal(Narrow.toFloat(tempo.secondsAt(at)));
    }
  }

  private <T> void floats(String name, List<T> items, ToDoubleFunction<T> value) {
    Column column = rows.column(name);
    for (T item : items) {
      column.addReal(Narrow.toFloat(value.applyAsDouble(item)));
    }
  }

  private <T> void bytes(String name, List<T> items, ToIntFunction<T> value) {
    Column column = rows.column(name);
    for (T item : items) {
      column.add(Narrow.toByte(value.applyAsInt(item)));
    }
  }

  private <T> void shorts(String name, List<T> items, ToIntFunction<T> value) {
    Column column = rows.column(name);
    for (T item : items) {
      column.add(Narrow.toShort(value.applyAsInt(item)));
    }
  }
}
