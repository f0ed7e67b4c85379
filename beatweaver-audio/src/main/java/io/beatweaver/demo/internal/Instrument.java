package io.beatweaver.demo.internal;

import java.util.Arrays;

/** Something with pitch that plays one note at a time into a scratch buffer. For one thread. */
abstract class Instrument {
  private static final double LOUD_SECONDS = 0.1;

  final int rate;
  private float[] scratch = new float[0];
  private float level = 1;

  Instrument(int rate) {
    this.rate = rate;
  }

  /**
   * Lets a note sound.
   *
   * @param out zeros, to be filled; as long as the note and {@link #tail} together
   * @param samples how long the key is held
   * @param hertz its frequency
   * @param dice what differs from note to note
   */
  abstract void sound(float[] out, int samples, double hertz, Dice dice);

  /** Samples that it sounds on after the key is let go. */
  abstract int tail();

  /** Makes all instruments equally loud: a middle note's loudest tenth of a second is the scale. */
  final Instrument levelled() {
    float[] note = new float[rate / 2 + tail()];
    sound(note, rate / 2, 220, new Dice(1));
    int window = (int) (LOUD_SECONDS * rate);
    double loudest = 1e-9;
    for (int from = 0; from + window <= note.length; from += window / 2) {
      double sum = 0;
      for (int i = from; i < from + window; i++) {
        sum += note[i] * note[i];
      }
      loudest = Math.max(loudest, sum / window);
    }
    level = (float) (0.25 / Math.sqrt(loudest));
    return this;
  }

  /** Adds a note to a mix; what lies outside the mix is cut off. */
  final void play(float[] mix, int from, int samples, double pitch, double gain, Dice dice) {
    int length = Math.min(samples + tail(), mix.length - from);
    if (from < 0 || length <= 0) {
      return;
    }
    if (scratch.length < samples + tail()) {
      scratch = new float[2 * (samples + tail())];
    }
    Arrays.fill(scratch, 0, samples + tail(), 0);
    sound(scratch, samples, Tone.hertz(pitch), dice);
    float by = (float) (gain * level);
    for (int i = 0; i < length; i++) {
      mix[from + i] += by * scratch[i];
    }
  }

  /** How much is left after each sample of something that dies away to 1/e in so many seconds. */
  final float fade(double seconds) {
    return (float) StrictMath.exp(-1 / (seconds * rate));
  }

  /** One-pole low-pass coefficient. */
  final float pole(double hertz) {
    return (float) (1 - StrictMath.exp(-2 * Math.PI * Math.min(hertz, 0.45 * rate) / rate));
  }
}
