package io.beatweaver.demo.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * A drum kit whose strokes are never quite alike: each drum is rendered a few times with other
 * tunings and lengths, and a stroke takes one of them. For one thread.
 */
final class WideKit {
  private static final int TAKES = 5;

  /** Ratios of the square waves whose clash makes a cymbal, after a well-known drum machine. */
  private static final double[] CYMBAL = {2, 3, 4.16, 5.43, 6.79, 8.21};

  private final int rate;
  private final Dice dice;
  private final List<float[]> kicks = new ArrayList<>();
  private final List<float[]> snares = new ArrayList<>();
  private final List<float[]> closed = new ArrayList<>();
  private final List<float[]> open = new ArrayList<>();
  private final List<float[]> crashes = new ArrayList<>();
  private final List<float[]> toms = new ArrayList<>();

  WideKit(Dice dice, int rate) {
    this.rate = rate;
    this.dice = dice;
    double low = dice.range(40, 65);
    double sweep = dice.range(60, 300);
    double kickDecay = dice.range(0.06, 0.3);
    double click = dice.range(0, 0.8);
    double body = dice.range(150, 260);
    double wires = dice.range(0.03, 0.16);
    double share = dice.range(0.15, 0.9);
    boolean clap = dice.chance(0.3);
    double hatDecay = dice.range(0.012, 0.06);
    double metal = dice.range(0, 1);
    double hatPitch = dice.range(280, 480);
    for (int take = 0; take < TAKES; take++) {
      kicks.add(drum(low * vary(), sweep * vary(), kickDecay * vary(), click * vary(), 0));
      snares.add(
          clap
              ? clap(wires * vary())
              : snare(body * vary(), wires * vary(), Math.min(1, share * vary())));
      closed.add(cymbal(hatPitch * vary(), hatDecay * vary(), metal));
      open.add(cymbal(hatPitch * vary(), 6 * hatDecay * vary(), metal));
      crashes.add(cymbal(hatPitch * vary(), dice.range(0.25, 0.6), metal / 2));
      toms.add(drum(110 * vary(), 50 * vary(), 0.15 * vary(), 0.2, 0.15));
    }
  }

  private double vary() {
    return dice.range(0.93, 1.07);
  }

  void kick(float[] mix, int from, float gain) {
    add(take(kicks), mix, from, gain, 1);
  }

  /** Soft strokes are duller than hard ones. */
  void snare(float[] mix, int from, float gain, double velocity) {
    add(take(snares), mix, from, gain, (float) (0.3 + 0.7 * velocity));
  }

  /** A hi-hat, open from half a beat on, or a crash from a beat on. */
  void hat(float[] mix, int from, float gain, double beats) {
    add(take(beats >= 1 ? crashes : beats >= 0.5 ? open : closed), mix, from, gain, 1);
  }

  void tom(float[] mix, int from, float gain, double pitch) {
    float[] sound = take(toms);
    double speed = StrictMath.pow(2, (pitch - 50) / 12);
    int count = Math.min((int) (sound.length / speed) - 1, mix.length - from);
    for (int i = 0; i < count; i++) {
      mix[from + i] += gain * sound[(int) (i * speed)];
    }
  }

  private float[] take(List<float[]> takes) {
    return takes.get(dice.below(takes.size()));
  }

  private static void add(float[] sound, float[] mix, int from, float gain, float pole) {
    int count = Math.min(sound.length, mix.length - from);
    float low = 0;
    for (int i = 0; i < count; i++) {
      low += pole * (sound[i] - low);
      mix[from + i] += gain * low;
    }
  }

  private float[] drum(double low, double sweep, double decay, double click, double skin) {
    float[] sound = new float[(int) (5 * decay * rate)];
    Noise noise = new Noise(dice.next());
    double fall = perSample(0.02);
    double fade = perSample(decay);
    double tick = perSample(0.0015);
    double level = 1;
    double clicking = click;
    double skinning = skin;
    double phase = 0;
    for (int i = 0; i < sound.length; i++) {
      double tone = Tone.SINE[(int) (phase * 2048) & 2047] * level;
      sound[i] = (float) (tone + (clicking + skinning) * noise.next());
      phase += (low + sweep) / rate;
      sweep *= fall;
      level *= fade;
      clicking *= tick;
      skinning *= fade;
    }
    return finished(sound);
  }

  private float[] snare(double pitch, double decay, double share) {
    float[] sound = new float[(int) (5 * decay * rate)];
    Noise noise = new Noise(dice.next());
    double fade = perSample(decay);
    double bodyFade = perSample(0.05);
    double level = share;
    double body = 1 - 0.7 * share;
    float before = 0;
    for (int i = 0; i < sound.length; i++) {
      float now = noise.next();
      double tone = Tone.SINE[(int) (pitch * i / rate * 2048) & 2047] * body;
      sound[i] = (float) (tone + (now - 0.6f * before) * level);
      before = now;
      level *= fade;
      body *= bodyFade;
    }
    return finished(sound);
  }

  /** Three quick bursts, then one that dies away. */
  private float[] clap(double decay) {
    float[] sound = new float[(int) (5 * decay * rate)];
    Noise noise = new Noise(dice.next());
    int gap = (int) (0.009 * rate);
    double fade = perSample(decay);
    double burst = perSample(0.003);
    double level = 1;
    float low = 0;
    for (int i = 0; i < sound.length; i++) {
      level = i % gap == 0 && i <= 3 * gap ? 1 : level * (i < 3 * gap ? burst : fade);
      float now = noise.next();
      low += 0.15f * (now - low);
      sound[i] = (float) ((now - low) * level);
    }
    return finished(sound);
  }

  private float[] cymbal(double pitch, double decay, double metal) {
    float[] sound = new float[(int) (4 * decay * rate)];
    Noise noise = new Noise(dice.next());
    double fade = perSample(decay);
    double level = 1;
    float low = 0;
    float lower = 0;
    float pole = (float) (1 - StrictMath.exp(-2 * Math.PI * 6000 / rate));
    for (int i = 0; i < sound.length; i++) {
      double clash = 0;
      for (double ratio : CYMBAL) {
        clash += (long) (2 * pitch * ratio * i / rate) % 2 == 0 ? 0.2 : -0.2;
      }
      float now = (float) (metal * clash + (1 - metal) * noise.next());
      low += pole * (now - low);
      float high = now - low;
      lower += pole * (high - lower);
      sound[i] = (float) ((high - lower) * level);
      level *= fade;
    }
    return finished(sound);
  }

  private double perSample(double decaySeconds) {
    return StrictMath.exp(-1 / (decaySeconds * rate));
  }

  /** Ends in silence and peaks at 1. */
  private static float[] finished(float[] sound) {
    float peak = 1e-6f;
    int fade = sound.length / 4;
    for (int i = 0; i < sound.length; i++) {
      int left = sound.length - 1 - i;
      sound[i] *= left < fade ? left / (float) fade : 1;
      peak = Math.max(peak, Math.abs(sound[i]));
    }
    for (int i = 0; i < sound.length; i++) {
      sound[i] /= peak;
    }
    return sound;
  }
}
