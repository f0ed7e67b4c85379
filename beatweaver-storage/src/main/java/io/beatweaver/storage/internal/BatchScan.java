package io.beatweaver.storage.internal;

import io.beatweaver.storage.BeatmapEntry;
import io.beatweaver.storage.BeatmapFilter;
import io.beatweaver.storage.BeatmapStore;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.internal.parquet.Rows;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;

/** Gathers the rows of wanted beatmaps into Arrow batches. */
public final class BatchScan {
  private static final int BATCH_ROWS = 65_536;

  private final Rows gathered;
  private final BufferAllocator allocator;
  private final BeatmapStore.BatchVisitor visitor;

  private BatchScan(Rows gathered, BufferAllocator allocator, BeatmapStore.BatchVisitor visitor) {
    this.gathered = gathered;
    this.allocator = allocator;
    this.visitor = visitor;
  }

  /**
   * Goes through a table.
   *
   * @param content the store
   * @param table a table of objects
   * @param filter which beatmaps
   * @param columns which columns, none for all
   * @param allocator where the memory comes from
   * @param visitor told of each batch
   */
  public static void run(
      StoreContent content,
      StoreSchema table,
      BeatmapFilter filter,
      Collection<String> columns,
      BufferAllocator allocator,
      BeatmapStore.BatchVisitor visitor)
      throws IOException {
    if (!table.holdsObjects()) {
      throw new IllegalArgumentException("no table of objects: " + table.tableName());
    }
    Set<String> all =
        table.schema().getFields().stream().map(Field::getName).collect(Collectors.toSet());
    Set<String> wanted = columns.isEmpty() ? all : Set.copyOf(columns);
    if (!all.containsAll(wanted)) {
      throw new IllegalArgumentException(
          table.tableName() + " has columns " + all + ", not all of " + wanted);
    }
    BatchScan scan = new BatchScan(Rows.of(table, wanted), allocator, visitor);
    List<SongEntry> songs = content.songs();
    content.scan(
        table,
        song -> filter.accepts(songs.get(song)),
        wanted,
        (number, rows, from, to) -> {
          int first = from;
          for (BeatmapEntry beatmap : songs.get(number).beatmaps()) {
            int behind = first + beatmap.rows(table);
            if (behind > first && filter.accepts(songs.get(number), beatmap)) {
              scan.gathered.addAll(rows, first, behind);
            }
            first = behind;
          }
          if (scan.gathered.size() >= BATCH_ROWS) {
            scan.flush();
          }
        });
    scan.flush();
  }

  private void flush() throws IOException {
    if (gathered.size() > 0) {
      try (VectorSchemaRoot batch = ArrowRows.toBatch(gathered, 0, gathered.size(), allocator)) {
        visitor.batch(batch);
      }
      gathered.clear();
    }
  }
}
