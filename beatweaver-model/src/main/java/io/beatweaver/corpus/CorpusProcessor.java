package io.beatweaver.corpus;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.storage.BeatmapStore;
import io.beatweaver.storage.FeatureCache;
import io.beatweaver.storage.StoreWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns levels into a store with cached features: the one way from a heap of folders and zips to
 * something a model trains on.
 *
 * <p>Levels are read on all cores and written in the order of their paths, those that replace
 * others last, so the same input gives the same store. A bounded number is in memory at a time. A
 * level that can't be used costs itself alone and is reported, also in {@code report.json} beside
 * the store. The same level in several places is stored once, from the first place that has its
 * audio, and all places are remembered.
 *
 * <p>A store that is there is continued: only levels are read that are new, whose files have
 * changed by name, size or time, or that the disk withheld. A level that has changed replaces what
 * it was; one that has vanished, or can't be read any more, stays as it was until it is there
 * again. A run that is killed at any moment leaves what was put in place at its last checkpoint,
 * and the next run does the rest.
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
   * Processes all levels below the inputs, of which at least one has to be of use.
   *
   * @param inputs level folders, zips and folders of these, at any depth
   * @param store the store's folder, made if it isn't there
   * @param options how
   * @param progress told after each level that is read
   * @return what became of each level
   * @throws InputException if an input doesn't exist, no level is found, or none can be used and
   *     nothing was stored before
   * @throws IOException if the store can't be written
   */
  public static CorpusReport process(
      List<Path> inputs, Path store, CorpusOptions options, Progress progress) throws IOException {
    return process(FoundLevels.in(inputs), true, store, options, progress);
  }

  /**
   * Processes a part of a corpus: of its levels none has to be of use, and those that can't be used
   * are remembered in any case. A store of a part is a store like any other.
   *
   * @param levels those of the part
   * @param store the part's own folder, made if it isn't there
   * @param options how
   * @param progress told after each level that is read
   * @return what became of each level
   * @throws IOException if the store can't be written
   */
  public static CorpusReport process(
      FoundLevels levels, Path store, CorpusOptions options, Progress progress) throws IOException {
    return process(levels, false, store, options, progress);
  }

  /**
   * Makes one store of those of a corpus's parts: of the same songs as if the corpus had been
   * processed at once, sorted by path, where one run puts a song that replaces another at the end.
   * The same level from several parts is stored once, all places are remembered and features are
   * copied. A store that is there is replaced when all is done; a cache of features that is there
   * is filled up.
   *
   * @param levels the whole corpus
   * @param parts the parts' stores, of which nothing but the indexes of their caches is written;
   *     each level is in one
   * @param store the store's folder, made if it isn't there; none of the parts
   * @param options of these, whether features are wanted, and how the store is written
   * @param progress told after each song
   * @return what became of each level, as of a first run; a level that no part knows is a failure,
   *     and warnings are those of levels, without those of songs
   * @throws InputException if a part is missing or damaged, or no level could be used
   * @throws IOException if the store can't be written
   */
  public static CorpusReport merge(
      FoundLevels levels, List<Path> parts, Path store, CorpusOptions options, Progress progress)
      throws IOException {
    try (PartsMerge merge = new PartsMerge(levels, options)) {
      for (Path part : parts) {
        merge.add(part);
      }
      CorpusReport report = merge.write(store, progress);
      ReportFile.write(store, report);
      return report;
    }
  }

  private static CorpusReport process(
      FoundLevels levels, boolean someOfUse, Path store, CorpusOptions options, Progress progress)
      throws IOException {
    boolean made = options.features() && !Files.exists(featureFolder(store));
    Path unpacked = Files.createTempDirectory("beatweaver-songs");
    ExecutorService workers = Executors.newFixedThreadPool(options.workers());
    try (StoreWriter writer = writer(store, options)) {
      boolean stored = false;
      try (FeatureCache cache =
          options.features() ? FeatureCache.open(featureFolder(store)) : null) {
        CorpusReport report;
        try {
          SongReader reader = new SongReader(options, writer, cache, unpacked);
          Ledger ledger = ledger(store, options, writer);
          report =
              new CorpusRun(levels, options, writer, reader, ledger, workers)
                  .run(someOfUse, progress);
        } finally {
          // Before the cache is closed that they use.
          end(workers);
        }
        stored = true;
        ReportFile.write(store, report);
        return report;
      } finally {
        if (made && !stored) {
          deleteEmpty(featureFolder(store));
        }
      }
    } finally {
      workers.shutdownNow();
      deleteFolder(unpacked);
    }
  }

  private static StoreWriter writer(Path store, CorpusOptions options) throws IOException {
    if (options.store().replace()) {
      return StoreWriter.create(store, options.store());
    }
    return StoreWriter.append(store, options.store());
  }

  /** What is there already; where nothing is, an empty store to begin with. */
  private static Ledger ledger(Path store, CorpusOptions options, StoreWriter writer)
      throws IOException {
    Ledger ledger = new Ledger();
    if (!options.store().replace()) {
      writer.checkpoint();
      try (BeatmapStore before = BeatmapStore.open(store)) {
        ledger.load(before);
      }
      ledger.load(writer.sources().values());
    }
    return ledger;
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

  /** A cache that nothing came into: its lock at most. */
  private static void deleteEmpty(Path cache) {
    try (Stream<Path> files = Files.walk(cache)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        if (Files.isRegularFile(file) && Files.size(file) > 0) {
          return;
        }
      }
      for (Path file : all) {
        Files.delete(file);
      }
    } catch (IOException e) {
      LOG.debug("{} stays", cache, e);
    }
  }
}
