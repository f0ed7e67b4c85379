package io.beatweaver.demo.internal;

import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.MelSettings;
import io.beatweaver.audio.MelSpectrogram;
import java.util.Arrays;

/**
 * How strongly something sets in, frame by frame: the rise of mel bands above what they and their
 * neighbours were two frames before, so that vibrato is none (S. Böck and G. Widmer, "Maximum
 * filter vibrato suppression for onset detection", 2013); loud rises weigh more, and what rises all
 * the time, as noise does, is taken off. Immutable.
 */
public final class OnsetProfile {
  private static final MelSettings SETTINGS = new MelSettings(22_050, 1024, 256, 40);
  private static final int LAG = 2;
  private static final float RANGE_DB = 60;
  private static final double TREND_SECONDS = 0.4;
  private static final int PEAK_FRAMES = 3;

  /** What is weaker than this share of the mean peak is none. */
  private static final double WEAKEST = 0.15;

  /** Frames see an onset before it is at their centre, seconds; measured on synthesised songs. */
  private static final double EARLY_SECONDS = 0.006;

  private final float[] rise;
  private final float[] height;

  private OnsetProfile(float[] rise, float[] height) {
    this.rise = rise;
    this.height = height;
  }

  /**
   * Measures a song.
   *
   * @param clip audio at any rate
   * @return its profile
   */
  public static OnsetProfile of(AudioClip clip) {
    MelSpectrogram mel = MelSpectrogram.of(clip, SETTINGS, 1);
    int bands = SETTINGS.bands();
    float[] rise = new float[mel.frames()];
    float[] height = new float[mel.frames()];
    for (int t = LAG; t < rise.length; t++) {
      float sum = 0;
      float moment = 0;
      for (int band = 0; band < bands; band++) {
        float now = level(mel, t, band);
        float before =
            Math.max(
                level(mel, t - LAG, band),
                Math.max(
                    level(mel, t - LAG, Math.max(0, band - 1)),
                    level(mel, t - LAG, Math.min(bands - 1, band + 1))));
        float up = Math.max(0, now - before) * now;
        sum += up;
        moment += up * band;
      }
      rise[t] = sum / bands;
      height[t] = sum > 0 ? moment / sum / (bands - 1) : 0;
    }
    return new OnsetProfile(withoutTrend(rise), height);
  }

  private static float level(MelSpectrogram mel, int frame, int band) {
    return Math.max(0, 1 + mel.get(frame, band) / RANGE_DB);
  }

  private static float[] withoutTrend(float[] values) {
    int reach = (int) Math.round(TREND_SECONDS / SETTINGS.secondsOf(1));
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
      out[t] = (float) Math.max(0, values[t] - sum / (to - from));
    }
    return out;
  }

  /**
   * The strongest onset of a stretch.
   *
   * @param fromSeconds its start
   * @param toSeconds its end
   * @return at least 0; 0 outside the audio
   */
  public double strongest(double fromSeconds, double toSeconds) {
    int to = Math.min(rise.length - 1, frameAt(toSeconds));
    float most = 0;
    for (int t = Math.max(0, frameAt(fromSeconds)); t <= to; t++) {
      most = Math.max(most, rise[t]);
    }
    return most;
  }

  private static int frameAt(double seconds) {
    return (int) Math.round((seconds - EARLY_SECONDS) / SETTINGS.secondsOf(1));
  }

  /**
   * Frames at which something sets in.
   *
   * @return rising
   */
  public int[] peaks() {
    int[] found = new int[rise.length];
    int count = 0;
    double sum = 0;
    for (int t = 0; t < rise.length; t++) {
      if (rise[t] > 0 && isPeak(t)) {
        found[count++] = t;
        sum += rise[t];
      }
    }
    double weakest = count == 0 ? 0 : WEAKEST * sum / count;
    return Arrays.stream(found, 0, count).filter(t -> rise[t] >= weakest).toArray();
  }

  private boolean isPeak(int t) {
    for (int i = Math.max(0, t - PEAK_FRAMES); i <= t + PEAK_FRAMES && i < rise.length; i++) {
      if (rise[i] > rise[t] || rise[i] == rise[t] && i < t) {
        return false;
      }
    }
    return true;
  }

  /**
   * Where a peak is, between frames by the parabola through it and its neighbours.
   *
   * @param peak a frame
   * @return seconds
   */
  public double seconds(int peak) {
    double before = peak > 0 ? rise[peak - 1] : 0;
    double after = peak + 1 < rise.length ? rise[peak + 1] : 0;
    double bend = before - 2 * rise[peak] + after;
    double shift = bend < 0 ? 0.5 * (before - after) / bend : 0;
    return (peak + shift) * SETTINGS.secondsOf(1) + EARLY_SECONDS;
  }

  /**
   * How strong a peak is.
   *
   * @param peak a frame
   * @return at least 0
   */
  public double strength(int peak) {
    return rise[peak];
  }

  /**
   * How high it sounds: the middle of the bands that rise.
   *
   * @param peak a frame
   * @return 0 low to 1 high
   */
  public double pitch01(int peak) {
    return Math.max(0, Math.min(1, height[peak]));
  }
}
