package io.beatweaver.storage.internal.cache;

import io.beatweaver.InputException;
import io.beatweaver.file.AtomicFiles;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shards of a folder and which entry lies where. Knows what other processes have added once it
 * has looked again ({@link #refresh}). Everything that changes files happens under the {@link
 * FolderLock}; finding an entry takes no lock.
 *
 * <p>An entry is appended values first, header last: one that has no whole header isn't there. What
 * a killed writer leaves behind the last entry is cut off by the next one.
 */
public final class ShardFolder {
  private static final Logger LOG = LoggerFactory.getLogger(ShardFolder.class);

  /** With more entries than this outside the index, opening a folder writes a new one. */
  private static final int UNINDEXED = 1000;

  final Path folder;
  final long shardBytes;
  final ConcurrentMap<String, CacheEntry> entries = new ConcurrentHashMap<>();
  private final TreeMap<String, Shard> shards = new TreeMap<>();
  private final LongAdder damaged = new LongAdder();
  private volatile boolean indexIsOld;

  private ShardFolder(Path folder, long shardBytes) {
    this.folder = folder;
    this.shardBytes = shardBytes;
  }

  /**
   * Opens a folder and finds its entries.
   *
   * @param folder an existing folder
   * @param shardBytes a shard takes no further entry that would make it longer
   * @return the folder
   * @throws IOException if the disk fails
   */
  public static ShardFolder open(Path folder, long shardBytes) throws IOException {
    ShardFolder opened = new ShardFolder(folder.toRealPath(), shardBytes);
    int indexed = opened.load(IndexFile.read(opened.folder));
    opened.refresh(true);
    opened.indexIsOld = opened.entries.size() != indexed;
    if (opened.entries.size() - indexed > UNINDEXED || opened.hasLeftovers()) {
      opened.tidyUp();
    }
    return opened;
  }

  /** Takes over what the index says about shards that can be as it says. */
  private synchronized int load(IndexFile index) throws IOException {
    for (IndexFile.Part part : index.parts()) {
      if (length(part.shard()) >= part.shard().end) {
        shards.put(part.shard().name(), part.shard());
        part.entries().forEach(entry -> entries.put(entry.key, entry));
      }
    }
    return entries.size();
  }

  /** The file's length, -1 if it is gone. */
  private static long length(Shard shard) throws IOException {
    try {
      return Files.size(shard.file);
    } catch (NoSuchFileException e) {
      return -1;
    }
  }

  private boolean hasLeftovers() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(AtomicFiles::isLeftover);
    }
  }

  /**
   * While the lock is held nobody writes, so whatever is half-written was left by the dead. If
   * somebody else holds it, he is at it.
   */
  private void tidyUp() {
    try {
      FolderLock.tryHold(
          folder,
          () -> {
            try (Stream<Path> files = Files.list(folder)) {
              for (Path file : files.filter(AtomicFiles::isLeftover).toList()) {
                Files.deleteIfExists(file);
              }
            }
            refresh(true);
            writeIndex();
            return null;
          });
    } catch (IOException e) {
      LOG.info("{}: not tidied up: {}", folder, e.toString());
    }
  }

  /**
   * Finds an entry, looking at the disk again if it isn't known.
   *
   * @param key its key
   * @return the entry
   * @throws IOException if the disk fails
   */
  public Optional<CacheEntry> find(String key) throws IOException {
    CacheEntry entry = entries.get(key);
    if (entry == null) {
      refresh(false);
      entry = entries.get(key);
    }
    return Optional.ofNullable(entry);
  }

  /**
   * Looks at the disk again: at new shards, shards that have grown and shards that are gone.
   *
   * @param search whether to look beyond damage
   * @throws IOException if the disk fails
   */
  public synchronized void refresh(boolean search) throws IOException {
    List<Shard> present = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Shard::isShard).toList()) {
        Shard known = shards.get(file.getFileName().toString());
        present.add(known == null ? Shard.of(file) : known);
      }
    }
    present.sort(Shard.BY_AGE);
    Set<String> names = new HashSet<>();
    for (Shard shard : present) {
      if (scan(shard, search || !shards.containsKey(shard.name()))) {
        names.add(shard.name());
      }
    }
    for (Shard shard : List.copyOf(shards.values())) {
      if (!names.contains(shard.name())) {
        shards.remove(shard.name());
        entries.values().removeIf(entry -> entry.shard == shard);
      }
    }
  }

  private boolean scan(Shard shard, boolean search) throws IOException {
    try {
      boolean isNew = !shards.containsKey(shard.name());
      if (isNew || Files.size(shard.file) > shard.end) {
        ShardScan scan = ShardScan.of(shard, shard.end, search);
        shard.end = scan.end();
        scan.entries().forEach(this::add);
        shards.put(shard.name(), shard);
        if (isNew && scan.damaged() > 0) {
          LOG.warn("{}: {} cached songs are damaged and left out", shard.file, scan.damaged());
          damaged.add(scan.damaged());
        }
      }
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** The later of two entries with one key counts: it was written where the older was damaged. */
  private void add(CacheEntry entry) {
    CacheEntry older = entries.put(entry.key, entry);
    if (older != null) {
      entry.use(older.used());
    }
  }

  /**
   * Adds an entry, unless another process has done so.
   *
   * @param key the key
   * @param rows rows of the features
   * @param values {@code rows * 81} float16 values, little-endian
   * @param written now, in milliseconds since 1970
   * @return whether it was added
   * @throws IOException if it can't be written; then it isn't there
   */
  public boolean append(String key, int rows, ByteBuffer values, long written) throws IOException {
    EntryHeader header = new EntryHeader(key, rows, written, EntryHeader.crc(values));
    try {
      return FolderLock.hold(folder, () -> append(header, values));
    } catch (InterruptedIOException e) {
      throw e;
    } catch (ClosedByInterruptException | FileLockInterruptionException e) {
      InterruptedIOException interrupted =
          new InterruptedIOException(folder + ": interrupted while caching features");
      interrupted.initCause(e);
      throw interrupted;
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      throw new IOException(folder + ": features can't be cached: " + reason, e);
    } catch (IOException e) {
      throw new IOException(folder + ": features can't be cached: " + e.getMessage(), e);
    }
  }

  private synchronized boolean append(EntryHeader header, ByteBuffer values) throws IOException {
    refresh(true);
    if (entries.containsKey(header.key())) {
      return false;
    }
    Shard shard = shardFor(header.entryBytes());
    long at = shard.end;
    ShardFile.append(shard.file, at, header, values);
    CacheEntry entry = new CacheEntry(shard, at, header);
    entry.markWhole();
    shard.end = entry.end();
    shards.put(shard.name(), shard);
    add(entry);
    indexIsOld = true;
    return true;
  }

  /** The youngest shard if it has room, else a new one. Cuts off what a killed writer left. */
  private Shard shardFor(int bytes) throws IOException {
    Optional<Shard> youngest = shards.values().stream().max(Shard.BY_AGE);
    if (youngest.isEmpty()) {
      return newShard();
    }
    ShardFile.cutOff(youngest.get().file, youngest.get().end);
    if (youngest.get().end + bytes <= shardBytes) {
      return youngest.get();
    }
    writeIndex();
    return newShard();
  }

  /** A shard that doesn't exist yet, younger than all others. */
  synchronized Shard newShard() {
    int number = shards.values().stream().mapToInt(shard -> shard.number).max().orElse(0) + 1;
    return Shard.create(folder, number);
  }

  /**
   * Forgets an entry that can't be used, so that it can be added anew.
   *
   * @param entry the entry
   * @param reason what is wrong with it
   */
  public void dropDamaged(CacheEntry entry, InputException reason) {
    if (entries.remove(entry.key, entry)) {
      damaged.increment();
      indexIsOld = true;
      LOG.warn("cached features are not used: {}", reason.getMessage());
    }
  }

  /**
   * Damaged entries met so far.
   *
   * @return at least 0
   */
  public long damaged() {
    return damaged.sum();
  }

  /**
   * All entries known.
   *
   * @return a view that changes as entries come and go
   */
  public Collection<CacheEntry> all() {
    return entries.values();
  }

  synchronized Map<Shard, Long> sizes() throws IOException {
    Map<Shard, Long> sizes = new TreeMap<>(Shard.BY_AGE);
    for (Shard shard : shards.values()) {
      sizes.put(shard, Files.size(shard.file));
    }
    return sizes;
  }

  /**
   * Bytes on the disk.
   *
   * @return a length for each shard
   * @throws IOException if the disk fails
   */
  public long[] shardSizes() throws IOException {
    refresh(false);
    return sizes().values().stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * The folder.
   *
   * @return its real path
   */
  public Path path() {
    return folder;
  }

  /** Notes that times of use have changed, so that the index is written at the end. */
  public void markUsed() {
    if (!indexIsOld) {
      indexIsOld = true;
    }
  }

  /**
   * Writes the index if there is anything new in it. It saves the next process a look at every
   * entry and remembers when each was used; nothing else depends on it.
   */
  public void saveIndex() {
    if (!indexIsOld) {
      return;
    }
    try {
      FolderLock.hold(
          folder,
          () -> {
            refresh(true);
            writeIndex();
            return null;
          });
    } catch (IOException e) {
      LOG.info("{}: the index of cached features is not written: {}", folder, e.toString());
    }
  }

  /** Under the lock. */
  synchronized void writeIndex() throws IOException {
    takeOverUses();
    IndexFile.write(folder, shards.values(), entries.values());
    indexIsOld = false;
  }

  /** What other processes have used since this one read the index. */
  synchronized void takeOverUses() {
    for (IndexFile.Part part : IndexFile.read(folder).parts()) {
      for (CacheEntry other : part.entries()) {
        CacheEntry mine = entries.get(other.key);
        if (mine != null) {
          mine.use(other.used());
        }
      }
    }
  }
}
