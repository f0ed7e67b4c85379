package io.beatweaver.quality;

import io.beatweaver.level.Difficulty;

/**
 * How dense people's maps of a difficulty are: the 10th to the 90th percentile of notes a second
 * over about 2,500 difficulties of community maps.
 *
 * @param lowNps 10th percentile
 * @param highNps 90th percentile
 */
public record HumanBand(double lowNps, double highNps) {
  /** 10th percentile of the share of onsets at which both hands cut. */
  public static final double LOW_DOUBLES_SHARE = 0.08;

  /** 90th percentile of the share of onsets at which both hands cut. */
  public static final double HIGH_DOUBLES_SHARE = 0.38;

  /** 90th percentile of the share of dots among notes. */
  public static final double HIGH_DOTS_SHARE = 0.095;

  /**
   * The band of a difficulty.
   *
   * @param difficulty how hard
   * @return its notes a second
   */
  public static HumanBand of(Difficulty difficulty) {
    return switch (difficulty) {
      case EASY -> new HumanBand(1.09, 1.83);
      case NORMAL -> new HumanBand(1.66, 2.79);
      case HARD -> new HumanBand(2.40, 4.09);
      case EXPERT -> new HumanBand(3.09, 5.22);
      case EXPERT_PLUS -> new HumanBand(3.91, 6.52);
    };
  }

  /**
   * Whether a density is usual.
   *
   * @param nps notes a second
   * @return true between the percentiles
   */
  public boolean contains(double nps) {
    return nps >= lowNps && nps <= highNps;
  }

  /**
   * How far outside the band a density is, as a share of the edge that it passed.
   *
   * @param nps notes a second, at least 0
   * @return 0 inside; above 0 if too dense (1 is twice the 90th percentile), below 0 if too thin
   *     (-1 is no note at all)
   */
  public double excess(double nps) {
    return nps > highNps ? nps / highNps - 1 : nps < lowNps ? nps / lowNps - 1 : 0;
  }

  /**
   * The middle of the band: as many times the low end as the high end is times the middle.
   *
   * @return notes a second
   */
  public double middleNps() {
    return Math.sqrt(lowNps * highNps);
  }
}
