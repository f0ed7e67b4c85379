package io.beatweaver.corpus;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.level.Beatmap;
import io.beatweaver.storage.BeatmapEntry;
import io.beatweaver.storage.BeatmapFilter;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through the songs of a store that a model can learn from, one at a time, so that memory use
 * is that of the largest.
 */
final class StoredSongs {
  private static final Logger LOG = LoggerFactory.getLogger(StoredSongs.class);

  private StoredSongs() {}

  /** Takes the beatmaps of a song that are of one tempo. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Takes them.
     *
     * @param entry what the store says of the song
     * @param tempo the beatmaps' tempo
     * @param beatmaps at least one
     * @param cache where its features may be
     * @param key under which
     * @return whether they were there
     * @throws IOException ends the walk
     */
    boolean song(
        SongEntry entry, TempoMap tempo, List<Beatmap> beatmaps, FeatureCache cache, String key)
        throws IOException;
  }

  /**
   * What was left out.
   *
   * @param filtered beatmaps that the filter refused
   * @param unusable beatmaps without notes, or with objects outside the playing grid
   * @param withoutFeatures beatmaps of songs without cached features
   * @param damaged songs whose rows are damaged
   */
  record LeftOut(int filtered, int unusable, int withoutFeatures, int damaged) {}

  /**
   * Walks.
   *
   * @param folder the store's folder
   * @param filter which beatmaps
   * @param progress told of every song
   * @param visitor told of every song's beatmaps, once a tempo
   * @return what it was not told of
   * @throws InputException if the store is missing or damaged as a whole
   * @throws IOException if the disk fails
   */
  static LeftOut each(Path folder, BeatmapFilter filter, Progress progress, Visitor visitor)
      throws IOException {
    int filtered = 0;
    int unusable = 0;
    int withoutFeatures = 0;
    int damaged = 0;
    try (BeatmapStore store = BeatmapStore.open(folder);
        FeatureCache cache = FeatureCache.open(CorpusProcessor.featureFolder(folder))) {
      String fingerprint = new FeatureExtractor().fingerprint();
      int done = 0;
      for (SongEntry entry : store.songs()) {
        List<Integer> wanted = wanted(entry, filter);
        filtered += entry.beatmaps().size() - wanted.size();
        Map<TempoMap, List<Beatmap>> byTempo = Map.of();
        try {
          byTempo = usable(store, entry, wanted);
          unusable += wanted.size() - byTempo.values().stream().mapToInt(List::size).sum();
        } catch (InputException e) {
          damaged++;
          LOG.warn("{} is left out: {}", name(entry), e.getMessage());
        }
        for (Map.Entry<TempoMap, List<Beatmap>> part : byTempo.entrySet()) {
          String key = FeatureCache.key(entry.audioHash(), part.getKey(), fingerprint);
          if (entry.audioHash().isEmpty()
              || !visitor.song(entry, part.getKey(), part.getValue(), cache, key)) {
            LOG.info("{} is left out: no cached features", name(entry));
            withoutFeatures += part.getValue().size();
          }
        }
        progress.update("loading", ++done, store.songs().size(), entry.title());
      }
    }
    LeftOut leftOut = new LeftOut(filtered, unusable, withoutFeatures, damaged);
    if (unusable + withoutFeatures + damaged > 0) {
      LOG.warn("{}: {}", folder, leftOut);
    }
    return leftOut;
  }

  private static String name(SongEntry entry) {
    return entry.levelPath().isEmpty() ? entry.hash() : entry.levelPath();
  }

  private static List<Integer> wanted(SongEntry entry, BeatmapFilter filter) {
    List<Integer> wanted = new ArrayList<>();
    for (int i = 0; i < entry.beatmaps().size(); i++) {
      if (filter.accepts(entry, entry.beatmaps().get(i))) {
        wanted.add(i);
      }
    }
    return wanted;
  }

  private static Map<TempoMap, List<Beatmap>> usable(
      BeatmapStore store, SongEntry entry, List<Integer> wanted) throws IOException {
    Map<TempoMap, List<Beatmap>> byTempo = new LinkedHashMap<>();
    List<Beatmap> beatmaps = wanted.isEmpty() ? List.of() : store.beatmaps(entry);
    for (int i : wanted) {
      Beatmap beatmap = beatmaps.get(i);
      BeatmapEntry stored = entry.beatmaps().get(i);
      if (stored.plain() && !beatmap.notes().isEmpty()) {
        byTempo.computeIfAbsent(beatmap.tempo(), tempo -> new ArrayList<>()).add(beatmap);
      } else {
        LOG.info(
            "{} {} {} is left out: no notes, or objects outside the playing grid",
            name(entry),
            beatmap.characteristic(),
            beatmap.difficulty());
      }
    }
    return byTempo;
  }
}
