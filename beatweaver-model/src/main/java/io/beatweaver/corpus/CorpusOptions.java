package io.beatweaver.corpus;

import io.beatweaver.storage.StoreSettings;

/**
 * How a corpus is processed.
 *
 * @param workers threads that read levels and songs, at least 1; each holds one song in memory
 * @param features whether songs' features are cached as well, which is what training needs
 * @param source where the levels come from, kept with each song ({@code local}, {@code beatsaver},
 *     {@code official}, {@code demo})
 * @param store how the store is written
 */
public record CorpusOptions(int workers, boolean features, String source, StoreSettings store) {
  /** Refuses less than one worker. */
  public CorpusOptions {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1: " + workers);
    }
    if (source.isBlank()) {
      throw new IllegalArgumentException("source must not be blank");
    }
  }

  /**
   * All cores, features too, source {@code local}.
   *
   * @return the usual options
   */
  public static CorpusOptions defaults() {
    return new CorpusOptions(
        Runtime.getRuntime().availableProcessors(), true, "local", StoreSettings.defaults());
  }

  /**
   * The same with another source.
   *
   * @param newSource where the levels come from
   * @return changed options
   */
  public CorpusOptions withSource(String newSource) {
    return new CorpusOptions(workers, features, newSource, store);
  }

  /**
   * The same with another number of threads.
   *
   * @param newWorkers at least 1
   * @return changed options
   */
  public CorpusOptions withWorkers(int newWorkers) {
    return new CorpusOptions(newWorkers, features, source, store);
  }

  /**
   * The same with other store settings.
   *
   * @param settings how the store is written
   * @return changed options
   */
  public CorpusOptions withStore(StoreSettings settings) {
    return new CorpusOptions(workers, features, source, settings);
  }
}
