package io.beatweaver.demo.internal;

/**
 * A pitched instrument: two wave tables, a lasting body and a bright part that dies away soon, and
 * the noise of a pick, so that every note has an attack to be heard even on the pitch of the one
 * before.
 *
 * <p>Tables are made once an octave with as many harmonics as fit below the Nyquist frequency.
 */
public final class Tone {
  private static final int TABLE_BITS = 11;
  private static final int TABLE = 1 << TABLE_BITS;

  /** Takes a phase of 32 bits to a place in a table. */
  static final int SHIFT = 32 - TABLE_BITS;

  /** How many tables an instrument has. */
  static final int OCTAVES = 16;

  private static final int MAX_HARMONICS = 24;
  private static final double SAFE_NYQUIST = 0.45;
  private static final double RELEASE_SECONDS = 0.01;
  private static final double PICK_SECONDS = 0.002;

  /** A period of a sine. */
  static final float[] SINE = sine();

  /** What one instrument sounds like; times in seconds. */
  private record Timbre(
      Shape body,
      Shape bright,
      float gain,
      float brightGain,
      float pick,
      double attack,
      double bodyDecay,
      double brightDecay) {}

  /** Wave forms. */
  enum Shape {
    SAW,
    SQUARE,
    ROUND,
    BELL,
    REED,
    ORGAN
  }

  private static final Shape[] SHAPES = {
    Shape.SAW, Shape.SQUARE, Shape.ROUND, Shape.BELL, Shape.REED
  };

  private final Timbre timbre;
  private final int rate;
  private final float[][] bodies = new float[OCTAVES][];
  private final float[][] brights = new float[OCTAVES][];

  private final float[] pick;

  private Tone(Timbre timbre, int rate) {
    this.timbre = timbre;
    this.rate = rate;
    pick = new float[timbre.pick > 0 ? (int) (5 * PICK_SECONDS * rate) : 0];
    Noise noise = new Noise(rate);
    for (int i = 0; i < pick.length; i++) {
      double fade = StrictMath.exp(-i / (PICK_SECONDS * rate));
      pick[i] = (float) (timbre.pick * fade * noise.next());
    }
  }

  /**
   * The melody's instrument.
   *
   * @param seed draws its timbre
   * @param rate samples a second
   * @return a new instrument, for one thread
   */
  public static Tone lead(long seed, int rate) {
    Dice dice = new Dice(Dice.mix(seed, 0x1E));
    Shape body = SHAPES[dice.below(SHAPES.length)];
    Shape bright = dice.chance(0.5) ? Shape.SAW : Shape.BELL;
    double decay = dice.range(0.12, 0.4);
    return new Tone(new Timbre(body, bright, 0.34f, 0.3f, 0.3f, 0.001, decay, 0.03), rate);
  }

  /**
   * The bass.
   *
   * @param seed draws its timbre
   * @param rate samples a second
   * @return a new instrument, for one thread
   */
  public static Tone bass(long seed, int rate) {
    Dice dice = new Dice(Dice.mix(seed, 0xBA));
    Shape body = dice.chance(0.5) ? Shape.ROUND : Shape.REED;
    double decay = dice.range(0.15, 0.5);
    return new Tone(new Timbre(body, Shape.SAW, 0.38f, 0.25f, 0.3f, 0.001, decay, 0.025), rate);
  }

  /**
   * Short chords.
   *
   * @param seed draws their timbre
   * @param rate samples a second
   * @return a new instrument, for one thread
   */
  public static Tone stab(long seed, int rate) {
    Dice dice = new Dice(Dice.mix(seed, 0x5A));
    Shape body = dice.chance(0.5) ? Shape.SAW : Shape.SQUARE;
    return new Tone(
        new Timbre(body, Shape.SAW, 0.13f, 0.1f, 0.2f, 0.001, dice.range(0.08, 0.2), 0.03), rate);
  }

  /**
   * Long chords that swell.
   *
   * @param seed draws their timbre
   * @param rate samples a second
   * @return a new instrument, for one thread
   */
  public static Tone pad(long seed, int rate) {
    Dice dice = new Dice(Dice.mix(seed, 0xFA));
    Shape body = dice.chance(0.5) ? Shape.ROUND : Shape.REED;
    return new Tone(new Timbre(body, body, 0.06f, 0f, 0f, 0.4, 8, 1), rate);
  }

