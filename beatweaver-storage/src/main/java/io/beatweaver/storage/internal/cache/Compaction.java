package io.beatweaver.storage.internal.cache;

import io.beatweaver.InputException;
import io.beatweaver.file.AtomicFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes entries out of a folder of shards. Shards never change: one that holds nothing else is
 * deleted, from any other the remaining entries are copied into a new shard first. Killed midway,
 * it leaves entries twice, which does no harm, and never none.
 */
public final class Compaction {
  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);
  private static final int COPY_BYTES = 1 << 16;

  private final ShardFolder folder;

  /** Shards that go, with the number of their entries that have no other place yet. */
  private final Map<Shard, Integer> leaving = new HashMap<>();

  private Compaction(ShardFolder folder) {
    this.folder = folder;
  }

  /**
   * What a compaction did.
   *
   * @param removed entries that were there and are no longer, those found damaged among them
   * @param freed bytes by which the shards are shorter in all
   */
  public record Result(int removed, long freed) {}

  /**
   * Removes entries.
   *
   * @param folder the folder
   * @param choice gets all entries and returns those that stay
   * @return what was removed
   * @throws IOException if the disk fails; then no entry that stays is lost
   */
  public static Result run(
      ShardFolder folder, Function<Collection<CacheEntry>, Collection<CacheEntry>> choice)
      throws IOException {
    return FolderLock.hold(
        folder.folder,
        () -> {
          folder.refresh(true);
          folder.takeOverUses();
          List<CacheEntry> all = List.copyOf(folder.all());
          long before = total(folder);
          new Compaction(folder).run(new HashSet<>(choice.apply(all)));
          folder.refresh(true);
          folder.writeIndex();
          return new Result(all.size() - folder.all().size(), before - total(folder));
        });
  }

  /**
   * Chooses those used last.
   *
   * @param all entries
   * @param maxBytes what those chosen may take in all
   * @return a choice for {@link #run}
   */
  public static Collection<CacheEntry> latest(Collection<CacheEntry> all, long maxBytes) {
    // Times of use go on changing; sorting needs them to stand still.
    record Use(CacheEntry entry, long time) {}
    Comparator<Use> latestFirst = Comparator.comparingLong(Use::time).reversed();
    List<Use> uses =
        all.stream()
            .map(entry -> new Use(entry, entry.used()))
            .sorted(latestFirst.thenComparing(use -> use.entry().key()))
            .toList();
    List<CacheEntry> chosen = new ArrayList<>();
    long bytes = 0;
    for (Use use : uses) {
      bytes += use.entry().bytes();
      if (bytes > maxBytes) {
        break;
      }
      chosen.add(use.entry());
    }
    return chosen;
  }

  private static long total(ShardFolder folder) throws IOException {
    return folder.sizes().values().stream().mapToLong(Long::longValue).sum();
  }

  private void run(Set<CacheEntry> staying) throws IOException {
    Map<Shard, List<CacheEntry>> byShard = new HashMap<>();
    for (CacheEntry entry : staying) {
      byShard.computeIfAbsent(entry.shard, shard -> new ArrayList<>()).add(entry);
    }
    List<CacheEntry> moving = new ArrayList<>();
    List<CacheEntry> joining = new ArrayList<>();
    for (Map.Entry<Shard, Long> shard : folder.sizes().entrySet()) {
      List<CacheEntry> own = byShard.getOrDefault(shard.getKey(), List.of());
      long bytes = own.stream().mapToLong(CacheEntry::bytes).sum();
      if (own.isEmpty()) {
        delete(shard.getKey());
      } else if (bytes < shard.getValue()) {
        moving.addAll(own);
      } else if (bytes < folder.shardBytes / 2) {
        joining.addAll(own);
      }
    }
    if (moving.isEmpty()) {
      return;
    }
    // Small shards would only grow in number.
    moving.addAll(joining);
    moving.forEach(entry -> leaving.merge(entry.shard, 1, Integer::sum));
    moving.sort(
        Comparator.comparing((CacheEntry entry) -> entry.shard, Shard.BY_AGE)
            .thenComparingLong(entry -> entry.offset));
    for (int done = 0; done < moving.size(); ) {
      int end = done + 1;
      long bytes = moving.get(done).bytes();
      while (end < moving.size() && bytes + moving.get(end).bytes() <= folder.shardBytes) {
        bytes += moving.get(end++).bytes();
      }
      move(moving.subList(done, end));
      done = end;
    }
  }

  private void move(List<CacheEntry> entries) throws IOException {
    Path file = folder.newShard().file;
    AtomicFiles.write(
        file,
        out -> {
          for (CacheEntry entry : entries) {
            copy(entry, out);
          }
        });
    folder.refresh(true);
    for (CacheEntry entry : entries) {
      if (leaving.merge(entry.shard, -1, Integer::sum) == 0) {
        delete(entry.shard);
      }
    }
  }

  private void copy(CacheEntry entry, OutputStream out) throws IOException {
    Optional<MappedEntry> mapped = MappedEntry.find(folder, entry.key);
    if (mapped.isEmpty()) {
      return;
    }
    try {
      mapped.get().requireWhole(true);
    } catch (InputException e) {
      // Logged and counted already; it is left behind.
      return;
    }
    CacheEntry found = mapped.get().entry();
    out.write(found.header().encode().array());
    ByteBuffer values = mapped.get().valueBytes();
    byte[] block = new byte[COPY_BYTES];
    for (int left = found.bytes() - EntryHeader.BYTES; left > 0; ) {
      int count = Math.min(left, block.length);
      int present = Math.min(count, values.remaining());
      values.get(block, 0, present);
      Arrays.fill(block, present, count, (byte) 0);
      out.write(block, 0, count);
      left -= count;
    }
  }

  private void delete(Shard shard) {
    try {
      Files.deleteIfExists(shard.file);
    } catch (IOException e) {
      LOG.warn("{} can't be deleted, its cached songs stay: {}", shard.file, e.toString());
    }
  }
}
