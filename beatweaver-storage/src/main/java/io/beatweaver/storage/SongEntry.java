package io.beatweaver.storage;

import java.util.List;
import java.util.Objects;

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
 * @param rating what the community says of it
 * @param beatmaps its beatmaps, in the order of their rows
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
    CommunityRating rating,
    List<BeatmapEntry> beatmaps) {
  /** Copies the list; refuses more rows than a row group can have. */
  public SongEntry {
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(rating, "rating");
    beatmaps = List.copyOf(beatmaps);
    for (StoreSchema table : StoreSchema.values()) {
      long rows = 0;
      for (BeatmapEntry beatmap : beatmaps) {
        rows += beatmap.rows(table);
      }
      if (rows > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("too many " + table.tableName() + " for one song");
      }
    }
  }

  /**
   * How many rows the song has in a table, all beatmaps together.
   *
   * @param table the table
   * @return the rows; 1 in the table of songs, 0 in that of sources
   */
  public int rowCount(StoreSchema table) {
    return table == StoreSchema.SONGS ? 1 : firstRow(table, beatmaps.size());
  }

  /**
   * The first row of a beatmap within the song's rows of a table.
   *
   * @param table the table
   * @param beatmap index in {@link #beatmaps()}; their number gives the row after the last
   * @return the row, from 0
   */
  public int firstRow(StoreSchema table, int beatmap) {
    int row = 0;
    for (int i = 0; i < beatmap; i++) {
      row += beatmaps.get(i).rows(table);
    }
    return row;
  }
}
