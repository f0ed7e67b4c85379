package io.beatweaver.model;

/** The learning rate's course after its warm-up, laid over the whole budget. */
public enum LearningRateSchedule {
  /** Held to half of the budget, then lowered evenly to a twentieth. */
  LINEAR,
  /** Half a cosine, from the highest rate down to nothing. */
  COSINE
}
