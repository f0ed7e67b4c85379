package io.beatweaver.demo.internal;

/**
 * A voice that sings vowels: a pulse with vibrato through resonances at a vowel's formants (figures
 * after G. Peterson and H. Barney, 1952), gliding from the note before, with soft attacks and now
 * and then a consonant's breath.
 */
final class Vocal extends Instrument {
  private static final double[][] VOWELS = {
    {730, 1090, 2440}, {530, 1840, 2480}, {270, 2290, 3010}, {570, 840, 2410}, {300, 870, 2240}
  };
  private static final float[] LEVELS = {1, 0.6f, 0.35f};
  private static final double[] WIDTHS = {80, 110, 160};
  private static final double RELEASE_SECONDS = 0.06;
  private static final int BLOCK = 32;

  private final double size;
  private final double glide;
  private final double breath;
  private final double vibrato;
  private double before;

  /**
   * @param size formants relative to a man's, 0.9 to 1.3
   * @param glide seconds from note to note
   * @param breath noise, 0 to 0.3
   * @param vibrato cents
   */
  Vocal(double size, double glide, double breath, double vibrato, int rate) {
    super(rate);
    this.size = size;
    this.glide = glide;
    this.breath = breath;
    this.vibrato = vibrato;
  }

  @Override
  int tail() {
    return (int) (3 * RELEASE_SECONDS * rate);
  }

  @Override
  void sound(float[] out, int samples, double hertz, Dice dice) {
    int length = samples + tail();
    source(out, length, hertz, dice);
    double[] vowel = VOWELS[dice.below(VOWELS.length)];
    float[] b = new float[3];
    float[] c = new float[3];
    float[] one = new float[3];
    float[] two = new float[3];
    for (int k = 0; k < 3; k++) {
      double radius = StrictMath.exp(-Math.PI * WIDTHS[k] / rate);
      double angle = 2 * Math.PI * Math.min(vowel[k] * size, 0.45 * rate) / rate;
      b[k] = (float) (2 * radius * StrictMath.cos(angle));
      c[k] = (float) (-radius * radius);
    }
    float attack = (float) (1 / (dice.range(0.02, 0.08) * rate));
    float release = fade(RELEASE_SECONDS);
    float held = 1;
    Noise noise = new Noise(dice.next());
    int consonant = dice.chance(0.4) ? (int) (dice.range(0.02, 0.05) * rate) : 0;
    for (int i = 0; i < length; i++) {
      float in = out[i];
      float sum = 0;
      for (int k = 0; k < 3; k++) {
        float now = (1 + c[k] - b[k]) * in + b[k] * one[k] + c[k] * two[k];
        two[k] = one[k];
        one[k] = now;
        sum += LEVELS[k] * now;
      }
      held *= i < samples ? 1 : release;
      float rise = Math.min(1, i * attack);
      float spit = i < consonant ? 0.05f * noise.next() * (1 - i / (float) consonant) : 0;
      out[i] = sum * rise * held + spit;
    }
  }

  /** The glottis: a saw whose pitch glides and trembles, and breath. */
  private void source(float[] out, int length, double hertz, Dice dice) {
    double from = before > hertz / 2 && before < hertz * 2 ? before : hertz;
    before = hertz;
    Noise noise = new Noise(dice.next());
    float[] saw = Tone.table(Tone.Shape.SAW, Tone.octave(hertz), rate);
    double turn = dice.range(4.8, 6.2) / rate;
    int phase = 0;
    for (int start = 0; start < length; start += BLOCK) {
      double pull = StrictMath.exp(-start / (glide * rate));
      double depth = vibrato / 1200 * StrictMath.log(2) * Math.min(1, start / (0.35 * rate));
      double wave = Tone.SINE[(int) (turn * start * 2048) & 2047];
      double pitch = (hertz + (from - hertz) * pull) * (1 + depth * wave);
      int step = (int) (long) (pitch / rate * 0x1p32);
      for (int i = start; i < Math.min(length, start + BLOCK); i++) {
        out[i] = saw[phase >>> Tone.SHIFT] + (float) breath * noise.next();
        phase += step;
      }
    }
  }
}
