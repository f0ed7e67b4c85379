package io.beatweaver.demo.internal;

/**
 * A distorted guitar: two strings a fifth apart and an octave, overdriven together, in a cabinet.
 */
final class Guitar extends Instrument {
  private final Pluck root;
  private final boolean chord;
  private final float drive;
  private final float cabinet;
  private float[] string = new float[0];

  /**
   * @param drive how much overdriven, 2 to 20
   * @param hertz where the cabinet ends
   * @param ring seconds; short ones are muted by the palm
   * @param chord a power chord, else one string
   */
  Guitar(double drive, double hertz, double ring, boolean chord, int rate) {
    super(rate);
    root = new Pluck(ring, 5000, 0.3, rate);
    this.drive = (float) drive;
    this.chord = chord;
    cabinet = pole(hertz);
  }

  @Override
  int tail() {
    return root.tail();
  }

  @Override
  void sound(float[] out, int samples, double hertz, Dice dice) {
    int length = samples + tail();
    if (string.length < length) {
      string = new float[2 * length];
    }
    double[] strings = chord ? new double[] {1, 1.498, 2} : new double[] {1};
    for (double interval : strings) {
      root.sound(string, samples, hertz * interval * (1 + dice.range(-1, 1) * 1e-3), dice);
      for (int i = 0; i < length; i++) {
        out[i] += string[i];
      }
    }
    float first = 0;
    float second = 0;
    float third = 0;
    float below = 0;
    for (int i = 0; i < length; i++) {
      float driven = Master.soft(drive * out[i]);
      below += 0.01f * (driven - below);
      first += cabinet * (driven - below - first);
      second += cabinet * (first - second);
      third += cabinet * (second - third);
      out[i] = third;
    }
  }
}
