package io.beatweaver.demo;

/** The instruments of a demo song, with how much one of their hits catches the ear. */
public enum Voice {
  /** Bass drum. */
  KICK(1.0),
  /** Snare drum. */
  SNARE(1.0),
  /** Hi-hat; a crash cymbal where it rings for a beat or longer. */
  HAT(0.2),
  /** Bass. */
  BASS(0.4),
  /** Chords: short ones are stabs, those of {@link #PAD_BEATS} and longer are pads that swell. */
  CHORD(0.5),
  /** The melody. */
  LEAD(0.8),
  /** Tom-toms and other tuned drums; only songs of the wide style have them. */
  TOM(0.8),
  /** Chords broken into single notes; only songs of the wide style have them. */
  ARPEGGIO(0.4);

  /** From this length on, in beats, a chord is a pad. */
  public static final double PAD_BEATS = 2;

  private final double prominence;

  Voice(double prominence) {
    this.prominence = prominence;
  }

  /**
   * How much a hit at full velocity catches the ear.
   *
   * @return 0..1
   */
  public double prominence() {
    return prominence;
  }
}
