package io.beatweaver.corpus;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Characteristic;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.storage.BeatmapEntry;
import io.beatweaver.storage.BeatmapStore;
import io.beatweaver.storage.FeatureCache;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stored song with its cached features and those of its beatmaps that lie on their grid.
 *
 * @param entry what the store says of it
 * @param tempo the tempo of features and beatmaps
 * @param features the song on the beat grid
 * @param beatmaps Standard beatmaps within the playing grid, at least one
 */
public record CorpusSong(
    SongEntry entry, TempoMap tempo, SongFeatures features, List<Beatmap> beatmaps) {
  private static final Logger LOG = LoggerFactory.getLogger(CorpusSong.class);

  /** Copies the list. */
  public CorpusSong {
    beatmaps = List.copyOf(beatmaps);
  }

  /**
   * Loads all songs of a store that a model can learn from. A song whose beatmaps differ in tempo
   * comes once a tempo. Left out, and counted in the log: songs without cached features,
   * characteristics other than Standard, beatmaps without notes or with objects outside the playing
   * grid.
   *
   * @param folder the store's folder, as {@link CorpusProcessor} made it
   * @param progress told of every song
   * @return the songs in the store's order
   * @throws InputException if the store is missing or damaged, or none of its songs can be used
   * @throws IOException if the disk fails
   */
  public static List<CorpusSong> load(Path folder, Progress progress) throws IOException {
    List<CorpusSong> songs = new ArrayList<>();
    int songsLeftOut = 0;
    int beatmapsLeftOut = 0;
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      FeatureCache cache = FeatureCache.open(CorpusProcessor.featureFolder(folder));
      String fingerprint = new FeatureExtractor().fingerprint();
      int done = 0;
      for (SongEntry entry : store.songs()) {
        Map<TempoMap, List<Beatmap>> byTempo = usable(store, entry);
        int usable = byTempo.values().stream().mapToInt(List::size).sum();
        beatmapsLeftOut += entry.beatmaps().size() - usable;
        for (Map.Entry<TempoMap, List<Beatmap>> part : byTempo.entrySet()) {
          String key = FeatureCache.key(entry.audioHash(), part.getKey(), fingerprint);
          Optional<SongFeatures> features =
              entry.audioHash().isEmpty() ? Optional.empty() : cache.find(key);
          if (features.isPresent()) {
            songs.add(new CorpusSong(entry, part.getKey(), features.get(), part.getValue()));
          } else {
            songsLeftOut++;
          }
        }
        progress.update("loading", ++done, store.songs().size(), entry.title());
      }
    }
    if (songsLeftOut > 0) {
      LOG.warn("{}: {} songs have no cached features and are left out", folder, songsLeftOut);
    }
    if (beatmapsLeftOut > 0) {
      LOG.warn(
          "{}: {} beatmaps are left out: not Standard, without notes, or with objects outside the"
              + " playing grid",
          folder,
          beatmapsLeftOut);
    }
    if (songs.isEmpty()) {
      throw new InputException(folder, "no song with Standard beatmaps and cached features");
    }
    return songs;
  }

  /**
   * The song as something to learn from.
   *
   * @return its tokens and features, identified by its audio
   */
  public TrainingSong toTrainingSong() {
    return TrainingSong.of(entry.audioHash(), features, beatmaps);
  }

  private static Map<TempoMap, List<Beatmap>> usable(BeatmapStore store, SongEntry entry)
      throws IOException {
    Map<TempoMap, List<Beatmap>> byTempo = new LinkedHashMap<>();
    List<Beatmap> beatmaps = store.beatmaps(entry);
    for (int i = 0; i < beatmaps.size(); i++) {
      Beatmap beatmap = beatmaps.get(i);
      BeatmapEntry stored = entry.beatmaps().get(i);
      if (!beatmap.characteristic().equals(Characteristic.STANDARD)
          || !stored.plain()
          || beatmap.notes().isEmpty()) {
        LOG.info(
            "{} {} {} is left out of training",
            entry.levelPath(),
            beatmap.characteristic(),
            beatmap.difficulty());
        continue;
      }
      byTempo.computeIfAbsent(beatmap.tempo(), tempo -> new ArrayList<>()).add(beatmap);
    }
    return byTempo;
  }
}
