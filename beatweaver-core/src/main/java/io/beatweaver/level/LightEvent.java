package io.beatweaver.level;

import java.util.Comparator;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * A basic light event: the lights of every environment up to about 2021, and of later ones as far
 * as they listen to it.
 *
 * @param beat where, in beats; finite
 * @param type which lights or rings: 0..4, 6, 7, 10 and 11 lights, 8 and 9 rings, 12 and 13 the
 *     speed of lasers; others as environments have them
 * @param value what they do: for lights 0 off, 1..4 blue on, flash, fade, transition, 5..8 red,
 *     9..12 white
 * @param brightness 1 for full; finite
 * @param extras what else the file says of it
 */
public record LightEvent(double beat, int type, int value, double brightness, Extras extras) {
  /** Beat, type, value, brightness. */
  public static final Comparator<LightEvent> ORDER =
      Comparator.comparingDouble(LightEvent::beat)
          .thenComparingInt(LightEvent::type)
          .thenComparingInt(LightEvent::value)
          .thenComparingDouble(LightEvent::brightness);

  /** Refuses numbers that are none. */
  public LightEvent {
    Checks.finite(beat, "beat");
    Checks.finite(brightness, "brightness");
    Objects.requireNonNull(extras, "extras");
  }

  /**
   * An event without extras.
   *
   * @param beat where, in beats
   * @param type which lights
   * @param value what they do
   * @param brightness 1 for full
   */
  public LightEvent(double beat, int type, int value, double brightness) {
    this(beat, type, value, brightness, Extras.NONE);
  }

  /**
   * This event moved in time; all else stays.
   *
   * @param beats from this beatmap's beats to the new ones; rising
   * @return the moved one
   */
  public LightEvent moved(DoubleUnaryOperator beats) {
    return new LightEvent(beats.applyAsDouble(beat), type, value, brightness, extras);
  }
}
