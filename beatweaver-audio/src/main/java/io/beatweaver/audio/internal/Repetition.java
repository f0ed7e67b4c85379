package io.beatweaver.audio.internal;

/** How much a stretch of a song is like itself some beats later. */
final class Repetition {
  private static final int[] BEATS = {1, 2, 4};

  private Repetition() {}

  /**
   * The mean correlation of the flux with itself 1, 2 and 4 beats later.
   *
   * @param onsets of the song
   * @param from first frame
   * @param to after the last frame
   * @param bpm tempo
   * @return at most 1; about 0 or below for noise
   */
  static double of(OnsetFrames onsets, int from, int to, double bpm) {
    double sum = 0;
    int count = 0;
    for (int beats : BEATS) {
      double lag = beats * 60 / bpm * onsets.framesPerSecond();
      if (lag + 1 < (to - from) / 2.) {
        sum += correlation(onsets.all(), from, to, lag);
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /** Between frames, so that lags of any length count alike. */
  private static double correlation(float[] x, int from, int to, double lag) {
    int whole = (int) lag;
    double part = lag - whole;
    double product = 0;
    double before = 0;
    double after = 0;
    for (int t = from; t + whole + 1 < to; t++) {
      double then = (1 - part) * x[t + whole] + part * x[t + whole + 1];
      product += x[t] * then;
      before += x[t] * x[t];
      after += then * then;
    }
    double energy = Math.sqrt(before * after);
    return energy > 0 ? product / energy : 0;
  }
}
