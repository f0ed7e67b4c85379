package io.beatweaver.demo;

import java.util.Comparator;

/**
 * Something audible that a mapper may chart: a hit of a score, or an onset found in audio.
 *
 * @param beat when, finite; notes are set on exactly this beat
 * @param strength how much it catches the ear, at least 0; only order and gaps count, so any scale
 *     will do
 * @param pitch01 how high it sounds, 0 low to 1 high
 */
public record Hit(double beat, double strength, double pitch01) {
  /** By beat, the stronger one first where two share a beat. */
  public static final Comparator<Hit> BY_BEAT =
      Comparator.comparingDouble(Hit::beat)
          .thenComparing(Comparator.comparingDouble(Hit::strength).reversed());

  /** Refuses numbers out of range. */
  public Hit {
    if (!Double.isFinite(beat)
        || !(strength >= 0 && Double.isFinite(strength))
        || !(pitch01 >= 0 && pitch01 <= 1)) {
      throw new IllegalArgumentException(
          "no hit: beat " + beat + ", strength " + strength + ", pitch " + pitch01);
    }
  }
}
