package io.beatweaver.demo.internal;

/**
 * Several slightly detuned wave-table oscillators through a low-pass that opens and closes with the
 * note: strings, organs, brass, supersaws, synthetic basses and plucks.
 */
final class Ensemble extends Instrument {
  private static final int BLOCK = 32;

  /**
   * @param cents how far the oscillators are spread
   * @param attack seconds
   * @param decay seconds to 1/e of what lies above the sustain level
   * @param sustain 0..1
   * @param release seconds
   * @param vibrato cents
   * @param open hertz of the low-pass at the attack
   * @param closed hertz of the low-pass later
   */
  record Sound(
      Tone.Shape shape,
      int oscillators,
      double cents,
      double attack,
      double decay,
      double sustain,
      double release,
      double vibrato,
      double open,
      double closed) {}

  private final Sound sound;
  private final float[][] tables = new float[Tone.OCTAVES][];

  Ensemble(Sound sound, int rate) {
    super(rate);
    this.sound = sound;
  }

  @Override
  int tail() {
    return (int) (2 * sound.release * rate);
  }

  @Override
  void sound(float[] out, int samples, double hertz, Dice dice) {
    int octave = Tone.octave(hertz);
    if (tables[octave] == null) {
      tables[octave] = Tone.table(sound.shape, octave, rate);
    }
    float[] table = tables[octave];
    int n = sound.oscillators;
    int[] phases = new int[n];
    double[] steps = new double[n];
    for (int k = 0; k < n; k++) {
      double spread = n == 1 ? 0 : 2.0 * k / (n - 1) - 1;
      phases[k] = n == 1 ? 0 : (int) dice.next();
      steps[k] = hertz * StrictMath.pow(2, sound.cents * spread / 1200) / rate * 0x1p32;
    }
    double turn = dice.range(4.5, 6.5) * BLOCK / rate;
    double swing = sound.vibrato / 1200 * StrictMath.log(2);
    float decay = fade(sound.decay);
    float release = fade(sound.release);
    float attack = (float) (1 / Math.max(1, sound.attack * rate));
    float rise = 0;
    float above = 1;
    float held = 1;
    float low = 0;
    double vibration = dice.unit();
    int length = samples + tail();
    for (int from = 0; from < length; from += BLOCK) {
      vibration += turn;
      double settled = Math.min(1, from / (0.3 * rate));
      int place = (int) (vibration * 2048) & 2047;
      double bend = 1 + swing * settled * Tone.SINE[place];
      float pole = pole(sound.closed + (sound.open - sound.closed) * above);
      int to = Math.min(length, from + BLOCK);
      for (int k = 0; k < n; k++) {
        int phase = phases[k];
        int step = (int) (long) (steps[k] * bend);
        for (int i = from; i < to; i++) {
          out[i] += table[phase >>> Tone.SHIFT];
          phase += step;
        }
        phases[k] = phase;
      }
      for (int i = from; i < to; i++) {
        low += pole * (out[i] - low);
        rise = Math.min(1, rise + attack);
        above *= decay;
        held *= i < samples ? 1 : release;
        out[i] = low * rise * held * (float) (sound.sustain + (1 - sound.sustain) * above);
      }
    }
  }
}
