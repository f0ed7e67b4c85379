package io.beatweaver.demo.internal;

/**
 * Who plays what in one kind of section, and in which harmony.
 *
 * <p>Drawn once a section kind, so that a verse sounds like the verse before it.
 */
final class Lineup {
  /** Semitones of the scales: natural minor, major, dorian, minor pentatonic doubled to seven. */
  private static final int[][] SCALES = {
    {0, 2, 3, 5, 7, 8, 10}, {0, 2, 4, 5, 7, 9, 11}, {0, 2, 3, 5, 7, 9, 10}, {0, 3, 5, 7, 10, 12, 15}
  };

  private static final int SLOTS = 16;

  /** Hi-hat velocity of each sixteenth, 0 for none. */
  final double[] hats = new double[SLOTS];

  /** Whether a stroke on a sixteenth is the snare's rather than the kick's. */
  final boolean[] snare = new boolean[SLOTS];

  /** Which voices take strokes of tiers NORMAL, HARD, EXPERT and PLUS: 0, 1 or 2. */
  final int[] choices = new int[4];

  /** Whether a pad lies under it. */
  final boolean pad;

  private final int[] scale;
  private final int[] progression = new int[4];
  private final int[] melody = new int[SLOTS];
  private final int leadOctave;

  Lineup(Dice dice, int scaleIndex) {
    scale = SCALES[scaleIndex];
    pad = dice.chance(0.45);
    leadOctave = dice.between(1, 2);
    for (int i = 0; i < choices.length; i++) {
      choices[i] = dice.below(3);
    }
    int degree = 0;
    for (int i = 0; i < progression.length; i++) {
      progression[i] = degree;
      degree = dice.pick(new int[] {0, 2, 3, 4, 5, 6});
    }
    int note = dice.between(0, 6);
    boolean sixteenths = dice.chance(0.3);
    boolean any = dice.chance(0.75);
    double hatLevel = dice.range(0.3, 0.6);
    int offbeat = dice.below(2) * 2;
    for (int slot = 0; slot < SLOTS; slot++) {
      melody[slot] = note;
      note = Math.max(-3, Math.min(11, note + dice.between(-3, 3)));
      boolean backbeat = slot == 4 || slot == 12;
      snare[slot] = dice.chance(backbeat ? 0.85 : slot % 4 == 0 ? 0.15 : 0.45);
      if (any && (sixteenths || slot % 4 == offbeat || dice.chance(0.15))) {
        hats[slot] = hatLevel * (slot % 4 == offbeat ? 1 : 0.6);
      }
    }
  }

  static int drawScale(Dice dice) {
    return dice.below(SCALES.length);
  }

  /** The chord's root in a bar, semitones above the key. */
  int root(int bar) {
    return degree(progression[bar % progression.length]);
  }

  /** The melody's note on a sixteenth, semitones above the key. */
  int lead(int bar, int slot) {
    return 12 * leadOctave + degree(progression[bar % progression.length] + melody[slot]);
  }

  private int degree(int step) {
    return 12 * Math.floorDiv(step, scale.length) + scale[Math.floorMod(step, scale.length)];
  }
}
