package io.beatweaver.level;

import java.util.List;
import java.util.Objects;

/**
 * The lights of a beatmap. Basic events and colour boosts are understood, and converted between all
 * formats; groups of event boxes, waypoints and the like are carried as they are.
 *
 * @param events basic events, immutable and sorted
 * @param boosts colour boosts, immutable and sorted
 * @param extras everything else; in V4 the other members of the light file
 */
public record Lightshow(List<LightEvent> events, List<BoostEvent> boosts, Extras extras) {
  /** No lights. */
  public static final Lightshow NONE = new Lightshow(List.of(), List.of(), Extras.NONE);

  /** Copies and sorts the lists. */
  public Lightshow {
    events = Checks.sorted(events, LightEvent.ORDER);
    boosts = Checks.sorted(boosts, BoostEvent.ORDER);
    Objects.requireNonNull(extras, "extras");
  }

  /**
   * Lights of basic events.
   *
   * @param events in any order
   * @param boosts in any order
   * @return the light show
   */
  public static Lightshow of(List<LightEvent> events, List<BoostEvent> boosts) {
    return new Lightshow(events, boosts, Extras.NONE);
  }
}
