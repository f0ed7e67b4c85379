package io.beatweaver.level;

import java.util.Objects;

/**
 * Something of a level that a format could not hold.
 *
 * @param kind what was lost
 * @param detail which JSON, for {@link Kind#CARRIED_JSON}; empty for all else
 * @param count how many
 */
public record WriteLoss(Kind kind, String detail, long count) {
  /** Kinds of losses. */
  public enum Kind {
    /** Chains left out: V2 has none. */
    CHAINS("chains"),
    /** Chains of squish 0 left out: they crash the game, whatever the format. */
    CRASHING_CHAINS("chains of squish 0, which crash the game"),
    /** Notes written without their angle offset: V2 has none. */
    ANGLE_OFFSETS("angle offsets"),
    /** Walls left out whose shape is a number of Mapping Extensions: V2 alone has them. */
    EXTENSION_WALLS("walls of Mapping Extensions"),
    /** Changes of the note jump speed left out: V4 alone has them. */
    NJS_EVENTS("note jump speed changes"),
    /** Objects moved to another lane: V2 and V3 have one lane at a time. */
    LANES("objects of several lanes at one beat"),
    /** Turns written as the nearest whole degree: V2 and V4 have whole ones only. */
    FRACTIONAL_ROTATIONS("fractions of lane rotations"),
    /** Light events left out whose type means something else in V2: 5, 14, 15 and 100. */
    LIGHT_EVENTS("light events of types that V2 uses otherwise"),
    /**
     * Beatmaps whose tempo differs from the first one's where the format has one for all (V4's
     * regions, V2's and V3's song offset): their objects keep their seconds, at other beats.
     */
    RETIMED_BEATMAPS("beatmaps of another tempo than the first"),
    /**
     * Places where seconds jump or where the tempo changes before the song begins, which the format
     * can't follow exactly.
     */
    APPROXIMATED_TEMPOS("jumps in time"),
    /** Custom data, unknown keys and carried lights of another format, left out. */
    CARRIED_JSON("pieces of carried JSON");

    private final String phrase;

    Kind(String phrase) {
      this.phrase = phrase;
    }

    /**
     * Whether the player would notice without looking at the lights.
     *
     * @return false for lights and carried JSON
     */
    public boolean isPlayed() {
      return this != LIGHT_EVENTS && this != CARRIED_JSON;
    }
  }

  /** Refuses null and counts of nothing. */
  public WriteLoss {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(detail, "detail");
    if (count <= 0) {
      throw new IllegalArgumentException("a loss is of something: " + count);
    }
  }

  @Override
  public String toString() {
    return count + " " + (detail.isEmpty() ? kind.phrase : detail);
  }
}
