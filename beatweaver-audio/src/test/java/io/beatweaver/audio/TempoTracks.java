package io.beatweaver.audio;

import io.beatweaver.tempo.TempoMap;
import java.util.Random;

/** Synthesised tracks of known tempo, first beat and bars, each seed another arrangement. */
final class TempoTracks {
  static final int RATE = 22050;

  enum Kind {
    CLICK,
    FOUR_ON_THE_FLOOR,
    BREAKBEAT,
    SWUNG,
    JITTERED,
    TRIPLETS
  }

  private static final String[] BREAKS = {
    "x....x..",
    "x....x...x..x...",
    "x.x..x..",
    "x..x..x.",
    "x.....x...x..x..",
    "x.x.......x.x.x.",
    "x....xx.",
    "x...x...",
    "x...xx.."
  };

  private final TempoMap tempo;
  private final Random random;
  private final float[] samples;
  private final float[][] sounds = new float[6][];
  private double jitter;
  private double swing = .5;

  private TempoTracks(TempoMap tempo, double seconds, long seed) {
    this.tempo = tempo;
    samples = new float[(int) (seconds * RATE)];
    random = new Random(seed * 7919 + 17);
    for (int i = 0; i < 20; i++) {
      random.nextInt();
    }
  }

  /** A track whose beat 0 begins a bar. */
  static AudioClip play(Kind kind, TempoMap tempo, double seconds, long seed) {
    TempoTracks track = new TempoTracks(tempo, seconds, seed);
    track.arrange(kind);
    return AudioClip.wrap(track.samples, RATE);
  }

  static AudioClip play(Kind kind, double bpm, double firstBeat, double seconds, long seed) {
    return play(kind, TempoMap.constant(bpm, firstBeat), seconds, seed);
  }

  private void arrange(Kind kind) {
    tune();
    switch (kind) {
      case CLICK -> {
        boolean accented = random.nextBoolean();
        every(1, 0, 3, accented ? .6 : .9, 0);
        if (accented) {
          every(4, 0, 3, .4, 0);
        }
      }
      case FOUR_ON_THE_FLOOR -> {
        every(1, 0, 0, .8, 0);
        floor();
      }
      case BREAKBEAT -> breaks(BREAKS[random.nextInt(BREAKS.length)]);
      case SWUNG -> {
        swing = .58 + .09 * random.nextDouble();
        if (random.nextBoolean()) {
          pattern("x...x...", 0, .8);
          every(2, 1, 1, .6, 0);
          every(.5, 0, 2, .5, 0);
        } else {
          breaks(BREAKS[random.nextInt(BREAKS.length)]);
        }
      }
      case JITTERED -> {
        jitter = .003 + .007 * random.nextDouble();
        switch (random.nextInt(3)) {
          case 0 -> every(1, 0, 3, .8, 0);
          case 1 -> {
            every(1, 0, 0, .8, 0);
            floor();
          }
          default -> breaks(BREAKS[random.nextInt(BREAKS.length)]);
        }
      }
      case TRIPLETS -> {
        if (random.nextBoolean()) {
          every(1, 0, 0, .8, 0);
        } else {
          every(2, 0, 0, .8, 0);
          every(4, 5 / 3., 0, .6, 0);
        }
        every(2, 1, 1, .6, .1);
        every(1 / 3., 0, 2, .5, .05);
      }
    }
    if (kind != Kind.CLICK && random.nextInt(3) > 0) {
      bass(kind == Kind.TRIPLETS);
    }
    if (random.nextInt(4) == 0) {
      hiss(.004);
    }
  }

  private void floor() {
    int hats = random.nextInt(4);
    if (hats == 1) {
      every(1, .5, 2, .6, 0);
    } else if (hats == 2) {
      every(.5, 0, 2, .5, 0);
    } else if (hats == 3) {
      every(.25, 0, 2, .4, .02);
    }
    if (random.nextBoolean()) {
      every(2, 1, 1, .5, 0);
    }
  }

