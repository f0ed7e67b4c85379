package io.beatweaver.storage;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a store says of one song.
 *
 * @param hash the level's hash, 40 lower-case hex digits
 * @param title the song's title
 * @param subTitle the song's subtitle
 * @param artist the song's artist
 * @param mapper who made the level
 * @param bpm base tempo, beats a minute
 * @param source where the level is from
 * @param levelPath where the level was read from, may be empty
 * @param songFile the audio file's name, relative to the level
 * @param audioHash SHA-256 of the audio file; empty if there was none
 * @param durationSeconds how long the audio is; 0 if not known
 * @param readWarnings how many warnings the level was read with
 * @param beatmaps its beatmaps, in the order of their rows
 * @param notes where its notes lie; empty if it has none
 * @param bombs where its bombs lie; empty if it has none
 * @param obstacles where its walls lie; empty if it has none
 */
public record SongEntry(
    String hash,
    String title,
    String subTitle,
    String artist,
    String mapper,
    double bpm,
    String source,
    String levelPath,
    String songFile,
    String audioHash,
    double durationSeconds,
    int readWarnings,
    List<BeatmapEntry> beatmaps,
    Optional<RowGroupRef> notes,
    Optional<RowGroupRef> bombs,
    Optional<RowGroupRef> obstacles) {
  /** Copies the list; refuses more rows than a row group can have. */
  public SongEntry {
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(notes, "notes");
    Objects.requireNonNull(bombs, "bombs");
    Objects.requireNonNull(obstacles, "obstacles");
    beatmaps = List.copyOf(beatmaps);
    for (StoreSchema table : StoreSchema.values()) {
      if (beatmaps.stream().mapToLong(map -> rows(table, map)).sum() > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("too many " + table.tableName() + " for one song");
      }
    }
  }

  /**
   * Where the song's rows of a table lie.
   *
   * @param table the table
   * @return file and row group, empty if the song has no row there
   */
  public Optional<RowGroupRef> rows(StoreSchema table) {
    return switch (table) {
      case NOTES -> notes;
      case BOMBS -> bombs;
      case OBSTACLES -> obstacles;
    };
  }

  /**
   * How many rows the song has in a table, all beatmaps together.
   *
   * @param table the table
   * @return the rows
   */
  public int rowCount(StoreSchema table) {
    return firstRow(table, beatmaps.size());
  }

  /**
   * The first row of a beatmap within the song's rows of a table.
   *
   * @param table the table
   * @param beatmap index in {@link #beatmaps()}; their number gives the row after the last
   * @return the row, from 0
   */
  public int firstRow(StoreSchema table, int beatmap) {
    return beatmaps.subList(0, beatmap).stream().mapToInt(map -> rows(table, map)).sum();
  }

  private static int rows(StoreSchema table, BeatmapEntry beatmap) {
    return switch (table) {
      case NOTES -> beatmap.notes();
      case BOMBS -> beatmap.bombs();
      case OBSTACLES -> beatmap.walls();
    };
  }
}
