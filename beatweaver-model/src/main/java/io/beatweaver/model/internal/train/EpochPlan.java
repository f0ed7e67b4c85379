package io.beatweaver.model.internal.train;

import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingSong;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The batches of one pass over the songs, a function of seed and epoch. Windows are shuffled, then
 * those of one length are put together within stretches of {@value #BUCKET} batches, so that little
 * is padded and much is left to chance.
 */
final class EpochPlan {
  private static final int BUCKET = 16;

  private EpochPlan() {}

  static List<List<WindowRef>> batches(
      List<TrainingSong> songs, ModelConfig config, int batchSize, long seed, int epoch) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + epoch);
    List<WindowRef> windows = WindowRef.all(songs, config, random);
    shuffle(windows, random);
    List<List<WindowRef>> batches = new ArrayList<>();
    int stretch = BUCKET * batchSize;
    for (int from = 0; from < windows.size(); from += stretch) {
      List<WindowRef> bucket =
          new ArrayList<>(windows.subList(from, Math.min(from + stretch, windows.size())));
      bucket.sort(Comparator.comparingInt(WindowRef::tokens));
      for (int i = 0; i < bucket.size(); i += batchSize) {
        batches.add(List.copyOf(bucket.subList(i, Math.min(i + batchSize, bucket.size()))));
      }
    }
    shuffle(batches, random);
    return batches;
  }

  private static <T> void shuffle(List<T> list, SplittableRandom random) {
    for (int i = list.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      T other = list.get(j);
      list.set(j, list.get(i));
      list.set(i, other);
    }
  }
}
