package io.beatweaver.storage;

/** The columns of notes that a reader may ask for. */
public enum NoteColumn {
  /** Beats. */
  BEAT(StoreSchema.BEAT),
  /** Seconds of audio. */
  SECONDS(StoreSchema.TIME_SECONDS),
  /** Columns of the grid. */
  X(StoreSchema.X),
  /** Rows of the grid. */
  Y(StoreSchema.Y),
  /** Colours. */
  COLOR(StoreSchema.COLOR),
  /** Cut directions. */
  DIRECTION(StoreSchema.CUT_DIRECTION),
  /** Angle offsets. */
  ANGLE(StoreSchema.ANGLE_OFFSET);

  private final String columnName;

  NoteColumn(String columnName) {
    this.columnName = columnName;
  }

  /**
   * The column's name in {@link StoreSchema#NOTES}.
   *
   * @return its name
   */
  public String columnName() {
    return columnName;
  }
}
