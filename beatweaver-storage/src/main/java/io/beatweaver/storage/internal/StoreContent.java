package io.beatweaver.storage.internal;

import io.beatweaver.storage.LevelSource;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.StoreSummary;
import io.beatweaver.storage.internal.parquet.Rows;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;

/** A store that can be read, whoever has written it. Safe for any thread. */
public interface StoreContent {
  /** Takes a song's rows. */
  interface Visitor {
    /**
     * Takes a song's rows, which lie in the order of its beatmaps.
     *
     * @param song number of the song
     * @param rows good until the call returns
     * @param from the song's first row
     * @param to behind its last
     */
    void rows(int song, Rows rows, int from, int to) throws IOException;
  }

  /**
   * Every song.
   *
   * @return in the order of their rows
   */
  List<SongEntry> songs();

  /**
   * Counts over all songs.
   *
   * @return the counts
   */
  StoreSummary summary();

  /**
   * Where levels were found.
   *
   * @return empty if the store doesn't say
   */
  List<LevelSource> sources() throws IOException;

  /**
   * Reads a song's rows.
   *
   * @param table a table of objects
   * @param song number of the song
   * @param columns the names of those that are wanted
   * @return the rows, in the order of the song's beatmaps
   */
  Rows read(StoreSchema table, int song, Collection<String> columns) throws IOException;

  /**
   * Reads the rows of many songs in one pass over the files. Every row is held against the beatmap
   * that it is to be of.
   *
   * @param table a table of objects
   * @param wanted which songs
   * @param columns the names of those that are wanted; others may come along
   * @param visitor told of each song that has rows, in the order of the songs
   */
  void scan(StoreSchema table, IntPredicate wanted, Collection<String> columns, Visitor visitor)
      throws IOException;

  /** Reads everything and holds it against all that is known of it. */
  void verify() throws IOException;
}
