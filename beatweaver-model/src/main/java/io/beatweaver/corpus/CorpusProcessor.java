package io.beatweaver.corpus;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.LevelSong;
import io.beatweaver.storage.FeatureCache;
import io.beatweaver.storage.StoreWriter;
import io.beatweaver.storage.StoredSong;
import io.beatweaver.tempo.TempoMap;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns levels into a store with cached features: the one way from a heap of folders and zips to
 * something a model trains on.
 *
 * <p>Levels are read on all cores and written in the order of their paths, so the same input gives
 * the same store. A bounded number is in memory at a time. A level that can't be used costs itself
 * alone and is reported. The store appears when all is done; features are kept as they are
 * computed, so that a killed run doesn't compute them again.
 */
public final class CorpusProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(CorpusProcessor.class);

  private CorpusProcessor() {}

  /**
   * Where a store keeps its features.
   *
   * @param store the store's folder
   * @return the folder of its feature cache
   */
  public static Path featureFolder(Path store) {
    return store.resolve("features");
  }

  /**
   * Processes all levels below the inputs.
   *
   * @param inputs level folders, zips and folders of these, at any depth
   * @param store the store's folder, made if it isn't there
   * @param options how
   * @param progress told after each level
   * @return what became of each level
   * @throws InputException if an input doesn't exist, no level is found, or none can be used
   * @throws IOException if the store can't be written
   */
  public static CorpusReport process(
      List<Path> inputs, Path store, CorpusOptions options, Progress progress) throws IOException {
    List<CorpusReport.Failure> failures = new ArrayList<>();
    List<Path> levels = LevelFinder.find(inputs, failures);
    Tally tally = new Tally(levels.size(), failures);
    Path unpacked = Files.createTempDirectory("beatweaver-songs");
    ExecutorService workers = Executors.newFixedThreadPool(options.workers());
    try (StoreWriter writer = StoreWriter.create(store, options.store())) {
      FeatureCache cache = FeatureCache.open(featureFolder(store));
      Reader reader = new Reader(options, cache, new FeatureExtractor(), unpacked);
      ArrayDeque<Future<Read>> inFlight = new ArrayDeque<>();
      Iterator<Path> next = levels.iterator();
      for (int done = 0; done < levels.size(); done++) {
        while (next.hasNext() && inFlight.size() < 2 * options.workers()) {
          Path level = next.next();
          inFlight.add(workers.submit(() -> reader.read(level)));
        }
        Read read = result(inFlight.remove());
        tally.add(read, writer);
        progress.update("processing", done + 1L, levels.size(), read.path().toString());
      }
      tally.requireSome();
      writer.commit();
    } finally {
      end(workers);
      deleteFolder(unpacked);
    }
    return tally.report();
  }

  /** Songs at work are waited for: each deletes what it has unpacked. */
  private static void end(ExecutorService workers) {
    workers.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      if (!workers.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.warn("a song is still at work after a minute");
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Read result(Future<Read> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while processing levels", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CacheFailure failure) {
        throw failure;
      }
      throw new IOException("processing failed: " + e.getCause(), e.getCause());
    }
  }

  /** Deletes a folder of plain files; what resists is left to the system's own cleaning. */
  private static void deleteFolder(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      LOG.warn("could not delete {}", folder, e);
    }
  }

  /** One level as read, or why it couldn't be. */
  private record Read(Path path, Optional<StoredSong> song, boolean features, String failure) {}

  /**
   * The cache, not a song, is at fault (a full disk, as a rule): no further song would fare better.
   */
  private static final class CacheFailure extends IOException {
    private static final long serialVersionUID = 1L;

    CacheFailure(IOException cause) {
      super("features can't be cached: " + cause.getMessage(), cause);
    }
  }

  /** Reads one level and its song; shared by the workers. */
  private record Reader(
      CorpusOptions options, FeatureCache cache, FeatureExtractor extractor, Path unpacked) {
    Read read(Path path) throws CacheFailure {
      Level level;
      try {
        level = LevelReader.read(path);
      } catch (IOException | RuntimeException e) {
        return new Read(path, Optional.empty(), false, reason(path, e));
      }
      if (level.hash().isEmpty()) {
        String why = "a file that it names can't be read, so that its hash isn't known";
        return new Read(path, Optional.empty(), false, why);
      }
      try {
        Path song = LevelSong.file(level, unpacked);
        try {
          String audioHash = FeatureExtractor.audioHash(song);
          double seconds = AudioDecoder.probe(song).seconds();
          if (options.features()) {
            cacheFeatures(level, song, audioHash);
          }
          StoredSong stored = StoredSong.of(level, options.source(), audioHash, seconds);
          return new Read(path, Optional.of(stored), options.features(), "");
        } finally {
          if (song.startsWith(unpacked)) {
            Files.deleteIfExists(song);
          }
        }
      } catch (CacheFailure e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        // The level is kept for its beatmaps; without features training passes it over. The
        // extractor refuses a tempo that makes more rows than it takes as an illegal argument.
        StoredSong stored = StoredSong.of(level, options.source(), "", 0);
        return new Read(path, Optional.of(stored), false, "no features: " + reason(path, e));
      }
    }

    /** What went wrong, for a reader who is told the level's path already. */
    private static String reason(Path level, Exception failure) {
      LOG.debug("{} can't be used", level, failure);
      if (!(failure instanceof InputException) && !(failure instanceof IllegalArgumentException)) {
        return failure.toString();
      }
      String reason = failure.getMessage();
      for (String known : new String[] {level + File.separator, level + ": "}) {
        reason = reason.startsWith(known) ? reason.substring(known.length()) : reason;
      }
      return reason;
    }

    /** One entry for each tempo map among the level's beatmaps; usually there is one. */
    private void cacheFeatures(Level level, Path song, String audioHash) throws IOException {
      Set<TempoMap> tempos = new LinkedHashSet<>();
      for (Beatmap map : level.beatmaps()) {
        tempos.add(map.tempo());
      }
      AudioClip clip = null;
      for (TempoMap tempo : tempos) {
        String key = FeatureCache.key(audioHash, tempo, extractor.fingerprint());
        if (!isCached(key)) {
          clip = clip == null ? AudioDecoder.decode(song) : clip;
          cache(key, extractor.extract(clip, tempo));
        }
      }
    }

    private boolean isCached(String key) throws CacheFailure {
      try {
        return cache.find(key).isPresent();
      } catch (IOException e) {
        throw new CacheFailure(e);
      }
    }

    private void cache(String key, SongFeatures features) throws CacheFailure {
      try {
        cache.getOrCompute(key, () -> features);
      } catch (IOException e) {
        throw new CacheFailure(e);
      }
    }
  }

  /** Counts what became of the levels. */
  private static final class Tally {
    private final int found;
    private final List<CorpusReport.Failure> failures;
    private int stored;
    private int duplicates;
    private long notes;
    private int features;
    private int warnings;

    Tally(int found, List<CorpusReport.Failure> failures) {
      this.found = found;
      this.failures = failures;
    }

    void add(Read read, StoreWriter writer) throws IOException {
      if (!read.failure().isEmpty()) {
        failures.add(new CorpusReport.Failure(read.path().toString(), read.failure()));
      }
      if (read.song().isEmpty()) {
        return;
      }
      StoredSong song = read.song().get();
      if (!writer.add(song)) {
        duplicates++;
        return;
      }
      stored++;
      features += read.features() ? 1 : 0;
      warnings += song.level().warnings().size();
      for (Beatmap map : song.level().beatmaps()) {
        notes += map.notes().size();
      }
    }

    /** A store of nothing would be news only at the training. */
    void requireSome() throws InputException {
      if (stored == 0) {
        CorpusReport.Failure first = failures.get(0);
        String others = found == 1 ? "" : " (and nothing else of " + found + " can be used either)";
        throw new InputException(first.path(), "", first.reason() + others);
      }
    }

    CorpusReport report() {
      return new CorpusReport(found, stored, duplicates, notes, features, warnings, failures);
    }
  }
}
