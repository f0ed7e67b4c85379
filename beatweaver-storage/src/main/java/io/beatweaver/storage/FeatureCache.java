package io.beatweaver.storage;

import io.beatweaver.InputException;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.storage.internal.FeatureFile;
import io.beatweaver.storage.internal.FeatureKey;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Song features on disk, computed once: one file a key, in folders named after the key's first two
 * digits.
 *
 * <pre>{@code
 * FeatureCache cache = FeatureCache.open(folder);
 * String key = FeatureCache.key(audioHash, tempo, settingsFingerprint);
 * SongFeatures features = cache.getOrCompute(key, () -> extract(song, tempo));
 * }</pre>
 *
 * <p>Values are kept as float16: on the normalised range [-1, 1] they are off by at most 2^-12.
 * {@link #getOrCompute} returns the rounded values also when it has just computed them, so that the
 * first run and the later ones see the same numbers.
 *
 * <p>Entries are written to a temporary file and moved in place, so that no reader sees a part of
 * one, also among processes that share a folder. Each has checksums over header and values; an
 * entry that is damaged is logged, counted and computed anew, and the others stay. Entries are
 * never removed. Safe for several threads; nothing is held open, so there is nothing to close.
 */
public final class FeatureCache {
  private static final Logger LOG = LoggerFactory.getLogger(FeatureCache.class);
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

  private final Path folder;
  private final ConcurrentMap<String, FutureTask<SongFeatures>> atWork = new ConcurrentHashMap<>();
  private final LongAdder found = new LongAdder();
  private final LongAdder computed = new LongAdder();
  private final LongAdder damaged = new LongAdder();

  private FeatureCache(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens a cache.
   *
   * @param folder made if it isn't there
   * @return the cache
   * @throws InputException if the path is a file
   * @throws IOException if the folder can't be made
   */
  public static FeatureCache open(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new InputException(folder.toString(), "", "is a file, not a folder", e);
    }
    return new FeatureCache(folder);
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
   * The features of a key, if they are there and whole.
   *
   * @param key as of {@link #key}
   * @return the features; empty also for a damaged entry, which is counted and logged
   * @throws IOException if the disk fails
   */
  public Optional<SongFeatures> find(String key) throws IOException {
    Path file = file(key);
    try {
      SongFeatures features = FeatureFile.read(file, key);
      found.increment();
      return Optional.of(features);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (InputException e) {
      damaged.increment();
      LOG.warn("cached features are not used: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * The features of a key, computed and stored if they are not there. Threads that ask for one key
   * at a time share one computation; a failure reaches all that wait for it and is not kept.
   *
   * @param key as of {@link #key}
   * @param loader computes the features
   * @return the features as stored
   * @throws IOException if the loader throws it, or the entry can't be read or written
   * @throws IllegalArgumentException if a computed value is not finite as a float16
   */
  public SongFeatures getOrCompute(String key, Loader loader) throws IOException {
    FutureTask<SongFeatures> mine = new FutureTask<>(() -> findOrCompute(key, loader));
    FutureTask<SongFeatures> first = atWork.putIfAbsent(key, mine);
    if (first != null) {
      return result(first);
    }
    try {
      mine.run();
      return result(mine);
    } finally {
      atWork.remove(key, mine);
    }
  }

  private SongFeatures findOrCompute(String key, Loader loader) throws IOException {
    Optional<SongFeatures> stored = find(key);
    if (stored.isPresent()) {
      return stored.get();
    }
    SongFeatures features = loader.load();
    Path file = file(key);
    Files.createDirectories(file.getParent());
    SongFeatures rounded = FeatureFile.write(file, key, features);
    computed.increment();
    return rounded;
  }

  private static SongFeatures result(FutureTask<SongFeatures> task) throws IOException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while another thread computes the features");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private Path file(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("a key is 64 lower-case hex digits: '" + key + "'");
    }
    return folder.resolve(key.substring(0, 2)).resolve(key + ".features");
  }

  /**
   * What the cache has done since it was opened.
   *
   * @return the counts
   */
  public CacheCounts counts() {
    return new CacheCounts(found.sum(), computed.sum(), damaged.sum());
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
}
