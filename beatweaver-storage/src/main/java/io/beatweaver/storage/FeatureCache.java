package io.beatweaver.storage;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.storage.internal.FeatureKey;
import io.beatweaver.storage.internal.cache.CacheEntry;
import io.beatweaver.storage.internal.cache.Compaction;
import io.beatweaver.storage.internal.cache.Computations;
import io.beatweaver.storage.internal.cache.HalfValues;
import io.beatweaver.storage.internal.cache.MappedEntry;
import io.beatweaver.storage.internal.cache.ShardFolder;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Song features on disk, computed once and read window by window.
 *
 * <pre>{@code
 * try (FeatureCache cache = FeatureCache.open(folder)) {
 *   String key = FeatureCache.key(audioHash, tempo, settingsFingerprint);
 *   cache.getOrCompute(key, () -> extract(song, tempo));
 *   CachedSong song = cache.song(key).orElseThrow();
 *   song.copyRows(firstRow, 128, window, 0);   // [128][81], as often as one likes
 * }
 * }</pre>
 *
 * <p>Values are kept as float16: on the normalised range [-1, 1] they are off by at most 2^-12.
 * {@link #getOrCompute} returns the rounded values also when it has just computed them, so that the
 * first run and the later ones see the same numbers.
 *
 * <p>Songs lie one behind the other in a few large files, the shards, which are mapped into memory.
 * Each carries its key and its checksums, so the shards alone are the cache: the index beside them
 * saves time and remembers when a song was last used. A damaged entry is logged, counted and
 * treated as missing; the others stay.
 *
 * <p>Any number of threads and processes may read and add at the same time; adding takes a file
 * lock for as long as the copying takes. What another process has added is found by the next look
 * for it. No reader sees a part of an entry; a process that is killed costs the entry it was
 * writing. What is added is not forced to the disk: a power cut may cost the latest entries, which
 * their checksums tell.
 *
 * <p>{@link #close} writes the index. Mapped memory is given back when the cache and all {@link
 * CachedSong}s from it are garbage. Nobody else may shorten a shard while it is mapped.
 */
public final class FeatureCache implements AutoCloseable {
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");

  /** Computes a song's features. */
  @FunctionalInterface
  public interface Loader {
    /**
     * Computes the features. Must not ask the cache for the key it computes.
     *
     * @return the features
     * @throws IOException if the song can't be read
     */
    SongFeatures load() throws IOException;
  }

  private final ShardFolder shards;
  private final LongSupplier clock;
  private final Computations<SongFeatures> computations = new Computations<>();
  private final LongAdder found = new LongAdder();
  private final LongAdder computed = new LongAdder();
  private volatile boolean closed;

  private FeatureCache(ShardFolder shards, LongSupplier clock) {
    this.shards = shards;
    this.clock = clock;
  }

  /**
   * Opens a cache with default settings.
   *
   * @param folder made if it isn't there
   * @return the cache; the caller closes it
   * @throws InputException if the path is a file
   * @throws IOException if the folder can't be made or read
   */
  public static FeatureCache open(Path folder) throws IOException {
    return open(folder, FeatureCacheSettings.defaults());
  }

  /**
   * Opens a cache. One that can't be written can be read.
   *
   * @param folder made if it isn't there
   * @param settings how new files are written; older ones are read whatever their size
   * @return the cache; the caller closes it
   * @throws InputException if the path is a file
   * @throws IOException if the folder can't be made or read
   */
  public static FeatureCache open(Path folder, FeatureCacheSettings settings) throws IOException {
    return open(folder, settings, System::currentTimeMillis);
  }

  static FeatureCache open(Path folder, FeatureCacheSettings settings, LongSupplier clock)
      throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new InputException(folder.toString(), "", "is a file, not a folder", e);
    }
    return new FeatureCache(ShardFolder.open(folder, settings.shardBytes()), clock);
  }

  /**
   * The key of a song's features: SHA-256 over what they depend on. Tempo maps count by their
   * anchors' exact values, so two spellings of one tempo are one key.
   *
   * @param audioHash SHA-256 of the audio file, hex
   * @param tempo beats to seconds of audio
   * @param settingsFingerprint names the settings of the extraction; differs whenever they do
   * @return 64 lower-case hex digits
   */
  public static String key(String audioHash, TempoMap tempo, String settingsFingerprint) {
    return FeatureKey.of(audioHash, tempo, settingsFingerprint);
  }

  /**
   * Whether a song is there. Its values are not looked at: {@link #verify} does that. One that
   * another process has evicted a moment ago may still count.
   *
   * @param key as of {@link #key}
   * @return whether a look for it would find it, unless it is damaged
   * @throws IOException if the disk fails
   */
  public boolean contains(String key) throws IOException {
    return shards.find(checked(key)).isPresent();
  }

  /**
   * A song to read windows of.
   *
   * @param key as of {@link #key}
   * @return the song, if it is there
   * @throws IOException if the disk fails
   */
  public Optional<CachedSong> song(String key) throws IOException {
    Optional<MappedEntry> entry = MappedEntry.find(shards, checked(key));
    entry.ifPresent(present -> markUsed());
    return entry.map(present -> new CachedSong(present, clock));
  }

  private void markUsed() {
    found.increment();
    shards.markUsed();
  }

  /**
   * Copies a window of a song; rows outside the song are {@link SongFeatures#SILENCE}. Who reads
   * many windows of a song asks for the {@link #song} once.
   *
   * @param key as of {@link #key}
   * @param firstRow may be negative
   * @param rows at least 0
   * @param target receives {@code rows * 81} values from its start
   * @return whether the song is there; if not, the target is as it was
   * @throws InputException if the song is damaged
   * @throws IOException if the disk fails
   */
  public boolean copyWindow(String key, int firstRow, int rows, float[] target) throws IOException {
    Optional<CachedSong> song = song(key);
    if (song.isPresent()) {
      song.get().copyRows(firstRow, rows, target, 0);
    }
    return song.isPresent();
  }

  /**
   * The features of a key, if they are there and whole.
   *
   * @param key as of {@link #key}
   * @return the features; empty also for a damaged entry, which is counted and logged
   * @throws IOException if the disk fails
   */
  public Optional<SongFeatures> find(String key) throws IOException {
    Optional<MappedEntry> entry = MappedEntry.find(shards, checked(key));
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    try {
      SongFeatures features = new CachedSong(entry.get(), clock).toFeatures();
      markUsed();
      return Optional.of(features);
    } catch (InputException e) {
      // Logged and counted where it was met.
      return Optional.empty();
    }
  }

  /**
   * The features of a key, computed and stored if they are not there. Threads that ask for one key
   * at a time share one computation; a failure reaches all that wait for it and is not kept. Two
   * processes may compute one key, of which one is stored.
   *
   * @param key as of {@link #key}
   * @param loader computes the features
   * @return the features as stored
   * @throws IOException if the loader throws it, or the entry can't be read or written
   * @throws IllegalArgumentException if a computed value is not finite as a float16
   */
  public SongFeatures getOrCompute(String key, Loader loader) throws IOException {
    return computations.get(checked(key), () -> findOrCompute(key, loader));
  }

  private SongFeatures findOrCompute(String key, Loader loader) throws IOException {
    Optional<SongFeatures> stored = find(key);
    return stored.isPresent() ? stored.get() : put(key, loader.load());
  }

  /**
   * Stores features. A key that is there keeps what it has: equal keys mean equal features.
   *
   * @param key as of {@link #key}
   * @param features what is stored
   * @return the features as a reader will get them, rounded to float16
   * @throws IOException if they can't be written; then nothing is stored
   * @throws IllegalArgumentException if a value is not finite as a float16, or there are too many
   */
  public SongFeatures put(String key, SongFeatures features) throws IOException {
    requireOpen();
    HalfValues values = HalfValues.of(features);
    if (shards.append(checked(key), features.rows(), values.bytes(), clock.getAsLong())) {
      computed.increment();
    }
    return values.rounded();
  }

  private String checked(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("a key is 64 lower-case hex digits: '" + key + "'");
    }
    requireOpen();
    return key;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the feature cache is closed");
    }
  }

  /**
   * Reads every song and checks its checksum. Damaged ones are logged, counted and no longer there.
   *
   * @param progress told after each song
   * @return how many were damaged
   * @throws IOException if the disk fails
   */
  public int verify(Progress progress) throws IOException {
    requireOpen();
    shards.refresh(false);
    List<CacheEntry> all = List.copyOf(shards.all());
    int damaged = 0;
    for (int i = 0; i < all.size(); i++) {
      String key = all.get(i).key();
      Optional<MappedEntry> entry = MappedEntry.find(shards, key);
      try {
        if (entry.isPresent()) {
          entry.get().requireWhole(true);
        }
      } catch (InputException e) {
        damaged++;
      }
      progress.update("verifying", i + 1L, all.size(), key);
    }
    return damaged;
  }

  /**
   * Removes songs, those longest unused first, until the rest takes no more than so many bytes.
   * Other processes' reading counts from the time they close their cache.
   *
   * <p>As all evictions, it copies what remains of a shard into a new one, needs that space
   * meanwhile, and lets those who add wait. Readers go on, and songs that are being read stay
   * readable; on systems that don't delete mapped files they go at a later eviction.
   *
   * @param maxBytes at least 0
   * @return what was removed
   * @throws IOException if the disk fails; then no remaining song is lost
   */
  public Eviction evict(long maxBytes) throws IOException {
    return compact(all -> Compaction.latest(all, maxBytes));
  }

  /**
   * Removes all songs but some.
   *
   * @param keys those that stay
   * @return what was removed
   * @throws IOException if the disk fails; then no remaining song is lost
   */
  public Eviction retain(Set<String> keys) throws IOException {
    return compact(all -> all.stream().filter(entry -> keys.contains(entry.key())).toList());
  }

  /**
   * Removes some songs.
   *
   * @param keys those that go; unknown ones are no error
   * @return what was removed
   * @throws IOException if the disk fails; then no remaining song is lost
   */
  public Eviction remove(Set<String> keys) throws IOException {
    return compact(all -> all.stream().filter(entry -> !keys.contains(entry.key())).toList());
  }

  private Eviction compact(Function<Collection<CacheEntry>, Collection<CacheEntry>> choice)
      throws IOException {
    requireOpen();
    Compaction.Result result = Compaction.run(shards, choice);
    return new Eviction(result.removed(), result.freed());
  }

  /**
   * What the cache has done since it was opened.
   *
   * @return the counts
   */
  public CacheCounts counts() {
    return new CacheCounts(found.sum(), computed.sum(), shards.damaged());
  }

  /**
   * What the cache holds now.
   *
   * @return songs, bytes and files
   * @throws IOException if the disk fails
   */
  public CacheSize size() throws IOException {
    long[] sizes = shards.shardSizes();
    return new CacheSize(shards.all().size(), Arrays.stream(sizes).sum(), sizes.length);
  }

  /**
   * Writes a song as a NumPy file: float32, shape (rows, 81).
   *
   * @param key as of {@link #key}
   * @param file where it goes; a file that is there is replaced
   * @throws InputException if the song isn't there or is damaged
   * @throws IOException if it can't be written
   */
  public void exportNpy(String key, Path file) throws IOException {
    CachedSong song =
        song(key)
            .orElseThrow(() -> new InputException(shards.path(), "no cached song of key " + key));
    exportNpy(song.toFeatures(), file);
  }

  /**
   * Writes features as a NumPy file: float32, shape (rows, 81).
   *
   * @param features what is written
   * @param file where it goes; a file that is there is replaced
   * @throws IOException if it can't be written
   */
  public static void exportNpy(SongFeatures features, Path file) throws IOException {
    NpyWriter.write(file, features.toArray(), features.rows(), SongFeatures.COLUMNS);
  }

  /** Writes the index where it can be written. {@link CachedSong}s remain readable. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      shards.saveIndex();
    }
  }
}
