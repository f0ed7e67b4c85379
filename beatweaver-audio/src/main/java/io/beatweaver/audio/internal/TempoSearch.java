package io.beatweaver.audio.internal;

import io.beatweaver.audio.TempoEstimator;

/** Finds the one tempo of a stretch of a song and about where its beats are. */
final class TempoSearch {
  /** The slowest tempo that is looked for. */
  static final double MIN_BPM = TempoEstimator.MIN_BPM;

  /** The fastest tempo that is looked for. */
  static final double MAX_BPM = TempoEstimator.MAX_BPM;

  /** How many peaks of the spectrum are judged, with all their relatives. */
  static final int PEAKS = 6;

  /**
   * What was found.
   *
   * @param bpm beats a minute
   * @param beatSeconds one of the beats, in seconds of the song, to about 20 ms
   * @param share the share of the judge's belief that this tempo has, 0 to 1
   */
  record Found(double bpm, double beatSeconds, double share) {}

  private TempoSearch() {}

  /**
   * @param onsets of the song
   * @param from first frame of the stretch
   * @param to after its last frame
   * @param parallel who does the work
   * @return the tempo, or null if nothing pulses at all
   */
  static Found search(OnsetFrames onsets, int from, int to, Parallel parallel) {
    FluxSpectrum spectrum = new FluxSpectrum(onsets, from, to);
    double[] tempi = spectrum.candidates(MIN_BPM, MAX_BPM, PEAKS);
    if (tempi.length == 0) {
      return null;
    }
    double[] scores = new double[tempi.length];
    double[] beats = new double[tempi.length];
    parallel.run(
        tempi.length,
        i -> {
          tempi[i] = spectrum.refine(tempi[i]);
          BeatProfile profile = new BeatProfile(onsets, from, to, tempi[i]);
          scores[i] = Double.NEGATIVE_INFINITY;
          for (int phase : profile.phases()) {
            double score = TempoJudge.DEFAULT.score(profile.features(phase));
            if (score > scores[i]) {
              scores[i] = score;
              beats[i] = from / onsets.framesPerSecond() + profile.beatSeconds(phase);
            }
          }
        });
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    double all = 0;
    for (double score : scores) {
      all += Math.exp(score - scores[best]);
    }
    return new Found(tempi[best], beats[best], 1 / all);
  }
}
