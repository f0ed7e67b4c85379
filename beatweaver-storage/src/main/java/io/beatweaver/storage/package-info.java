/**
 * Levels in columnar stores, and the cache of song features.
 *
 * <p>{@link io.beatweaver.storage.StoreWriter} writes a store, song by song and run by run; {@link
 * io.beatweaver.storage.BeatmapStore} reads it back, as records, as primitive arrays or as Arrow
 * batches, and reads other programs' tables of the same columns. {@link
 * io.beatweaver.storage.StoreSchema} is the one definition of the columns. {@link
 * io.beatweaver.storage.FeatureCache} keeps what a song sounds like, computed once and read window
 * by window out of mapped memory.
 *
 * <h2>The layout of a store</h2>
 *
 * <p>A store is a folder of plain Parquet files, numbered by table from 0: {@code
 * notes_0000.parquet}, {@code bombs_0000.parquet} and so on for obstacles, arcs, chains, tempo
 * changes, beatmaps, songs and sources. A file is never changed once it is there. {@code
 * metadata.json} names the files that make up the store, with their sizes and checksums; it is
 * replaced in one step, and what it doesn't name is no part of the store.
 *
 * <ul>
 *   <li>Tables of objects have a row group a song, or one for several whole songs; files end at a
 *       size, 1 GB unless told. Songs come in the same order in every table, and a song's rows in
 *       the order of its beatmaps.
 *   <li>The other tables are small and have row groups of up to 65,536 rows: songs, their beatmaps,
 *       the beatmaps' tempo changes (each in the order of the songs), and the places where levels
 *       were found.
 *   <li>Columns are optional; pages are of version 1 with checksums; values are plain or codes into
 *       a dictionary, text always the latter; zstd or snappy, columns of less than 128 bytes as
 *       they are. Between the last row group and the footer lies an index of the row groups with
 *       the songs in them, which Parquet's readers pass by: opening a store reads these indexes and
 *       not the footers, which have a kilobyte and a half for each song.
 *   <li>A writer's unfinished files are named {@code .building-*}, and {@code .writer.lock} is
 *       there while it writes. A checkpoint forces finished files to the disk, gives them the next
 *       numbers, replaces {@code metadata.json} and then removes the files that only the old one
 *       named. What a killed writer leaves besides is swept by the next.
 *   <li>A commit also makes one file of neighbouring small ones, wherever the older is at most four
 *       times the size of the newer together, so that over many small additions a row is copied a
 *       logarithmic number of times; and numbers files from 0.
 *   <li>A song that is taken out or replaced is left out of new versions of the files that held it.
 * </ul>
 *
 * <p>Not stored, since no column of the tables is theirs: lane rotations, changes of the note jump
 * speed, lights and custom data.
 *
 * <p>Arrow memory is allocated through {@code arrow-memory-unsafe} and only set, get and byte-array
 * copies are used, so no JVM option is needed. Exporting a batch through Arrow's own IPC needs
 * {@code --add-opens=java.base/java.nio=ALL-UNNAMED}.
 */
package io.beatweaver.storage;
