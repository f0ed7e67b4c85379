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
import java.util.function.IntUnaryOperator;
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
    Head head = new Head(rows);
    IntUnaryOperator angles = whole(rows, StoreSchema.ANGLE_OFFSET);
    return build(
        rows,
        row ->
            new Note(
                head.beats.real(row),
                head.x.applyAsInt(row),
                head.y.applyAsInt(row),
                head.hand(row),
                head.directions.applyAsInt(row),
                angles.applyAsInt(row)));
  }

  private List<Bomb> bombs() throws IOException {
    Rows rows = rows(StoreSchema.BOMBS);
    Column beats = rows.column(StoreSchema.BEAT);
    IntUnaryOperator x = whole(rows, StoreSchema.X);
    IntUnaryOperator y = whole(rows, StoreSchema.Y);
    return build(rows, row -> new Bomb(beats.real(row), x.applyAsInt(row), y.applyAsInt(row)));
  }

  private List<Wall> walls() throws IOException {
    Rows rows = rows(StoreSchema.OBSTACLES);
    Column beats = rows.column(StoreSchema.BEAT);
    Column durations = rows.column(StoreSchema.DURATION_BEATS);
    IntUnaryOperator x = whole(rows, StoreSchema.X);
    IntUnaryOperator y = whole(rows, StoreSchema.Y);
    IntUnaryOperator widths = whole(rows, StoreSchema.WIDTH);
    IntUnaryOperator heights = whole(rows, StoreSchema.HEIGHT);
    return build(
        rows,
        row ->
            new Wall(
                beats.real(row),
                durations.real(row),
                x.applyAsInt(row),
                y.applyAsInt(row),
                widths.applyAsInt(row),
                heights.applyAsInt(row)));
  }

  private List<Arc> arcs() throws IOException {
    Rows rows = rows(StoreSchema.ARCS);
    Head head = new Head(rows);
    Tail tail = new Tail(rows);
    Column headMultipliers = rows.column(StoreSchema.HEAD_MULTIPLIER);
    IntUnaryOperator tailDirections = whole(rows, StoreSchema.TAIL_DIRECTION);
    Column tailMultipliers = rows.column(StoreSchema.TAIL_MULTIPLIER);
    IntUnaryOperator anchors = whole(rows, StoreSchema.MID_ANCHOR);
    return build(
        rows,
        row ->
            new Arc(
                head.beats.real(row),
                head.x.applyAsInt(row),
                head.y.applyAsInt(row),
                head.hand(row),
                head.directions.applyAsInt(row),
                headMultipliers.real(row),
                tail.beats.real(row),
                tail.x.applyAsInt(row),
                tail.y.applyAsInt(row),
                tailDirections.applyAsInt(row),
                tailMultipliers.real(row),
                anchors.applyAsInt(row)));
  }

  private List<Chain> chains() throws IOException {
    Rows rows = rows(StoreSchema.CHAINS);
    Head head = new Head(rows);
    Tail tail = new Tail(rows);
    IntUnaryOperator slices = whole(rows, StoreSchema.SLICES);
    Column squishes = rows.column(StoreSchema.SQUISH);
    return build(
        rows,
        row ->
            new Chain(
                head.beats.real(row),
                head.x.applyAsInt(row),
                head.y.applyAsInt(row),
                head.hand(row),
                head.directions.applyAsInt(row),
                tail.beats.real(row),
                tail.x.applyAsInt(row),
                tail.y.applyAsInt(row),
                slices.applyAsInt(row),
                squishes.real(row)));
  }

  private static IntUnaryOperator whole(Rows rows, String name) {
    Column column = rows.column(name);
    return row -> (int) column.whole(row);
  }

  /** The columns that everything that is cut has. */
  private static final class Head {
    final Column beats;
    final IntUnaryOperator x;
    final IntUnaryOperator y;
    final IntUnaryOperator colors;
    final IntUnaryOperator directions;

    Head(Rows rows) {
      beats = rows.column(StoreSchema.BEAT);
      x = whole(rows, StoreSchema.X);
      y = whole(rows, StoreSchema.Y);
      colors = whole(rows, StoreSchema.COLOR);
      directions = whole(rows, StoreSchema.CUT_DIRECTION);
    }

    Hand hand(int row) {
      return Hand.ofColor(colors.applyAsInt(row));
    }
  }

  /** Where an arc or a chain ends. */
  private static final class Tail {
    final Column beats;
    final IntUnaryOperator x;
    final IntUnaryOperator y;

    Tail(Rows rows) {
      beats = rows.column(StoreSchema.TAIL_BEAT);
      x = whole(rows, StoreSchema.TAIL_X);
      y = whole(rows, StoreSchema.TAIL_Y);
    }
  }
}
