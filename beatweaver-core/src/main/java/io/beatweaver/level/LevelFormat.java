package io.beatweaver.level;

/** The families of file formats. */
public enum LevelFormat {
  /** Info 2.1 with difficulties 2.6: what every game version and mod reads. */
  V2,
  /** Info 2.1 with difficulties 3.3. */
  V3,
  /** Info 4.0 with audio data, difficulties 4.0 and lightshow files. */
  V4
}
