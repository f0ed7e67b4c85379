package io.beatweaver.demo.internal;

/** The last touch: a small room, a floor of noise, and the level. */
public final class Room {
  /** Feedback combs, seconds: short and without common divisors (M. Schroeder, 1962). */
  private static final double[] COMBS = {0.0297, 0.0371};

  private static final float FEEDBACK = 0.5f;
  private static final float DAMPING = 0.4f;
  private static final float WET = 0.06f;
  private static final float PEAK = 0.8913f;

  /** -66 dB of full scale. */
  private static final float NOISE_FLOOR = 0.0005f;

  private Room() {}

  /**
   * Finishes a mix in place.
   *
   * @param mix dry sound
   * @param rate samples a second
   * @param seed draws the noise
   */
  public static void finish(float[] mix, int rate, long seed) {
    float[] dry = mix.clone();
    for (double delay : COMBS) {
      addComb(dry, mix, (int) (delay * rate));
    }
    float peak = 1e-6f;
    for (float value : mix) {
      peak = Math.max(peak, Math.abs(value));
    }
    float gain = (PEAK - NOISE_FLOOR) / peak;
    Noise noise = new Noise(Dice.mix(seed, 0x20));
    for (int i = 0; i < mix.length; i++) {
      mix[i] = mix[i] * gain + NOISE_FLOOR * noise.next();
    }
  }

  private static void addComb(float[] dry, float[] mix, int delay) {
    float[] line = new float[delay];
    float smooth = 0;
    int at = 0;
    for (int i = 0; i < dry.length; i++) {
      float out = line[at];
      smooth = out * (1 - DAMPING) + smooth * DAMPING;
      line[at] = dry[i] + FEEDBACK * smooth;
      at = at + 1 == delay ? 0 : at + 1;
      mix[i] += WET * out;
    }
  }
}