  /**
   * Adds a note.
   *
   * @param mix receives it
   * @param from the attack's sample
   * @param samples its length
   * @param pitch MIDI note number
   * @param gain 0..1
   */
  public void play(float[] mix, int from, int samples, double pitch, float gain) {
    double frequency = hertz(pitch);
    int octave = octave(frequency);
    if (bodies[octave] == null) {
      bodies[octave] = table(timbre.body, octave, rate);
      brights[octave] = table(timbre.bright, octave, rate);
    }
    float[] body = bodies[octave];
    float[] bright = brights[octave];
    int step = (int) (long) (frequency / rate * 0x1p32);
    int count = Math.min(samples, mix.length - from);
    int attack = Math.max(1, Math.min(samples / 2, (int) (timbre.attack * rate)));
    int release = Math.max(1, Math.min(samples / 2, (int) (RELEASE_SECONDS * rate)));
    float bodyLevel = gain * timbre.gain;
    float brightLevel = gain * timbre.brightGain;
    float bodyFade = (float) StrictMath.exp(-1 / (timbre.bodyDecay * rate));
    float brightFade = (float) StrictMath.exp(-1 / (timbre.brightDecay * rate));
    for (int i = 0; i < Math.min(pick.length, count); i++) {
      mix[from + i] += gain * pick[i];
    }
    int phase = 0;
    for (int i = 0; i < count; i++) {
      int k = phase >>> SHIFT;
      float value = bodyLevel * body[k] + brightLevel * bright[k];
      if (i < attack) {
        value *= (i + 1) / (float) attack;
      }
      if (i >= samples - release) {
        value *= (samples - i) / (float) release;
      }
      mix[from + i] += value;
      bodyLevel *= bodyFade;
      brightLevel *= brightFade;
      phase += step;
    }
  }

  /** The frequency of a MIDI note number. */
  static double hertz(double pitch) {
    return 440 * StrictMath.pow(2, (pitch - 69) / 12);
  }

  /** Which table a frequency wants. */
  static int octave(double hertz) {
    return Math.max(0, Math.min(OCTAVES - 1, Math.getExponent(hertz)));
  }

  /** One period at a peak of 1. */
  static float[] table(Shape shape, int octave, int rate) {
    double highest = StrictMath.pow(2, octave + 1);
    int harmonics = Math.max(1, Math.min(MAX_HARMONICS, (int) (SAFE_NYQUIST * rate / highest)));
    float[] table = new float[TABLE];
    for (int harmonic = 1; harmonic <= harmonics; harmonic++) {
      float level = level(shape, harmonic);
      if (level != 0) {
        for (int i = 0; i < TABLE; i++) {
          table[i] += level * SINE[i * harmonic & TABLE - 1];
        }
      }
    }
    float peak = 0;
    for (float value : table) {
      peak = Math.max(peak, Math.abs(value));
    }
    for (int i = 0; i < TABLE; i++) {
      table[i] /= peak;
    }
    return table;
  }

  private static float level(Shape shape, int harmonic) {
    return switch (shape) {
      case SAW -> 1f / harmonic;
      case SQUARE -> harmonic % 2 == 1 ? 1f / harmonic : 0;
      case ROUND -> 1f / (harmonic * harmonic);
      case BELL -> harmonic == 1 || harmonic == 4 || harmonic == 7 ? 1f / (1 + harmonic / 4) : 0;
      case ORGAN -> harmonic <= 4 || harmonic == 6 || harmonic == 8 ? 1f / (1 + harmonic / 2) : 0;
      case REED -> harmonic <= 6 ? 1f / (1 + Math.abs(harmonic - 3)) : 0.3f / harmonic;
    };
  }

  private static float[] sine() {
    float[] table = new float[TABLE];
    for (int i = 0; i < TABLE; i++) {
      table[i] = (float) StrictMath.sin(2 * Math.PI * i / TABLE);
    }
    return table;
  }
}
