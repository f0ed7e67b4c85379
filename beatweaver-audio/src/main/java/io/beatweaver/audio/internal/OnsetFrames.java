package io.beatweaver.audio.internal;

/**
 * What the search for a tempo needs of a song's analysis: how much sets in from frame to frame.
 * Made of the mel bands in dB that the onset envelope is made of too, so that one transform of the
 * song serves both.
 *
 * @param framesPerSecond frames a second, frame t is centred at {@code t / framesPerSecond}
 * @param all mean rise of all bands in dB, less its moving average over 0.4 s
 * @param accents for each range of pitch, low to high, the sum of rises, loud ones weighing more;
 *     then how different what follows is from what went before
 * @param decibels the mel bands themselves, {@code [frames][bands]}, flat
 * @param bands bands a frame
 */
public record OnsetFrames(
    double framesPerSecond, float[] all, float[][] accents, float[] decibels, int bands) {
  /** Ranges of pitch that accents are told apart by: below, between and above these, in Hz. */
  private static final double[] BORDERS_HZ = {150, 2500};

  /** What is quieter than this below the loudest is no onset, in dB. */
  private static final float RANGE_DB = 60;

  private static final double TREND_SECONDS = 0.4;
  private static final double NOVELTY_SECONDS = 0.2;

  /**
   * @param decibels {@code [frames][bands]}, flat; kept, not changed
   * @param bank what the bands are
   * @param framesPerSecond frames a second
   */
  public static OnsetFrames of(float[] decibels, MelBank bank, double framesPerSecond) {
    int bands = bank.bands();
    int frames = decibels.length / bands;
    int[] ends = ends(bank);
    float floor = Math.max(Spectra.MIN_DB, Spectra.max(decibels) - RANGE_DB);
    float[] levels = new float[decibels.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Math.max(0, decibels[i] - floor);
    }
    float[] all = new float[frames];
    float[][] accents = new float[ends.length + 1][frames];
    float[] rises = new float[bands];
    float[] weighted = new float[bands];
    for (int t = 1; t < frames; t++) {
      for (int band = 0, now = t * bands; band < bands; band++, now++) {
        float rise = Math.max(0, levels[now] - levels[now - bands]);
        rises[band] = rise;
        weighted[band] = rise * levels[now] * levels[now];
      }
      float sum = 0;
      for (int range = 0, band = 0; range < ends.length; range++) {
        float accent = 0;
        for (; band < ends[range]; band++) {
          sum += rises[band];
          accent += weighted[band];
        }
        accents[range][t] = accent / (RANGE_DB * RANGE_DB);
      }
      all[t] = sum / bands;
    }
    accents[ends.length] = novelty(levels, bands, framesPerSecond);
    return new OnsetFrames(
        framesPerSecond, withoutTrend(all, framesPerSecond), accents, decibels, bands);
  }

  /**
   * How different what follows a frame is from what went before: the mean over bands of the
   * difference between the two levels' means, in dB. A chord that changes shows here.
   */
  private static float[] novelty(float[] levels, int bands, double framesPerSecond) {
    int frames = levels.length / bands;
    int reach = Math.max(1, (int) Math.round(NOVELTY_SECONDS * framesPerSecond));
    float[] out = new float[frames];
    float[] sums = new float[bands];
    float[] silence = new float[bands];
    for (int t = 0; t < frames; t++) {
      boolean ends = t + reach >= frames;
      boolean begins = t < reach;
      float[] after = ends ? silence : levels;
      float[] before = begins ? silence : levels;
      int next = ends ? 0 : (t + reach) * bands;
      int last = begins ? 0 : (t - reach) * bands;
      int now = t * bands;
      // The sum over the frames after this one less the sum over those before, moved on by one.
      for (int band = 0; band < bands; band++) {
        sums[band] += after[next + band] - 2 * levels[now + band] + before[last + band];
      }
      float total = 0;
      for (int band = 0; band < bands; band++) {
        total += Math.abs(sums[band]);
      }
      out[t] = total / bands / reach;
    }
    return out;
  }

  private static int[] ends(MelBank bank) {
    int[] ends = new int[BORDERS_HZ.length + 1];
    for (int range = 0; range < BORDERS_HZ.length; range++) {
      ends[range] = bank.bandsBelow(BORDERS_HZ[range]);
    }
    ends[BORDERS_HZ.length] = bank.bands();
    return ends;
  }

  /** How many frames there are. */
  public int frames() {
    return all.length;
  }

  private static float[] withoutTrend(float[] values, double framesPerSecond) {
    int reach = (int) Math.round(TREND_SECONDS / 2 * framesPerSecond);
    float[] out = new float[values.length];
    double sum = 0;
    int from = 0;
    int to = 0;
    for (int t = 0; t < values.length; t++) {
      while (to < values.length && to <= t + reach) {
        sum += values[to++];
      }
      while (from < t - reach) {
        sum -= values[from++];
      }
      out[t] = (float) (values[t] - sum / (to - from));
    }
    return out;
  }
}
