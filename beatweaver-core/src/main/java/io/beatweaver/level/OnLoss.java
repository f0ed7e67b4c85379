package io.beatweaver.level;

/** What a writer does about things that its format can't hold. */
public enum OnLoss {
  /** Writes nothing and says what would be lost. */
  REFUSE,
  /** Leaves out what can't be held, keeps the times of all else, and counts it in the report. */
  REPORT
}
