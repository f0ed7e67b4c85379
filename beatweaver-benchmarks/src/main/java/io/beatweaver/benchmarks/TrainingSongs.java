package io.beatweaver.benchmarks;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Level;
import io.beatweaver.model.FeatureWindows;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.storage.FeatureCache;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Three-minute songs to learn from: five beatmaps of the demo corpus each, features of noise. */
final class TrainingSongs {
  private static final int ROWS = 6500;

  private TrainingSongs() {}

  private static String key(int song) {
    return FeatureCache.key("", TempoMap.constant(120), "song " + song);
  }

  static void fill(FeatureCache cache, int songs) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[ROWS * SongFeatures.COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    for (int song = 0; song < songs; song++) {
      values[song] = 0;
      cache.put(key(song), SongFeatures.wrap(values.clone()));
    }
  }

  static List<TrainingSong> of(FeatureCache cache, int songs) throws IOException {
    List<TrainingSong> all = new ArrayList<>();
    for (int i = 0; i < songs; i++) {
      Level level = Songs.level(i);
      FeatureWindows features = FeatureWindows.of(cache.song(key(i)).orElseThrow());
      all.add(TrainingSong.of(key(i), features, level.beatmaps()));
    }
    return all;
  }
}
