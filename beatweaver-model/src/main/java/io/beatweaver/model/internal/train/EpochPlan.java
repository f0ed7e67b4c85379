package io.beatweaver.model.internal.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The batches of one pass over the songs, a function of seed and epoch. Windows are shuffled, then
 * those of one length are put together within stretches of {@value #BUCKET} batches, so that little
 * is padded and much is left to chance. Takes eight bytes a window. Immutable.
 */
final class EpochPlan {
  private static final int BUCKET = 16;

  // A window as a number: beatmap, bar, prefix.
  private static final int BAR_SHIFT = 6;
  private static final int BEATMAP_SHIFT = 32;
  private static final long PREFIX_MASK = (1 << BAR_SHIFT) - 1;

  // What an epoch's random numbers are for.
  private static final int STARTS = 0;
  private static final int ORDER = 1;

  private final BeatmapTable beatmaps;
  private final int batchSize;
  private final long[] windows;
  private final int[] order;

  private EpochPlan(BeatmapTable beatmaps, int batchSize, long[] windows, int[] order) {
    this.beatmaps = beatmaps;
    this.batchSize = batchSize;
    this.windows = windows;
    this.order = order;
  }

  static EpochPlan of(BeatmapTable beatmaps, int batchSize, long seed, int epoch) {
    long[] windows = new long[windows(beatmaps, seed, epoch)];
    int[] count = new int[1];
    beatmaps.pass(
        Seeds.of(seed, epoch, STARTS),
        (beatmap, bar, prefix) ->
            windows[count[0]++] =
                (long) beatmap << BEATMAP_SHIFT | (long) bar << BAR_SHIFT | prefix);
    SplittableRandom random = Seeds.of(seed, epoch, ORDER);
    shuffle(windows, random);
    int stretch = BUCKET * batchSize;
    for (int from = 0; from < windows.length; from += stretch) {
      sortByLength(beatmaps, windows, from, Math.min(from + stretch, windows.length));
    }
    int[] order = new int[batches(windows.length, batchSize)];
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return new EpochPlan(beatmaps, batchSize, windows, order);
  }

  /**
   * How many batches an epoch has, without planning them: a training that goes on has to know of
   * every epoch before.
   */
  static int batches(BeatmapTable beatmaps, int batchSize, long seed, int epoch) {
    return batches(windows(beatmaps, seed, epoch), batchSize);
  }

  private static int batches(int windows, int batchSize) {
    return (int) (((long) windows + batchSize - 1) / batchSize);
  }

  private static int windows(BeatmapTable beatmaps, long seed, int epoch) {
    int[] count = new int[1];
    beatmaps.pass(
        Seeds.of(seed, epoch, STARTS),
        (beatmap, bar, prefix) -> count[0] = Math.addExact(count[0], 1));
    return count[0];
  }

  private static void shuffle(long[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      long other = values[j];
      values[j] = values[i];
      values[i] = other;
    }
  }

  private static void sortByLength(BeatmapTable beatmaps, long[] windows, int from, int to) {
    long[] keys = new long[to - from];
    for (int i = 0; i < keys.length; i++) {
      long length = beatmaps.length(beatmap(windows[from + i]), bar(windows[from + i]));
      keys[i] = length << Integer.SIZE | i;
    }
    Arrays.sort(keys);
    long[] shuffled = Arrays.copyOfRange(windows, from, to);
    for (int i = 0; i < keys.length; i++) {
      windows[from + i] = shuffled[(int) keys[i]];
    }
  }

  private static int beatmap(long window) {
    return (int) (window >>> BEATMAP_SHIFT);
  }

  private static int bar(long window) {
    return (int) window >>> BAR_SHIFT;
  }

  /** Number of batches. */
  int batches() {
    return order.length;
  }

  /** The windows of a batch; all have the full number of them but one, which may have fewer. */
  List<WindowRef> batch(int index) {
    int from = order[index] * batchSize;
    int to = Math.min(windows.length, from + batchSize);
    List<WindowRef> refs = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      int prefix = (int) (windows[i] & PREFIX_MASK);
      refs.add(beatmaps.ref(beatmap(windows[i]), bar(windows[i]), prefix));
    }
    return refs;
  }
}
