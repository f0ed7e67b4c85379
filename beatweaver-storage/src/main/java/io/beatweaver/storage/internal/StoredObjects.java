package io.beatweaver.storage.internal;

import io.beatweaver.InputException;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.storage.BeatmapEntry;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Rebuilds a song's beatmaps from its rows and its entry. */
public final class StoredObjects {
  private StoredObjects() {}

  /**
   * Reads a song's beatmaps.
   *
   * @param files the store's files
   * @param song the song's entry
   * @return its beatmaps in the order of the entry, without arcs and chains
   * @throws IOException if the rows can't be read
   */
  public static List<Beatmap> read(StoreFiles files, SongEntry song) throws IOException {
    List<Note> notes = notes(files, song);
    List<Bomb> bombs = bombs(files, song);
    List<Wall> walls = walls(files, song);
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
              of(notes, song, StoreSchema.NOTES, i),
              of(bombs, song, StoreSchema.BOMBS, i),
              of(walls, song, StoreSchema.OBSTACLES, i),
              List.of(),
              List.of()));
    }
    return List.copyOf(maps);
  }

  private static <T> List<T> of(List<T> all, SongEntry song, StoreSchema table, int beatmap) {
    return all.subList(song.firstRow(table, beatmap), song.firstRow(table, beatmap + 1));
  }

  /** Builds a row's record. */
  private interface Row<T> {
    T build(int row) throws InputException;
  }

  /** Opens a table's columns and says how a row of them is built. */
  private interface Columns<T> {
    Row<T> of(RowGroupReader rows) throws InputException;
  }

  private static <T> List<T> rows(
      StoreFiles files, SongEntry song, StoreSchema table, List<String> names, Columns<T> columns)
      throws IOException {
    if (song.rows(table).isEmpty()) {
      return List.of();
    }
    try (RowGroupReader reader = files.reader(table, song.rows(table).get(), names)) {
      Row<T> builder = columns.of(reader);
      List<T> objects = new ArrayList<>(reader.rows());
      for (int row = 0; row < reader.rows(); row++) {
        try {
          objects.add(builder.build(row));
        } catch (IllegalArgumentException e) {
          throw reader.wrong(row, e);
        }
      }
      return objects;
    }
  }

  private static List<Note> notes(StoreFiles files, SongEntry song) throws IOException {
    List<String> names =
        List.of(
            StoreSchema.BEAT,
            StoreSchema.X,
            StoreSchema.Y,
            StoreSchema.COLOR,
            StoreSchema.CUT_DIRECTION,
            StoreSchema.ANGLE_OFFSET);
    return rows(
        files,
        song,
        StoreSchema.NOTES,
        names,
        columns -> {
          float[] beats = columns.floats(StoreSchema.BEAT);
          int[] x = columns.ints(StoreSchema.X);
          int[] y = columns.ints(StoreSchema.Y);
          int[] colors = columns.ints(StoreSchema.COLOR);
          int[] directions = columns.ints(StoreSchema.CUT_DIRECTION);
          int[] angles = columns.ints(StoreSchema.ANGLE_OFFSET);
          return row ->
              new Note(
                  beats[row],
                  x[row],
                  y[row],
                  Hand.ofColor(colors[row]),
                  directions[row],
                  angles[row]);
        });
  }

  private static List<Bomb> bombs(StoreFiles files, SongEntry song) throws IOException {
    return rows(
        files,
        song,
        StoreSchema.BOMBS,
        List.of(StoreSchema.BEAT, StoreSchema.X, StoreSchema.Y),
        columns -> {
          float[] beats = columns.floats(StoreSchema.BEAT);
          int[] x = columns.ints(StoreSchema.X);
          int[] y = columns.ints(StoreSchema.Y);
          return row -> new Bomb(beats[row], x[row], y[row]);
        });
  }

  private static List<Wall> walls(StoreFiles files, SongEntry song) throws IOException {
    List<String> names =
        List.of(
            StoreSchema.BEAT,
            StoreSchema.DURATION_BEATS,
            StoreSchema.X,
            StoreSchema.Y,
            StoreSchema.WIDTH,
            StoreSchema.HEIGHT);
    return rows(
        files,
        song,
        StoreSchema.OBSTACLES,
        names,
        columns -> {
          float[] beats = columns.floats(StoreSchema.BEAT);
          float[] durations = columns.floats(StoreSchema.DURATION_BEATS);
          int[] x = columns.ints(StoreSchema.X);
          int[] y = columns.ints(StoreSchema.Y);
          int[] widths = columns.ints(StoreSchema.WIDTH);
          int[] heights = columns.ints(StoreSchema.HEIGHT);
          return row ->
              new Wall(beats[row], durations[row], x[row], y[row], widths[row], heights[row]);
        });
  }
}
