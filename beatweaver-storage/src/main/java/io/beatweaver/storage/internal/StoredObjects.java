package io.beatweaver.storage.internal;

import io.beatweaver.InputException;
import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.storage.BeatmapEntry;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.internal.parquet.Column;
import io.beatweaver.storage.internal.parquet.Rows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;

/** Rebuilds a song's beatmaps from its rows and its entry. */
public final class StoredObjects {
  private static final Set<String> NOT_NEEDED =
      Set.of(
          StoreSchema.SONG_HASH,
          StoreSchema.SOURCE,
          StoreSchema.DIFFICULTY,
          StoreSchema.CHARACTERISTIC,
          StoreSchema.BPM,
          StoreSchema.TIME_SECONDS,
          StoreSchema.TAIL_TIME_SECONDS);

  private final StoreContent content;
  private final int number;
  private final SongEntry song;

  private StoredObjects(StoreContent content, int number) {
    this.content = content;
    this.number = number;
    this.song = content.songs().get(number);
  }

  /**
   * Reads a song's beatmaps.
   *
   * @param content the store
   * @param number of the song
   * @return its beatmaps in the order of the entry
   * @throws IOException if the rows can't be read
   */
  public static List<Beatmap> read(StoreContent content, int number) throws IOException {
    return new StoredObjects(content, number).read();
  }

  private List<Beatmap> read() throws IOException {
    List<Note> notes = notes();
    List<Bomb> bombs = bombs();
    List<Wall> walls = walls();
    List<Arc> arcs = arcs();
    List<Chain> chains = chains();
    List<Beatmap> maps = new ArrayList<>();
    for (int i = 0; i < song.beatmaps().size(); i++) {
      BeatmapEntry entry = song.beatmaps().get(i);
      maps.add(
          new Beatmap(
              entry.characteristic(),
              entry.difficulty(),
              entry.file(),
              entry.version(),
              entry.noteJumpSpeed(),
              entry.noteJumpOffset(),
              entry.tempo(),
              of(notes, StoreSchema.NOTES, i),
              of(bombs, StoreSchema.BOMBS, i),
              of(walls, StoreSchema.OBSTACLES, i),
              of(arcs, StoreSchema.ARCS, i),
              of(chains, StoreSchema.CHAINS, i)));
    }
    return List.copyOf(maps);
  }

  private <T> List<T> of(List<T> all, StoreSchema table, int beatmap) {
    return all.subList(song.firstRow(table, beatmap), song.firstRow(table, beatmap + 1));
  }

  private Rows rows(StoreSchema table) throws IOException {
    Set<String> names =
        table.schema().getFields().stream()
            .map(Field::getName)
            .filter(name -> !NOT_NEEDED.contains(name))
            .collect(Collectors.toSet());
    Rows rows = content.read(table, number, names);
    for (String name : names) {
      requireValues(song, rows, name, 0, rows.size());
    }
    return rows;
  }

  /**
   * Refuses nulls where a value is needed.
   *
   * @param song whose rows they are
   * @param rows the rows
   * @param name of the column
   * @param from the first row
   * @param to behind the last
   * @throws InputException if there is one
   */
  public static void requireValues(SongEntry song, Rows rows, String name, int from, int to)
      throws InputException {
    Column column = rows.column(name);
    if (!column.hasNulls()) {
      return;
    }
    for (int row = from; row < to; row++) {
      if (column.isNull(row)) {
        throw new InputException(
            rows.table().tableName(),
            "song " + song.hash() + ", row " + (row - from) + ", column " + name,
            "no value");
      }
    }
  }

  private <T> List<T> build(Rows rows, IntFunction<T> row) throws InputException {
    List<T> objects = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      try {
        objects.add(row.apply(i));
      } catch (IllegalArgumentException e) {
        throw new InputException(
            rows.table().tableName(), "song " + song.hash() + ", row " + i, e.getMessage(), e);
      }
    }
    return objects;
  }

  private List<Note> notes() throws IOException {
    Rows rows = rows(StoreSchema.NOTES);
    Column beats = rows.column(StoreSchema.BEAT);
    Column x = rows.column(StoreSchema.X);
    Column y = rows.column(StoreSchema.Y);
    Column colors = rows.column(StoreSchema.COLOR);
    Column directions = rows.column(StoreSchema.CUT_DIRECTION);
    Column angles = rows.column(StoreSchema.ANGLE_OFFSET);
    return build(
        rows,
        row ->
            new Note(
                beats.real(row),
                whole(x, row),
                whole(y, row),
                Hand.ofColor(whole(colors, row)),
                whole(directions, row),
                whole(angles, row)));
  }

  private List<Bomb> bombs() throws IOException {
    Rows rows = rows(StoreSchema.BOMBS);
    Column beats = rows.column(StoreSchema.BEAT);
    Column x = rows.column(StoreSchema.X);
    Column y = rows.column(StoreSchema.Y);
    return build(rows, row -> new Bomb(beats.real(row), whole(x, row), whole(y, row)));
  }

  private List<Wall> walls() throws IOException {
    Rows rows = rows(StoreSchema.OBSTACLES);
    Column beats = rows.column(StoreSchema.BEAT);
    Column durations = rows.column(StoreSchema.DURATION_BEATS);
    Column x = rows.column(StoreSchema.X);
    Column y = rows.column(StoreSchema.Y);
    Column widths = rows.column(StoreSchema.WIDTH);
    Column heights = rows.column(StoreSchema.HEIGHT);
    return build(
        rows,
        row ->
            new Wall(
                beats.real(row),
                durations.real(row),
                whole(x, row),
                whole(y, row),
                whole(widths, row),
                whole(heights, row)));
  }

  private List<Arc> arcs() throws IOException {
    Rows rows = rows(StoreSchema.ARCS);
    Column[] c = rows.columns();
    return build(
        rows,
        row ->
            new Arc(
                c[5].real(row),
                whole(c[7], row),
                whole(c[8], row),
                Hand.ofColor(whole(c[9], row)),
                whole(c[10], row),
                c[11].real(row),
                c[12].real(row),
                whole(c[14], row),
                whole(c[15], row),
                whole(c[16], row),
                c[17].real(row),
                whole(c[18], row)));
  }

  private List<Chain> chains() throws IOException {
    Rows rows = rows(StoreSchema.CHAINS);
    Column[] c = rows.columns();
    return build(
        rows,
        row ->
            new Chain(
                c[5].real(row),
                whole(c[7], row),
                whole(c[8], row),
                Hand.ofColor(whole(c[9], row)),
                whole(c[10], row),
                c[11].real(row),
                whole(c[13], row),
                whole(c[14], row),
                whole(c[15], row),
                c[16].real(row)));
  }

  private static int whole(Column column, int row) {
    return (int) column.whole(row);
  }
}
