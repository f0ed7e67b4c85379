package io.beatweaver.corpus;

import io.beatweaver.Progress;
import io.beatweaver.audio.FeatureBatch;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.audio.FeatureReport;
import io.beatweaver.audio.SongFile;
import io.beatweaver.storage.FeatureCache;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Fills a feature cache: all songs at once, as many as there are workers, each kept in memory no
 * longer than it is worked on.
 *
 * <pre>{@code
 * FeatureWarmer warmer = new FeatureWarmer(cache, new FeatureExtractor(), 8);
 * WarmReport report = warmer.warm(songs, progress);
 * }</pre>
 *
 * <p>A song that the cache has is hashed, not decoded, so that a run that was stopped or killed
 * takes up where it ended. Immutable; may be shared between threads.
 */
public final class FeatureWarmer {
  private final FeatureCache cache;
  private final FeatureExtractor extractor;
  private final int workers;

  /**
   * A warmer.
   *
   * @param cache what is filled; stays the caller's
   * @param extractor how features are made
   * @param workers songs at work at once, at least 1
   */
  public FeatureWarmer(FeatureCache cache, FeatureExtractor extractor, int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1: " + workers);
    }
    this.cache = Objects.requireNonNull(cache, "cache");
    this.extractor = Objects.requireNonNull(extractor, "extractor");
    this.workers = workers;
  }

  /**
   * Computes what the cache doesn't have. A song that can't be read costs itself alone; a cache
   * that can't be written ends the run.
   *
   * @param songs each with the tempo maps that features are wanted on
   * @param progress told after each song; may stop the run by an exception, which comes out of here
   * @return what became of the songs
   * @throws IOException if the cache can't be written; an {@link java.io.InterruptedIOException} if
   *     interrupted
   */
  public WarmReport warm(Iterable<FeatureBatch.Song> songs, Progress progress) throws IOException {
    FeatureReport report =
        new FeatureBatch(extractor, workers)
            .run(
                map(songs, this::missing),
                measured -> cache.put(key(measured.song(), measured.tempo()), measured.features()),
                (stage, done, total, detail) -> progress.update("warming", done, total, detail));
    return new WarmReport(
        report.songs(), report.measured(), report.skipped(), report.failures(), report.warnings());
  }

  /** The same song, wanted on those tempo maps alone that the cache doesn't have. */
  private FeatureBatch.Song missing(FeatureBatch.Song song) {
    FeatureBatch.Tempos missing =
        file -> {
          List<TempoMap> tempos = new ArrayList<>();
          for (TempoMap tempo : song.tempos().of(file)) {
            if (!cache.contains(key(file, tempo))) {
              tempos.add(tempo);
            }
          }
          return tempos;
        };
    return new FeatureBatch.Song(song.id(), song.path(), missing);
  }

  private String key(SongFile song, TempoMap tempo) throws IOException {
    return FeatureCache.key(song.hash(), tempo, extractor.fingerprint());
  }

  /** One by one where the songs are no collection: there may be too many for one. */
  private static <T> Iterable<T> map(Iterable<T> all, Function<T, T> change) {
    if (all instanceof Collection<T> collection) {
      return collection.stream().map(change).toList();
    }
    return () -> {
      var iterator = all.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return iterator.hasNext();
        }

        @Override
        public T next() {
          return change.apply(iterator.next());
        }
      };
    };
  }
}
