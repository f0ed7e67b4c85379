/**
 * Levels in columnar stores, and the cache of song features.
 *
 * <p>A store is a folder: numbered Parquet files of notes, bombs and obstacles with one row group a
 * song, and {@code metadata.json} that says which songs there are and where their rows lie. {@link
 * io.beatweaver.storage.StoreWriter} builds one and puts it in place in one step; {@link
 * io.beatweaver.storage.BeatmapStore} reads it back, as records, as primitive arrays or as Arrow
 * batches. {@link io.beatweaver.storage.StoreSchema} is the one definition of the columns. {@link
 * io.beatweaver.storage.FeatureCache} keeps what a song sounds like, computed once and read window
 * by window out of mapped memory.
 *
 * <p>Arrow memory is allocated through {@code arrow-memory-unsafe} and only set, get and byte-array
 * copies are used, so no JVM option is needed. Exporting a batch through Arrow's own IPC needs
 * {@code --add-opens=java.base/java.nio=ALL-UNNAMED}.
 */
package io.beatweaver.storage;
