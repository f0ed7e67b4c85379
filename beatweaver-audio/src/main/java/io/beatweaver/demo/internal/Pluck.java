package io.beatweaver.demo.internal;

/** A plucked string (K. Karplus and A. Strong, 1983), tuned by a fractional delay. */
final class Pluck extends Instrument {
  private static final double TAIL_SECONDS = 0.15;

  private final double ring;
  private final float soft;
  private final float damping;

  /**
   * @param ring seconds until a middle note has died away to 1/e
   * @param hertz brightness of the pluck
   * @param damping how much sooner its high part dies away, 0..0.5
   */
  Pluck(double ring, double hertz, double damping, int rate) {
    super(rate);
    this.ring = ring;
    this.damping = (float) damping;
    soft = pole(hertz);
  }

  @Override
  int tail() {
    return (int) (TAIL_SECONDS * rate);
  }

  @Override
  void sound(float[] out, int samples, double hertz, Dice dice) {
    double period = rate / hertz - damping;
    int delay = Math.max(2, (int) period);
    float between = (float) (period - delay);
    float[] line = new float[delay + 1];
    Noise noise = new Noise(dice.next());
    float smooth = 0;
    for (int i = 0; i < line.length; i++) {
      smooth += soft * (noise.next() - smooth);
      line[i] = smooth;
    }
    float kept = (float) StrictMath.exp(-1 / (ring * hertz));
    float stop = fade(TAIL_SECONDS / 4);
    float held = 1;
    float last = 0;
    int at = 0;
    for (int i = 0; i < samples + tail(); i++) {
      int next = at + 1 == line.length ? 0 : at + 1;
      // What is to be overwritten here is one sample older than what lies at the next place.
      float value = line[next] * (1 - between) + line[at] * between;
      float damped = (1 - damping) * value + damping * last;
      last = value;
      line[at] = kept * damped;
      at = next;
      held *= i < samples ? 1 : stop;
      out[i] = value * held;
    }
  }
}
