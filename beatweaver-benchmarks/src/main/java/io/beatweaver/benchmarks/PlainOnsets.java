package io.beatweaver.benchmarks;

import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.audio.SongAnalysis;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.tempo.TempoMap;
import java.util.Arrays;

/**
 * A plain onset detector, to hold maps against: the onset envelope every 10 ms, whatever the song's
 * tempo, scaled to 0..1, and of it the peaks that librosa's {@code onset_detect} would pick with
 * its defaults: highest of 30 ms to both sides, .07 above the mean of 100 ms to both sides, and 30
 * ms after the last.
 */
final class PlainOnsets {
  /** A sixteenth of a beat at this tempo is 10 ms. */
  private static final TempoMap FRAMES = TempoMap.constant(375);

  private static final double FRAME_SECONDS = 0.01;
  private static final int PEAK_FRAMES = 3;
  private static final int MEAN_FRAMES = 10;
  private static final double ABOVE_MEAN = 0.07;

  private PlainOnsets() {}

  /** The onsets of a song, in rising seconds. */
  static double[] of(FeatureExtractor extractor, SongAnalysis analysis) {
    float[] raw = extractor.extractRaw(analysis, FRAMES);
    int frames = raw.length / SongFeatures.COLUMNS;
    double[] envelope = new double[frames];
    double highest = 0;
    for (int i = 0; i < frames; i++) {
      envelope[i] = raw[i * SongFeatures.COLUMNS + SongFeatures.MEL_BANDS];
      highest = Math.max(highest, envelope[i]);
    }
    double[] onsets = new double[frames];
    int count = 0;
    int last = -PEAK_FRAMES;
    for (int i = 0; i < frames && highest > 0; i++) {
      if (i - last > PEAK_FRAMES && isPeak(envelope, i, ABOVE_MEAN * highest)) {
        onsets[count++] = i * FRAME_SECONDS;
        last = i;
      }
    }
    return Arrays.copyOf(onsets, count);
  }

  private static boolean isPeak(double[] envelope, int at, double above) {
    double sum = 0;
    int from = Math.max(0, at - MEAN_FRAMES);
    int to = Math.min(envelope.length, at + MEAN_FRAMES + 1);
    for (int i = from; i < to; i++) {
      if (Math.abs(i - at) <= PEAK_FRAMES && envelope[i] > envelope[at]) {
        return false;
      }
      sum += envelope[i];
    }
    return envelope[at] >= sum / (to - from) + above;
  }
}
