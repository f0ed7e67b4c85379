package io.beatweaver.level;

/** What a writer does about things that its format can't hold. */
public enum OnLoss {
  /** Writes nothing and says what would be lost. */
  REFUSE,
  /**
   * As {@link #REFUSE} for what is played; lights and carried JSON that the format can't hold are
   * left out and counted in the report.
   */
  REFUSE_PLAYED,
  /** Leaves out what can't be held, keeps the times of all else, and counts it in the report. */
  REPORT;

  /**
   * Whether a loss keeps a level from being written.
   *
   * @param kind what would be lost
   * @return true if nothing is to be written then
   */
  public boolean refuses(WriteLoss.Kind kind) {
    return switch (this) {
      case REFUSE -> true;
      case REFUSE_PLAYED -> kind.isPlayed();
      case REPORT -> false;
    };
  }
}
