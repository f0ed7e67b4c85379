package io.beatweaver.storage;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Level;
import io.beatweaver.storage.internal.ArrowRows;
import io.beatweaver.storage.internal.LevelRows;
import io.beatweaver.storage.internal.SongRows;
import io.beatweaver.storage.internal.parquet.Rows;
import java.util.EnumMap;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * A level as Arrow batches in the columns of {@link StoreSchema}: all beatmaps after one another in
 * the level's order, each beatmap's objects in the order of its list.
 *
 * <p>Beats and seconds of objects are rounded to float32; a value that doesn't fit its column
 * becomes the nearest one that does (which never brings an object from outside the grid into it).
 * The caller closes the batches. Stateless, safe for any thread; a batch itself belongs to one
 * thread at a time.
 */
public final class ArrowBatches {
  private ArrowBatches() {}

  /**
   * A level's objects of one kind.
   *
   * @param table which objects: a table that {@link StoreSchema#holdsObjects()}, or tempo changes
   * @param level the level
   * @param source where it is from
   * @param allocator where the memory comes from
   * @return a new batch, which the caller closes
   */
  public static VectorSchemaRoot of(
      StoreSchema table, Level level, String source, BufferAllocator allocator) {
    Rows rows = new Rows(table);
    for (Beatmap map : level.beatmaps()) {
      LevelRows.add(rows, level.hash(), source, map);
    }
    return ArrowRows.toBatch(rows, 0, rows.size(), allocator);
  }

  /**
   * All of a song: what {@link StoreWriter#addBatches} takes and {@link BeatmapStore#batches}
   * gives.
   *
   * @param song the song
   * @param allocator where the memory comes from
   * @return a new batch for every table but that of sources, which the caller closes
   */
  public static Map<StoreSchema, VectorSchemaRoot> of(StoredSong song, BufferAllocator allocator) {
    Map<StoreSchema, VectorSchemaRoot> batches = new EnumMap<>(StoreSchema.class);
    try {
      for (Rows rows : SongRows.of(song).tables()) {
        batches.put(rows.table(), ArrowRows.toBatch(rows, 0, rows.size(), allocator));
      }
      return batches;
    } catch (RuntimeException | Error e) {
      batches.values().forEach(VectorSchemaRoot::close);
      throw e;
    }
  }
}
