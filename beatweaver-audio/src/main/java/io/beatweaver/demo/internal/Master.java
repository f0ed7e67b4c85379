package io.beatweaver.demo.internal;

/** What is done to whole mixes: room, pumping, tone, compression and what lies under the music. */
final class Master {
  /** Combs and all-passes of a hall, seconds (M. Schroeder, 1962). */
  private static final double[] COMBS = {0.0297, 0.0371, 0.0411, 0.0437};

  private static final double[] ALL_PASSES = {0.005, 0.0017};
  private static final float DAMPING = 0.35f;

  private final int rate;

  Master(int rate) {
    this.rate = rate;
  }

  /** A saturating curve: a ratio of polynomials near the hyperbolic tangent, 1 from 3 on. */
  static float soft(float x) {
    float in = Math.max(-3, Math.min(3, x));
    return in * (27 + in * in) / (27 + 9 * in * in);
  }

  /** Adds a hall's answer to a mix; seconds are its time to -60 dB. */
  void hall(float[] mix, double seconds, float wet) {
    float[] answer = new float[mix.length];
    for (double delay : COMBS) {
      float[] line = new float[(int) (delay * rate)];
      float feedback = (float) StrictMath.pow(10, -3 * delay / seconds);
      float smooth = 0;
      int at = 0;
      for (int i = 0; i < mix.length; i++) {
        float old = line[at];
        smooth = old * (1 - DAMPING) + smooth * DAMPING;
        line[at] = mix[i] + feedback * smooth;
        answer[i] += old;
        at = at + 1 == line.length ? 0 : at + 1;
      }
    }
    for (double delay : ALL_PASSES) {
      float[] line = new float[(int) (delay * rate)];
      int at = 0;
      for (int i = 0; i < mix.length; i++) {
        float old = line[at];
        float in = answer[i] + 0.7f * old;
        answer[i] = old - 0.7f * in;
        line[at] = in;
        at = at + 1 == line.length ? 0 : at + 1;
      }
    }
    for (int i = 0; i < mix.length; i++) {
      mix[i] += wet * answer[i];
    }
  }

  /** Ducks a mix at every kick, as a compressor that listens to the kick does. */
  void pump(float[] mix, int[] kicks, float depth, double release) {
    float back = (float) StrictMath.exp(-1 / (release * rate));
    float ducked = 0;
    int next = 0;
    for (int i = 0; i < mix.length; i++) {
      for (; next < kicks.length && kicks[next] <= i; next++) {
        ducked = depth;
      }
      mix[i] *= 1 - ducked;
      ducked *= back;
    }
  }

  /** Makes what lies below a frequency louder or softer than what lies above it. */
  void tilt(float[] mix, double hertz, double decibels) {
    float pole = (float) (1 - StrictMath.exp(-2 * Math.PI * hertz / rate));
    float below = (float) StrictMath.pow(10, -decibels / 40);
    float above = (float) StrictMath.pow(10, decibels / 40);
    float low = 0;
    for (int i = 0; i < mix.length; i++) {
      low += pole * (mix[i] - low);
      mix[i] = below * low + above * (mix[i] - low);
    }
  }

  /** Presses what is louder than the threshold, relative to the mix's mean loudness. */
  void compress(float[] mix, double threshold, double ratio, double release) {
    double sum = 1e-12;
    for (float value : mix) {
      sum += value * value;
    }
    float limit = (float) (threshold * Math.sqrt(sum / mix.length));
    float attack = (float) (1 - StrictMath.exp(-1 / (0.005 * rate)));
    float back = (float) (1 - StrictMath.exp(-1 / (release * rate)));
    double power = 1 / ratio - 1;
    float level = 0;
    float gain = 1;
    for (int i = 0; i < mix.length; i++) {
      float now = Math.abs(mix[i]);
      level += (now > level ? attack : back) * (now - level);
      if ((i & 15) == 0) {
        gain = level > limit ? (float) StrictMath.pow(level / limit, power) : 1;
      }
      mix[i] *= gain;
    }
  }

  /** Brings a mix to a peak of 1, times the drive, and limits it softly. */
  static void drive(float[] mix, float drive) {
    level(mix, drive);
    for (int i = 0; i < mix.length; i++) {
      mix[i] = soft(mix[i]);
    }
  }

  /** Brings a mix to a peak. */
  static void level(float[] mix, float peak) {
    float loudest = 1e-6f;
    for (float value : mix) {
      loudest = Math.max(loudest, Math.abs(value));
    }
    float gain = peak / loudest;
    for (int i = 0; i < mix.length; i++) {
      mix[i] *= gain;
    }
  }

  /** Hiss. */
  void hiss(float[] mix, float level, double hertz, Dice dice) {
    Noise noise = new Noise(dice.next());
    float pole = (float) (1 - StrictMath.exp(-2 * Math.PI * hertz / rate));
    float low = 0;
    for (int i = 0; i < mix.length; i++) {
      low += pole * (noise.next() - low);
      mix[i] += level * low;
    }
  }

  /** The clicks of a worn record. */
  void crackle(float[] mix, float level, double aSecond, Dice dice) {
    double gap = rate / aSecond;
    for (double at = dice.unit() * gap; at < mix.length - 4; at += 2 * dice.unit() * gap) {
      float click = (float) (level * dice.range(-1, 1));
      mix[(int) at] += click;
      mix[(int) at + 1] += 0.6f * click;
      mix[(int) at + 2] -= 0.4f * click;
    }
  }

  /** A crowd: noise in the range of voices that swells and ebbs. */
  void crowd(float[] mix, float level, Dice dice) {
    Noise noise = new Noise(dice.next());
    float high = (float) (1 - StrictMath.exp(-2 * Math.PI * 1800 / rate));
    float deep = (float) (1 - StrictMath.exp(-2 * Math.PI * 350 / rate));
    float low = 0;
    float lower = 0;
    float swell = 0.5f;
    float goal = 0.5f;
    for (int i = 0; i < mix.length; i++) {
      if (i % (rate / 2) == 0) {
        goal = (float) dice.range(0.2, 1);
      }
      swell += (goal - swell) / rate * 3;
      low += high * (noise.next() - low);
      lower += deep * (low - lower);
      mix[i] += level * swell * (low - lower) * 4;
    }
  }
}
