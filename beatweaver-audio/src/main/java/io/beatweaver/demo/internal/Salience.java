package io.beatweaver.demo.internal;

import io.beatweaver.demo.Hit;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Weighs onsets as a mapper does: what lies on the beat counts more than what lies between, and
 * what stands out from its surroundings more than what is only loud.
 */
public final class Salience {
  private static final double NEAR_SECONDS = 6;
  private static final double HALF_BEAT = 0.93;
  private static final double QUARTER_BEAT = 0.84;
  private static final double ELSEWHERE = 0.76;

  private Salience() {}

  /**
   * Weighs.
   *
   * @param hits by beat
   * @param tempo beats to seconds
   * @return the same with other strengths
   */
  public static List<Hit> weighed(List<Hit> hits, TempoMap tempo) {
    double[] seconds = hits.stream().mapToDouble(hit -> tempo.secondsAt(hit.beat())).toArray();
    List<Hit> weighed = new ArrayList<>(hits.size());
    double sum = 0;
    int from = 0;
    int to = 0;
    for (int i = 0; i < seconds.length; i++) {
      while (to < seconds.length && seconds[to] <= seconds[i] + NEAR_SECONDS) {
        sum += hits.get(to++).strength();
      }
      while (seconds[from] < seconds[i] - NEAR_SECONDS) {
        sum -= hits.get(from++).strength();
      }
      double near = Math.max(1e-9, sum / (to - from));
      Hit hit = hits.get(i);
      double strength = hit.strength() / Math.sqrt(near) * metre(hit.beat());
      weighed.add(new Hit(hit.beat(), strength, hit.pitch01()));
    }
    return weighed;
  }

  private static double metre(double beat) {
    double inBeat = beat - Math.floor(beat);
    return inBeat == 0
        ? 1
        : inBeat == 0.5
            ? HALF_BEAT
            : inBeat * 4 == Math.rint(inBeat * 4) ? QUARTER_BEAT : ELSEWHERE;
  }
}
