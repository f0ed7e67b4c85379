package io.beatweaver.demo.internal;

/**
 * Drums of one song, rendered once and mixed wherever they are hit. A kick is a falling sine with a
 * click, a snare noise over a short body, a hat and a crash are bright noise.
 */
public final class DrumKit {
  private static final float KICK_GAIN = 0.9f;
  private static final float SNARE_GAIN = 0.6f;
  private static final float HAT_GAIN = 0.2f;
  private static final float CRASH_GAIN = 0.22f;
  private static final double CLICK_SECONDS = 0.002;
  private static final double FADE_SHARE = 0.3;

  private final int rate;
  private final Noise noise;
  private final float[] kick;
  private final float[] snare;
  private final float[] hat;
  private final float[] crash;

  /**
   * @param seed draws the kit
   * @param rate samples a second
   */
  public DrumKit(long seed, int rate) {
    this.rate = rate;
    noise = new Noise(seed);
    Dice dice = new Dice(Dice.mix(seed, 0xD));
    kick = renderKick(dice.range(42, 60), dice.range(150, 320), dice.range(0.08, 0.14));
    snare = renderSnare(dice.range(160, 240), dice.range(0.03, 0.06), dice.range(0.3, 0.8));
    hat = renderHiss(0.12, dice.range(0.015, 0.035));
    crash = renderHiss(1.2, dice.range(0.15, 0.25));
  }

  /**
   * Adds a bass drum.
   *
   * @param mix receives it
   * @param from the attack's sample
   * @param gain 0..1
   */
  public void kick(float[] mix, int from, float gain) {
    add(kick, mix, from, gain * KICK_GAIN);
  }

  /**
   * Adds a snare drum.
   *
   * @param mix receives it
   * @param from the attack's sample
   * @param gain 0..1
   */
  public void snare(float[] mix, int from, float gain) {
    add(snare, mix, from, gain * SNARE_GAIN);
  }

  /**
   * Adds a closed hi-hat.
   *
   * @param mix receives it
   * @param from the attack's sample
   * @param gain 0..1
   */
  public void hat(float[] mix, int from, float gain) {
    add(hat, mix, from, gain * HAT_GAIN);
  }

  /**
   * Adds a crash cymbal.
   *
   * @param mix receives it
   * @param from the attack's sample
   * @param gain 0..1
   */
  public void crash(float[] mix, int from, float gain) {
    add(crash, mix, from, gain * CRASH_GAIN);
  }

  private static void add(float[] sound, float[] mix, int from, float gain) {
    int count = Math.min(sound.length, mix.length - from);
    for (int i = 0; i < count; i++) {
      mix[from + i] += gain * sound[i];
    }
  }

  private float[] renderKick(double low, double high, double decay) {
    float[] sound = new float[(int) (0.35 * rate)];
    int click = (int) (CLICK_SECONDS * rate);
    double fall = perSample(0.03);
    double fade = perSample(decay);
    double sweep = high - low;
    double level = 1;
    double phase = 0;
    for (int i = 0; i < sound.length; i++) {
      double tone = StrictMath.sin(2 * Math.PI * phase) * level;
      double tick = i < click ? 0.5 * noise.next() * (1 - i / (double) click) : 0;
      sound[i] = (float) (tone + tick);
      phase += (low + sweep) / rate;
      sweep *= fall;
      level *= fade;
    }
    return faded(sound);
  }

  private float[] renderSnare(double pitch, double decay, double body) {
    float[] sound = new float[(int) (0.3 * rate)];
    double fade = perSample(decay);
    double bodyFade = perSample(0.04);
    double level = 1;
    double bodyLevel = body;
    float before = 0;
    for (int i = 0; i < sound.length; i++) {
      float now = noise.next();
      double tone = StrictMath.sin(2 * Math.PI * pitch * i / rate) * bodyLevel;
      sound[i] = (float) (tone + (now - 0.5f * before) * level);
      before = now;
      level *= fade;
      bodyLevel *= bodyFade;
    }
    return faded(sound);
  }

  private float[] renderHiss(double seconds, double decay) {
    float[] sound = new float[(int) (seconds * rate)];
    double fade = perSample(decay);
    double level = 1;
    float before = 0;
    for (int i = 0; i < sound.length; i++) {
      float now = noise.next();
      sound[i] = (float) ((now - 0.9f * before) * level);
      before = now;
      level *= fade;
    }
    return faded(sound);
  }

  private double perSample(double decaySeconds) {
    return StrictMath.exp(-1 / (decaySeconds * rate));
  }

  private static float[] faded(float[] sound) {
    int count = (int) (sound.length * FADE_SHARE);
    for (int i = 0; i < count; i++) {
      sound[sound.length - 1 - i] *= i / (float) count;
    }
    return sound;
  }
}
