package io.beatweaver.storage;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Level;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.storage.internal.Narrow;
import io.beatweaver.tempo.TempoMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * A level's objects as Arrow batches in the columns of {@link StoreSchema}: all beatmaps after one
 * another in the level's order, each beatmap's objects in the order of its list.
 *
 * <p>Beats and seconds are rounded to float32; a value that doesn't fit its column becomes the
 * nearest one that does (which never brings an object from outside the grid into it). The caller
 * closes the batch. Stateless, safe for any thread; a batch itself belongs to one thread at a time.
 */
public final class ArrowBatches {
  private final VectorSchemaRoot root;
  private int row;

  private ArrowBatches(VectorSchemaRoot root) {
    this.root = root;
  }

  /**
   * A level's objects of one kind.
   *
   * @param table which objects
   * @param level the level
   * @param source where it is from
   * @param allocator where the memory comes from
   * @return a new batch, which the caller closes
   */
  public static VectorSchemaRoot of(
      StoreSchema table, Level level, String source, BufferAllocator allocator) {
    int rows = level.beatmaps().stream().mapToInt(map -> objects(table, map)).sum();
    VectorSchemaRoot root = VectorSchemaRoot.create(table.schema(), allocator);
    try {
      for (FieldVector vector : root.getFieldVectors()) {
        vector.setInitialCapacity(rows);
        vector.allocateNew();
      }
      ArrowBatches batch = new ArrowBatches(root);
      for (Beatmap map : level.beatmaps()) {
        batch.add(table, level.hash(), source, map);
      }
      root.setRowCount(rows);
      return root;
    } catch (RuntimeException | Error e) {
      root.close();
      throw e;
    }
  }

  private static int objects(StoreSchema table, Beatmap map) {
    return switch (table) {
      case NOTES -> map.notes().size();
      case BOMBS -> map.bombs().size();
      case OBSTACLES -> map.walls().size();
    };
  }

  private void add(StoreSchema table, String hash, String source, Beatmap map) {
    int count = objects(table, map);
    fill(StoreSchema.SONG_HASH, hash, count);
    fill(StoreSchema.SOURCE, source, count);
    fill(StoreSchema.DIFFICULTY, map.difficulty().serializedName(), count);
    fill(StoreSchema.CHARACTERISTIC, map.characteristic().name(), count);
    switch (table) {
      case NOTES -> notes(map);
      case BOMBS -> bombs(map);
      case OBSTACLES -> walls(map);
    }
    row += count;
  }

  private void notes(Beatmap map) {
    List<Note> notes = map.notes();
    times(map.tempo(), notes.stream().mapToDouble(Note::beat).toArray());
    bytes(StoreSchema.X, notes, Note::x);
    bytes(StoreSchema.Y, notes, Note::y);
    bytes(StoreSchema.COLOR, notes, note -> note.hand().color());
    bytes(StoreSchema.CUT_DIRECTION, notes, Note::direction);
    SmallIntVector angles = (SmallIntVector) root.getVector(StoreSchema.ANGLE_OFFSET);
    for (int i = 0; i < notes.size(); i++) {
      angles.setSafe(row + i, Narrow.toShort(notes.get(i).angleOffset()));
    }
  }

  private void bombs(Beatmap map) {
    List<Bomb> bombs = map.bombs();
    times(map.tempo(), bombs.stream().mapToDouble(Bomb::beat).toArray());
    bytes(StoreSchema.X, bombs, Bomb::x);
    bytes(StoreSchema.Y, bombs, Bomb::y);
  }

  private void walls(Beatmap map) {
    List<Wall> walls = map.walls();
    times(map.tempo(), walls.stream().mapToDouble(Wall::beat).toArray());
    Float4Vector durations = (Float4Vector) root.getVector(StoreSchema.DURATION_BEATS);
    for (int i = 0; i < walls.size(); i++) {
      durations.setSafe(row + i, Narrow.toFloat(walls.get(i).duration()));
    }
    bytes(StoreSchema.X, walls, Wall::x);
    bytes(StoreSchema.Y, walls, Wall::y);
    bytes(StoreSchema.WIDTH, walls, Wall::width);
    bytes(StoreSchema.HEIGHT, walls, Wall::height);
  }

  private void fill(String column, String text, int count) {
    VarCharVector vector = (VarCharVector) root.getVector(column);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < count; i++) {
      vector.setSafe(row + i, utf8);
    }
  }

  private void times(TempoMap tempo, double[] beatsOfRows) {
    Float4Vector bpms = (Float4Vector) root.getVector(StoreSchema.BPM);
    Float4Vector beats = (Float4Vector) root.getVector(StoreSchema.BEAT);
    Float4Vector seconds = (Float4Vector) root.getVector(StoreSchema.TIME_SECONDS);
    for (int i = 0; i < beatsOfRows.length; i++) {
      double beat = beatsOfRows[i];
      bpms.setSafe(row + i, Narrow.toFloat(tempo.bpmAt(beat)));
      beats.setSafe(row + i, Narrow.toFloat(beat));
      seconds.setSafe(row + i, Narrow.toFloat(tempo.secondsAt(beat)));
    }
  }

  private <T> void bytes(String column, List<T> items, ToIntFunction<T> value) {
    TinyIntVector vector = (TinyIntVector) root.getVector(column);
    for (int i = 0; i < items.size(); i++) {
      vector.setSafe(row + i, Narrow.toByte(value.applyAsInt(items.get(i))));
    }
  }
}
