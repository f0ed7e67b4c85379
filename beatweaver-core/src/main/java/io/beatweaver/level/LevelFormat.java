package io.beatweaver.level;

/** The families of file formats. */
public enum LevelFormat {
  /** Info 2.1 with difficulties 2.6: what every game version and mod reads. */
  V2,
  /** Info 2.1 with difficulties 3.3. */
  V3,
  /** Info 4.0 with audio data, difficulties 4.0 and lightshow files. */
  V4;

  /**
   * The family of the info file that goes with difficulties of this one: that of V3 is V2's.
   *
   * @return V2 or V4
   */
  public LevelFormat infoFamily() {
    return this == V4 ? V4 : V2;
  }
}
