package io.beatweaver.audio;

import java.util.Random;

/** Synthesised drum tracks with a known beat. */
final class Drums {
  static final int RATE = 22050;

  private final float[] samples;
  private final double bpm;
  private final double firstBeat;
  private final Random random;

  private Drums(double bpm, double firstBeat, double seconds, long seed) {
    samples = new float[(int) (seconds * RATE)];
    this.bpm = bpm;
    this.firstBeat = firstBeat;
    random = new Random(seed);
  }

  /**
   * A pattern of one bar, repeated: one line a voice, as many steps as characters, 'x' plays.
   *
   * @param pattern lines {@code k:x...x...}: k kick, s snare, h hat, c click, b bass
   */
  static AudioClip play(String pattern, double bpm, double firstBeat, double seconds) {
    Drums drums = new Drums(bpm, firstBeat, seconds, Math.round(bpm * 100));
    for (String line : pattern.split(" ")) {
      drums.voice(line.charAt(0), line.substring(2));
    }
    return AudioClip.wrap(drums.samples, RATE);
  }

  private void voice(char voice, String steps) {
    double step = 4.0 / steps.length();
    for (int i = 0; ; i++) {
      double at = firstBeat + i * step * 60 / bpm;
      if (at >= (double) samples.length / RATE) {
        return;
      }
      if (steps.charAt(i % steps.length()) == 'x') {
        hit(voice, at);
      }
    }
  }

  private void hit(char voice, double at) {
    int first = (int) Math.ceil(at * RATE);
    double last = 0;
    for (int i = first; i < samples.length && i < first + RATE / 2; i++) {
      double t = i / (double) RATE - at;
      double noise = random.nextGaussian();
      double high = noise - last;
      last = noise;
      samples[i] +=
          (float)
              switch (voice) {
                case 'k' ->
                    .7
                        * Math.exp(-t / .08)
                        * Math.sin(2 * Math.PI * (50 * t + 3 * (1 - Math.exp(-t / .03))));
                case 's' ->
                    Math.exp(-t / .06) * (.15 * noise + .2 * Math.sin(2 * Math.PI * 190 * t));
                case 'h' -> .06 * Math.exp(-t / .02) * high;
                case 'c' -> .6 * Math.exp(-t / .004) * Math.sin(2 * Math.PI * 1500 * t);
                case 'b' -> .2 * Math.exp(-t / .2) * Math.sin(2 * Math.PI * 82 * t);
                default -> throw new IllegalArgumentException("voice " + voice);
              };
    }
  }
}
