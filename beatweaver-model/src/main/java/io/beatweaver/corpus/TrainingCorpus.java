package io.beatweaver.corpus;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.model.FeatureWindows;
import io.beatweaver.model.Split;
import io.beatweaver.model.TrainingBeatmap;
import io.beatweaver.model.TrainingSet;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.storage.CachedSong;
import io.beatweaver.storage.SongEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store to learn from, of any size: beatmaps are tokenized once and kept at two bytes a token,
 * features stay in the store's feature cache and are read window by window.
 *
 * <pre>{@code
 * TrainingCorpus corpus = TrainingCorpus.load(store, TrainingSelection.DEFAULT, progress);
 * Trainer.train(corpus.set(), config, options, fingerprint, run, listener);
 * }</pre>
 *
 * <p>In memory are about 7 kB a beatmap of 1,000 positions and one kB a song; the cache's pages are
 * the system's. The cache's files must stay where they are as long as the set is used.
 *
 * @param set the songs, split by their audio
 * @param report what they are, and what was left out
 */
public record TrainingCorpus(TrainingSet set, TrainingReport report) {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingCorpus.class);

  /**
   * Loads a store's songs. One whose beatmaps differ in tempo comes once a tempo.
   *
   * @param folder the store's folder, as {@link CorpusProcessor} made it
   * @param selection which songs, and how often
   * @param progress told of every song
   * @return the songs
   * @throws InputException if the store is missing or damaged, or none of its songs can be used
   * @throws IOException if the disk fails
   */
  public static TrainingCorpus load(Path folder, TrainingSelection selection, Progress progress)
      throws IOException {
    List<TrainingSong> songs = new ArrayList<>();
    List<SongWeights.Song> toLearnFrom = new ArrayList<>();
    StoredSongs.LeftOut leftOut =
        StoredSongs.each(
            folder,
            selection.filter(),
            progress,
            (entry, tempo, beatmaps, cache, key) -> {
              Optional<CachedSong> cached = cache.song(key);
              if (cached.isPresent()) {
                FeatureWindows features = FeatureWindows.of(cached.get());
                TrainingSong song = TrainingSong.of(entry.audioHash(), features, beatmaps);
                songs.add(song);
                if (Split.of(song.id()) == Split.TRAIN) {
                  toLearnFrom.add(weighed(entry, song, selection));
                }
              }
              return cached.isPresent();
            });
    if (songs.isEmpty()) {
      throw new InputException(folder, "no song that fits has beatmaps and cached features");
    }
    SongWeights weights = new SongWeights(toLearnFrom, selection.officialShare());
    TrainingReport report =
        new TrainingReport(
            songs.size(),
            songs.stream().mapToInt(song -> song.beatmaps().size()).sum(),
            leftOut.filtered(),
            leftOut.unusable(),
            leftOut.withoutFeatures(),
            leftOut.damaged(),
            songs.stream().mapToLong(TrainingSong::leftOutNotes).sum(),
            weights.report());
    LOG.info("{}: {}", folder, report);
    return new TrainingCorpus(TrainingSet.of(weighted(songs, weights)), report);
  }

  private static SongWeights.Song weighed(
      SongEntry entry, TrainingSong song, TrainingSelection selection) {
    boolean official = entry.source().equals(TrainingSelection.OFFICIAL);
    long bars = song.beatmaps().stream().mapToLong(TrainingBeatmap::bars).sum();
    double score = official ? Double.NaN : selection.score().applyAsDouble(entry);
    return new SongWeights.Song(official, score, bars);
  }

  private static List<TrainingSong> weighted(List<TrainingSong> songs, SongWeights weights) {
    List<TrainingSong> weighted = new ArrayList<>();
    int next = 0;
    for (TrainingSong song : songs) {
      boolean learned = Split.of(song.id()) == Split.TRAIN;
      weighted.add(learned ? song.withVisits(weights.visits(next++)) : song);
    }
    return weighted;
  }
}
