package io.beatweaver.demo.internal;

/** Two-operator frequency modulation (J. Chowning, 1973): electric pianos, bells, hard basses. */
final class Fm extends Instrument {
  private static final double RELEASE_SECONDS = 0.05;
  private static final int TABLE = 2048;

  private final double ratio;
  private final double index;
  private final double bright;
  private final double decay;

  /**
   * @param ratio the modulator's frequency over the carrier's
   * @param index how strongly it modulates, radians
   * @param bright seconds until the modulation has died away to 1/e
   * @param decay seconds until the note has
   */
  Fm(double ratio, double index, double bright, double decay, int rate) {
    super(rate);
    this.ratio = ratio;
    this.index = index;
    this.bright = bright;
    this.decay = decay;
  }

  @Override
  int tail() {
    return (int) (3 * RELEASE_SECONDS * rate);
  }

  @Override
  void sound(float[] out, int samples, double hertz, Dice dice) {
    // Modulation that would fold back from half the sample rate is left out.
    double most = Math.max(0, (0.4 * rate / hertz - 1) / Math.max(1, ratio) - 1);
    float depth = (float) (Math.min(index, most) * dice.range(0.7, 1.2) / (2 * Math.PI) * TABLE);
    float modulation = fade(bright);
    float fade = fade(decay);
    float release = fade(RELEASE_SECONDS);
    double carrier = 0;
    double modulator = 0;
    double step = hertz / rate * TABLE;
    double turn = step * ratio;
    float level = 1;
    int attack = Math.max(1, (int) (0.002 * rate));
    for (int i = 0; i < samples + tail(); i++) {
      float bend = depth * Tone.SINE[(int) modulator & TABLE - 1];
      float rise = i < attack ? i / (float) attack : 1;
      out[i] = rise * level * Tone.SINE[(int) (carrier + bend + 64.0 * TABLE) & TABLE - 1];
      carrier += step;
      modulator += turn;
      depth *= modulation;
      level *= i < samples ? fade : release;
      if (carrier >= TABLE) {
        carrier -= TABLE;
      }
      if (modulator >= TABLE) {
        modulator -= TABLE * (int) (modulator / TABLE);
      }
    }
  }
}
