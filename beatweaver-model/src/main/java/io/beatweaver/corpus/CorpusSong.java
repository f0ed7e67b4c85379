package io.beatweaver.corpus;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.level.Beatmap;
import io.beatweaver.model.FeatureWindows;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.storage.CachedSong;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A stored song with its cached features and those of its beatmaps that lie on their grid.
 *
 * @param entry what the store says of it
 * @param tempo the tempo of features and beatmaps
 * @param features the song on the beat grid, in the files of the store's feature cache, which must
 *     stay where they are
 * @param beatmaps Standard beatmaps within the playing grid, at least one
 */
public record CorpusSong(
    SongEntry entry, TempoMap tempo, FeatureWindows features, List<Beatmap> beatmaps) {
  /** Copies the list. */
  public CorpusSong {
    beatmaps = List.copyOf(beatmaps);
  }

  /**
   * Loads all songs of a store that a model can learn from, with their beatmaps as objects. {@link
   * #each} and {@link TrainingCorpus} are for more than memory holds.
   *
   * @param folder the store's folder, as {@link CorpusProcessor} made it
   * @param progress told of every song
   * @return the songs in the store's order
   * @throws InputException if the store is missing or damaged, or none of its songs can be used
   * @throws IOException if the disk fails
   */
  public static List<CorpusSong> load(Path folder, Progress progress) throws IOException {
    List<CorpusSong> songs = new ArrayList<>();
    each(folder, progress, songs::add);
    return songs;
  }

  /**
   * Goes through all songs of a store that a model can learn from, one after another. A song whose
   * beatmaps differ in tempo comes once a tempo. Left out, and counted in the log: songs that are
   * damaged or without cached features, characteristics other than Standard, beatmaps without notes
   * or with objects outside the playing grid.
   *
   * @param folder the store's folder, as {@link CorpusProcessor} made it
   * @param progress told of every song
   * @param action takes the songs in the store's order
   * @throws InputException if the store is missing or damaged, or none of its songs can be used
   * @throws IOException if the disk fails
   */
  public static void each(Path folder, Progress progress, Consumer<CorpusSong> action)
      throws IOException {
    boolean[] any = new boolean[1];
    StoredSongs.each(
        folder,
        TrainingSelection.DEFAULT.filter(),
        progress,
        (entry, tempo, beatmaps, cache, key) -> {
          Optional<CachedSong> cached = cache.song(key);
          if (cached.isPresent()) {
            any[0] = true;
            FeatureWindows features = FeatureWindows.of(cached.get());
            action.accept(new CorpusSong(entry, tempo, features, beatmaps));
          }
          return cached.isPresent();
        });
    if (!any[0]) {
      throw new InputException(folder, "no song with Standard beatmaps and cached features");
    }
  }

  /**
   * The song as something to learn from.
   *
   * @return its tokens and features, identified by its audio
   */
  public TrainingSong toTrainingSong() {
    return TrainingSong.of(entry.audioHash(), features, beatmaps);
  }
}
