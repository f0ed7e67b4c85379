package io.beatweaver.storage.internal;

import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.StoreSummary;
import java.util.List;
import java.util.Map;

/**
 * What {@code metadata.json} says.
 *
 * @param songs every song, in the order in which they were stored
 * @param files the files of each table
 * @param summary counts over all songs
 */
public record Manifest(
    List<SongEntry> songs, Map<StoreSchema, List<StoreFile>> files, StoreSummary summary) {
  /** What the manifest's {@code format} says. */
  static final String FORMAT = "beatweaver-store";

  /** The version that is written, and the only one that is read. */
  static final int VERSION = 1;
}
