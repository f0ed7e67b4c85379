package io.beatweaver.level;

/**
 * How far ahead of its cut a note comes into sight. The game takes four beats and halves them until
 * a note then is less than 18 metres away, adds the beatmap's offset, and never goes below a
 * quarter of a beat: so without an offset the time to react leaps by a factor of two from one tempo
 * to the next.
 */
public final class NoteJump {
  private static final double MOST_BEATS = 4;
  private static final double LEAST_BEATS = 1;
  private static final double LEAST_WITH_OFFSET = 0.25;

  /** Of the game, just below 18 metres. */
  private static final double MOST_METRES = 17.999;

  private NoteJump() {}

  /**
   * How long before its cut a note comes into sight.
   *
   * @param bpm the level's tempo, as its info file has it
   * @param noteJumpSpeed NJS, metres a second
   * @param noteJumpOffset start beat offset
   * @return beats, at least 0.25
   */
  public static double halfJumpBeats(double bpm, double noteJumpSpeed, double noteJumpOffset) {
    double beats = MOST_BEATS;
    while (noteJumpSpeed * beats * 60 / bpm > MOST_METRES && beats > LEAST_BEATS) {
      beats /= 2;
    }
    return Math.max(LEAST_WITH_OFFSET, beats + noteJumpOffset);
  }

  /**
   * The offset that gives a player the customary time to react, whatever the tempo.
   *
   * @param bpm the level's tempo, as its info file has it
   * @param difficulty how hard
   * @return start beat offset at the difficulty's {@link Beatmap#defaultNoteJumpSpeed}
   */
  public static double defaultOffset(double bpm, Difficulty difficulty) {
    double own = halfJumpBeats(bpm, Beatmap.defaultNoteJumpSpeed(difficulty), 0);
    double wanted = Math.max(LEAST_WITH_OFFSET, reactionSeconds(difficulty) * bpm / 60);
    return Math.rint((wanted - own) * 1000) / 1000;
  }

  /**
   * The customary time to react.
   *
   * @param difficulty how hard
   * @return 0.85, 0.8, 0.7, 0.6 or 0.55 seconds
   */
  public static double reactionSeconds(Difficulty difficulty) {
    return switch (difficulty) {
      case EASY -> 0.85;
      case NORMAL -> 0.8;
      case HARD -> 0.7;
      case EXPERT -> 0.6;
      case EXPERT_PLUS -> 0.55;
    };
  }
}
