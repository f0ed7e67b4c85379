package io.beatweaver.demo.internal;

import io.beatweaver.demo.internal.Ensemble.Sound;
import io.beatweaver.demo.internal.Tone.Shape;

/** Draws the instruments of a song of the wide style, all levelled. */
final class Orchestrion {
  private static final double[] RATIOS = {1, 2, 3, 3.5, 1.41, 7};

  private final Dice dice;
  private final int rate;
  private final double detuned;

  Orchestrion(Dice dice, int rate) {
    this.dice = dice;
    this.rate = rate;
    detuned = dice.range(2, 18);
  }

  Instrument bass() {
    return switch (dice.below(5)) {
      case 0 -> pluck(0.6, 1500).levelled();
      case 1 -> fm(1, 0.5).levelled();
      case 2 -> new Guitar(dice.range(1, 4), 1200, 0.8, false, rate).levelled();
      case 3 -> synth(Shape.SAW, 2, 0.003, 0.2, 0.4, 1500, 300);
      default -> synth(Shape.ROUND, 1, 0.005, 0.4, 0.6, 800, 300);
    };
  }

  Instrument chords() {
    return switch (dice.below(7)) {
      case 0, 1 -> pluck(1, 5000).levelled();
      case 2 -> fm(dice.pick(new int[] {1, 2}), 1.2).levelled();
      case 3, 4 ->
          new Guitar(dice.range(4, 20), dice.range(2500, 5500), dice.range(0.2, 1.5), true, rate)
              .levelled();
      case 5 -> synth(Shape.ORGAN, 2, 0.006, 5, 1, 6000, 5000);
      default -> synth(Shape.SAW, 3, 0.003, 0.2, 0.4, 7000, 1500);
    };
  }

  Instrument pad() {
    return switch (dice.below(4)) {
      case 0 -> synth(Shape.ROUND, 3, dice.range(0.2, 0.8), 5, 1, 3000, 3000);
      case 1 -> synth(Shape.SAW, 4, dice.range(0.1, 0.6), 5, 1, 4000, 3000);
      case 2 -> synth(Shape.ORGAN, 2, 0.05, 5, 1, 5000, 4000);
      default -> new Vocal(dice.range(0.9, 1.3), 0.1, 0.1, 20, rate).levelled();
    };
  }

  Instrument arpeggio() {
    return switch (dice.below(4)) {
      case 0 -> pluck(0.8, 6000).levelled();
      case 1 -> fm(RATIOS[dice.below(RATIOS.length)], 0.5).levelled();
      case 2 -> synth(Shape.SQUARE, 1, 0.002, 0.1, 0.2, 8000, 1500);
      default -> synth(Shape.SAW, 2, 0.002, 0.15, 0.3, 7000, 1000);
    };
  }

  Instrument lead() {
    return switch (dice.below(8)) {
      case 0, 1, 2 ->
          new Vocal(
                  dice.range(0.9, 1.3),
                  dice.range(0.02, 0.07),
                  dice.range(0.02, 0.2),
                  dice.range(20, 70),
                  rate)
              .levelled();
      case 3 -> new Guitar(dice.range(5, 20), 4500, 1.5, false, rate).levelled();
      case 4 -> pluck(1, 6000).levelled();
      case 5 -> fm(RATIOS[dice.below(RATIOS.length)], 1).levelled();
      case 6 -> synth(Shape.SAW, 5, 0.005, 0.5, 0.7, 9000, 4000);
      default -> synth(Shape.REED, 2, dice.range(0.03, 0.09), 3, 0.9, 6000, 4000);
    };
  }

  private Pluck pluck(double ring, double hertz) {
    double bright = hertz * dice.range(0.6, 1.4);
    return new Pluck(ring * dice.range(0.4, 1.2), bright, dice.range(0.05, 0.4), rate);
  }

  private Fm fm(double ratio, double decay) {
    double bright = dice.range(0.05, 0.4);
    return new Fm(ratio, dice.range(0.8, 5), bright, decay * dice.range(0.5, 1.2), rate);
  }

  private Instrument synth(
      Shape shape,
      int oscillators,
      double attack,
      double decay,
      double sustain,
      double open,
      double closed) {
    double release = dice.range(0.02, 0.12);
    double vibrato = attack > 0.02 ? dice.range(0, 25) : 0;
    return new Ensemble(
            new Sound(
                shape,
                oscillators,
                detuned,
                attack,
                decay * dice.range(0.6, 1.5),
                sustain,
                release,
                vibrato,
                open * dice.range(0.6, 1.4),
                closed * dice.range(0.6, 1.4)),
            rate)
        .levelled();
  }
}
