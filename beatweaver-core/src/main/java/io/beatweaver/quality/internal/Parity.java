package io.beatweaver.quality.internal;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;

/**
 * Whether hands come back the way they went. Directions outside 0..8 count as dots.
 *
 * @param pairs consecutive notes of a hand that both cut up or down
 * @param violations those that cut the same way twice
 * @param swings swings of both hands
 * @param resets swings that go within 90 degrees of the hand's last one
 */
public record Parity(int pairs, int violations, int swings, int resets) {
  private static final double ONE_SWING_SECONDS = 0.05;

  /**
   * Counts a beatmap.
   *
   * @param map the beatmap
   * @return both hands together
   */
  public static Parity of(Beatmap map) {
    int pairs = 0;
    int violations = 0;
    int swings = 0;
    int resets = 0;
    for (Hand hand : Hand.values()) {
      int lastVertical = 0;
      CutDirection swing = CutDirection.ANY;
      CutDirection swingBefore = CutDirection.ANY;
      double lastSecond = Double.NEGATIVE_INFINITY;
      for (Note note : map.notes()) {
        if (note.hand() != hand) {
          continue;
        }
        CutDirection cut =
            note.direction() >= 0 && note.direction() <= 8 ? note.cut() : CutDirection.ANY;
        pairs += lastVertical != 0 && cut.dy() != 0 ? 1 : 0;
        violations += lastVertical != 0 && cut.dy() == lastVertical ? 1 : 0;
        lastVertical = cut.dy();

        double second = map.tempo().secondsAt(note.beat());
        boolean sameSwing = second - lastSecond < ONE_SWING_SECONDS && goTogether(swing, cut);
        lastSecond = second;
        if (!sameSwing) {
          swings++;
          swingBefore = swing;
          swing = cut;
          resets += dot(swingBefore, swing) > 0 ? 1 : 0;
        } else if (swing == CutDirection.ANY && cut != CutDirection.ANY) {
          // The stack began with a dot; only now it shows which way it goes.
          swing = cut;
          resets += dot(swingBefore, swing) > 0 ? 1 : 0;
        }
      }
    }
    return new Parity(pairs, violations, swings, resets);
  }

  private static boolean goTogether(CutDirection a, CutDirection b) {
    return a == CutDirection.ANY || b == CutDirection.ANY || dot(a, b) > 0;
  }

  /** Above 0 within 90 degrees; 0 with a dot. */
  private static int dot(CutDirection a, CutDirection b) {
    return a.dx() * b.dx() + a.dy() * b.dy();
  }
}
