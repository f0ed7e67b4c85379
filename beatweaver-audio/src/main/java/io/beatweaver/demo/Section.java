package io.beatweaver.demo;

import java.util.Objects;

/**
 * A stretch of a demo song.
 *
 * @param kind what it is
 * @param startBeat its first beat, on a bar line
 * @param beats its length, whole bars
 */
public record Section(Kind kind, double startBeat, double beats) {
  /** Parts of a song. */
  public enum Kind {
    /** Sparse, at the start. */
    INTRO,
    /** Medium density. */
    VERSE,
    /** The densest. */
    CHORUS,
    /** Silence, or a pad with few hits. */
    BREAK,
    /** Sparse, at the end. */
    OUTRO
  }

  /** Refuses sections without extent. */
  public Section {
    Objects.requireNonNull(kind, "kind");
    if (!(startBeat >= 0) || !(beats > 0)) {
      throw new IllegalArgumentException("no section: beat " + startBeat + ", " + beats);
    }
  }
}
