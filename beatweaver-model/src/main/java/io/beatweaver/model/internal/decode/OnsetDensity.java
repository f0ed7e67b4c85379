package io.beatweaver.model.internal.decode;

import io.beatweaver.grid.SongFeatures;

/**
 * How many onsets the onset head expects in a song: the sum of its chances over all rows, also when
 * a constant is added to its logits. Immutable, safe to share between threads.
 */
final class OnsetDensity {
  /** The logit of a row that isn't to be counted. */
  static final float NEVER = -1000;

  /** As far as logits are lowered, which no density needs. */
  private static final double MIN_SHIFT = -30;

  /** Halvings of the interval in which a shift is looked for: to about a millionth. */
  private static final int HALVINGS = 25;

  /** 60 dB below the song's loudest, in features that go from -80 dB at -1 to 0 dB at 1. */
  private static final float SILENCE_BELOW = -0.5f;

  private final float[] logits;
  private final boolean[] sounding;

  /** What is added to every shift, a row; none if empty. */
  private final float[] levels;

  /**
   * @param logits one a row of the song, not copied
   * @param sounding which rows may be raised, not copied
   */
  OnsetDensity(float[] logits, boolean[] sounding) {
    this(logits, sounding, new float[0]);
  }

  private OnsetDensity(float[] logits, boolean[] sounding, float[] levels) {
    this.logits = logits;
    this.sounding = sounding;
    this.levels = levels;
  }

  /**
   * The same song, with parts that every shift moves further or less far.
   *
   * @param newLevels what is added to a shift, one value a row of the song; not copied
   * @return a new view
   */
  OnsetDensity levelled(float[] newLevels) {
    return new OnsetDensity(logits, sounding, newLevels);
  }

  /**
   * Whether some parts are shifted further than others.
   *
   * @return true of what {@link #levelled} gave
   */
  boolean isLevelled() {
    return levels.length > 0;
  }

  /**
   * Rows of a part of the song that may have more onsets if they are wanted.
   *
   * @param fromRow first row
   * @param toRow row after the last, at most the song's
   * @return how many of them sound and are to be counted
   */
  int countedRows(int fromRow, int toRow) {
    int counted = 0;
    for (int row = fromRow; row < toRow; row++) {
      counted += sounding[row] && logits[row] != NEVER ? 1 : 0;
    }
    return counted;
  }

  /**
   * Which rows aren't silence: those where any band is louder than 60 dB below the song's loudest.
   *
   * @param features the song
   * @return one value a row
   */
  static boolean[] sounding(SongFeatures features) {
    boolean[] sounding = new boolean[features.rows()];
    for (int row = 0; row < sounding.length; row++) {
      for (int band = 0; band < SongFeatures.MEL_BANDS && !sounding[row]; band++) {
        sounding[row] = features.get(row, band) > SILENCE_BELOW;
      }
    }
    return sounding;
  }

  /**
   * The shift of one row.
   *
   * @param row of the song; past its end nothing sounds
   * @param shift the song's
   * @return the same and the row's level, but silence isn't raised
   */
  double shiftAt(int row, double shift) {
    double own = row < levels.length ? shift + levels[row] : shift;
    return own > 0 && !(row < sounding.length && sounding[row]) ? 0 : own;
  }

  /**
   * Expected onsets in a part of the song.
   *
   * @param fromRow first row
   * @param toRow row after the last
   * @param shift added to the logits, where positive only to those of rows that sound
   * @return the sum of the chances
   */
  double expected(int fromRow, int toRow, double shift) {
    double sum = 0;
    for (int row = fromRow; row < toRow; row++) {
      sum += 1 / (1 + Math.exp(-(logits[row] + shiftAt(row, shift))));
    }
    return sum;
  }

  /**
   * The shift that makes the expectation of the song from some row on what is wanted.
   *
   * @param fromRow the row
   * @param wanted onsets from there to the song's end
   * @param maxShift what a shift may be at most, at least 0
   * @return by bisection, to a millionth; the bound nearest to what is wanted if no shift gives it
   */
  double shiftFor(int fromRow, double wanted, double maxShift) {
    double low = MIN_SHIFT;
    double high = maxShift;
    if (expected(fromRow, logits.length, high) <= wanted) {
      return high;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (expected(fromRow, logits.length, middle) < wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