  private void breaks(String kicks) {
    pattern(kicks, 0, .8);
    every(2, 1, 1, .6, 0);
    if (random.nextInt(3) == 0) {
      every(4, 1.75, 1, .15, .3);
      every(4, 2.25, 1, .15, .3);
    }
    every(random.nextInt(4) == 0 ? .25 : .5, 0, 2, .5, .03);
  }

  /** One or two bars of eighth notes. */
  private void pattern(String steps, int voice, double gain) {
    for (int i = 0; i < steps.length(); i++) {
      if (steps.charAt(i) == 'x') {
        every(steps.length() / 2., i / 2., voice, gain, 0);
      }
    }
  }

  private void bass(boolean triplets) {
    int figure = random.nextInt(3);
    float[][] notes = new float[4][];
    for (int n = 0; n < 4; n++) {
      double hz = 45 * Math.pow(2, random.nextInt(12) / 12.);
      notes[n] = tone(hz, .25, .18);
    }
    double step = figure == 0 ? 1 : triplets ? 1 / 3. : .5;
    double shift = figure == 2 && !triplets ? .5 : 0;
    double every = figure == 2 ? 1 : step;
    double end = seconds();
    for (int i = 0; ; i++) {
      double beat = i * every + shift;
      double at = time(beat);
      if (at >= end) {
        break;
      }
      mix(notes[((int) (beat / 4)) % 4], at, 1);
    }
  }

  private double seconds() {
    return (double) samples.length / RATE;
  }

  private double time(double beat) {
    double whole = Math.floor(beat + 1e-9);
    double part = beat - whole;
    if (swing != .5 && Math.abs(part - .5) < .26) {
      part = part < .5 - 1e-9 ? part * swing * 2 : swing + (part - .5) * (1 - swing) * 2;
    }
    return tempo.secondsAt(whole + part) + jitter * random.nextGaussian();
  }

  private void every(double beats, double first, int voice, double gain, double missing) {
    for (int i = 0; ; i++) {
      double at = time(first + i * beats);
      if (at >= seconds()) {
        return;
      }
      if (random.nextDouble() >= missing) {
        mix(sounds[voice], at, gain);
      }
    }
  }

  private void mix(float[] sound, double at, double gain) {
    int first = (int) Math.round(at * RATE);
    for (int i = Math.max(0, -first); i < sound.length && first + i < samples.length; i++) {
      samples[first + i] += (float) gain * sound[i];
    }
  }

  private void hiss(double gain) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] += (float) (gain * random.nextGaussian());
    }
  }

  private float[] tone(double hz, double length, double gain) {
    float[] out = new float[(int) (RATE * length)];
    for (int i = 0; i < out.length; i++) {
      double t = (double) i / RATE;
      double x = 2 * Math.PI * hz * t;
      out[i] =
          (float)
              (gain
                  * Math.exp(-t / length * 4)
                  * (Math.sin(x) + .4 * Math.sin(2 * x) + .2 * Math.sin(3 * x)));
    }
    return out;
  }

  private void tune() {
    double kickHz = 42 + 20 * random.nextDouble();
    double kickLength = .05 + .08 * random.nextDouble();
    double snareHz = 170 + 50 * random.nextDouble();
    double hatLength = .01 + .03 * random.nextDouble();
    double clickHz = 800 + 1500 * random.nextDouble();
    for (int voice = 0; voice < 4; voice++) {
      float[] sound = new float[RATE * 2 / 5];
      double last = 0;
      for (int i = 0; i < sound.length; i++) {
        double t = (double) i / RATE;
        double noise = random.nextGaussian();
        double high = noise - last;
        last = noise;
        sound[i] =
            (float)
                switch (voice) {
                  case 0 ->
                      Math.exp(-t / kickLength)
                          * Math.sin(2 * Math.PI * (kickHz * t + 3 * (1 - Math.exp(-t / .03))));
                  case 1 ->
                      Math.exp(-t / .06)
                          * (.25 * noise + .35 * Math.sin(2 * Math.PI * snareHz * t));
                  case 2 -> .15 * Math.exp(-t / hatLength) * high;
                  default -> Math.exp(-t / .006) * Math.sin(2 * Math.PI * clickHz * t);
                };
      }
      sounds[voice] = sound;
    }
  }
}
