package io.beatweaver.corpus;

import io.beatweaver.storage.StoreSettings;

/**
 * How a corpus is processed.
 *
 * @param workers threads that read levels and songs, at least 1; each holds one song in memory
 * @param audio whether songs are opened, for their length and the hash that tells them apart; a
 *     later run catches up with those that weren't
 * @param features whether songs' features are cached as well, which is what training needs; only
 *     with audio
 * @param source where the levels come from, kept with each song; empty for what each level says
 *     itself: {@code beatsaver} beside a {@code _beatsaver_meta.json}, {@code official} beside an
 *     {@code _official_meta.json}, else {@code local}
 * @param checkpointLevels after how many levels what is done is put in place, at least 1: what a
 *     killed run has to do again
 * @param store how the store is written; with {@link StoreSettings#replace()} everything is done
 *     anew, and the store that was there stays until all is done or, earlier, a song has to be
 *     replaced by a better copy of it
 */
public record CorpusOptions(
    int workers,
    boolean audio,
    boolean features,
    String source,
    int checkpointLevels,
    StoreSettings store) {
  /** A few seconds' work, or minutes' with features, which are kept at once in any case. */
  public static final int DEFAULT_CHECKPOINT_LEVELS = 1_000;

  /** Refuses less than one worker and checkpoints of nothing. */
  public CorpusOptions {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1: " + workers);
    }
    if (checkpointLevels < 1) {
      throw new IllegalArgumentException("checkpointLevels must be at least 1");
    }
    if (features && !audio) {
      throw new IllegalArgumentException("features are made of audio");
    }
    source = source.strip();
  }

  /**
   * All cores, features too, sources as the levels say themselves.
   *
   * @return the usual options
   */
  public static CorpusOptions defaults() {
    return new CorpusOptions(
        Runtime.getRuntime().availableProcessors(),
        true,
        true,
        "",
        DEFAULT_CHECKPOINT_LEVELS,
        StoreSettings.defaults());
  }

  /**
   * The same with or without features.
   *
   * @param wanted whether songs' features are cached, and so also opened
   * @return changed options
   */
  public CorpusOptions withFeatures(boolean wanted) {
    return new CorpusOptions(workers, audio || wanted, wanted, source, checkpointLevels, store);
  }

  /**
   * The same with or without opening songs.
   *
   * @param wanted whether songs are opened; features need that
   * @return changed options
   */
  public CorpusOptions withAudio(boolean wanted) {
    return new CorpusOptions(workers, wanted, features && wanted, source, checkpointLevels, store);
  }

  /**
   * The same with another source.
   *
   * @param newSource where the levels come from, empty for what they say themselves
   * @return changed options
   */
  public CorpusOptions withSource(String newSource) {
    return new CorpusOptions(workers, audio, features, newSource, checkpointLevels, store);
  }

  /**
   * The same with another number of threads.
   *
   * @param newWorkers at least 1
   * @return changed options
   */
  public CorpusOptions withWorkers(int newWorkers) {
    return new CorpusOptions(newWorkers, audio, features, source, checkpointLevels, store);
  }

  /**
   * The same with other checkpoints.
   *
   * @param levels at least 1
   * @return changed options
   */
  public CorpusOptions withCheckpointLevels(int levels) {
    return new CorpusOptions(workers, audio, features, source, levels, store);
  }

  /**
   * The same with other store settings.
   *
   * @param settings how the store is written
   * @return changed options
   */
  public CorpusOptions withStore(StoreSettings settings) {
    return new CorpusOptions(workers, audio, features, source, checkpointLevels, settings);
  }
}
