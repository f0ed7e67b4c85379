package io.beatweaver.grid;

import java.util.Arrays;

/**
 * What a song sounds like on the {@link BeatGrid}: one row of {@value #COLUMNS} values a step, row
 * 0 at beat 0. Columns 0..79 are log-mel bands, low to high; column 80 is the onset envelope. All
 * are normalised to about [-1, 1] with silence at {@link #SILENCE}.
 *
 * <p>Frame-major: value {@code (row, column)} is at {@code row * COLUMNS + column}, so a window is
 * one contiguous slice. Immutable and safe to share between threads; {@link #copyRows} is the way
 * to the numbers.
 */
public final class SongFeatures {
  /** Log-mel bands a row. */
  public static final int MEL_BANDS = 80;

  /** The onset envelope's column. */
  public static final int ONSET_COLUMN = MEL_BANDS;

  /** Values a row: {@value #MEL_BANDS} bands and the onset envelope. */
  public static final int COLUMNS = MEL_BANDS + 1;

  /** The value of silence in every column; also what rows outside the song read as. */
  public static final float SILENCE = -1f;

  private final float[] values;
  private final int rows;

  private SongFeatures(float[] values, int rows) {
    this.values = values;
    this.rows = rows;
  }

  /**
   * Takes ownership of an array: the caller must not change it afterwards.
   *
   * @param values {@code rows * COLUMNS} finite values, frame-major
   * @return the features
   * @throws IllegalArgumentException if the length is no multiple of {@link #COLUMNS}
   */
  public static SongFeatures wrap(float[] values) {
    if (values.length % COLUMNS != 0) {
      throw new IllegalArgumentException(
          values.length + " values are no whole number of rows of " + COLUMNS);
    }
    return new SongFeatures(values, values.length / COLUMNS);
  }

  /**
   * Rows, one a step from beat 0 to the end of the song.
   *
   * @return at least 0
   */
  public int rows() {
    return rows;
  }

  /**
   * One value.
   *
   * @param row 0..rows-1
   * @param column 0..{@value #COLUMNS}-1
   * @return the value
   */
  public float get(int row, int column) {
    return values[row * COLUMNS + column];
  }

  /**
   * Copies a window; rows before 0 or past the end are filled with {@link #SILENCE}.
   *
   * @param fromRow first row, may be negative
   * @param count rows to copy, at least 0
   * @param target receives {@code count * COLUMNS} values
   * @param targetOffset where in the target the first value goes
   */
  public void copyRows(int fromRow, int count, float[] target, int targetOffset) {
    int first = (int) Math.max(0, Math.min(count, -(long) fromRow));
    int last = (int) Math.max(first, Math.min(count, (long) rows - fromRow));
    Arrays.fill(target, targetOffset, targetOffset + first * COLUMNS, SILENCE);
    if (last > first) {
      System.arraycopy(
          values,
          (fromRow + first) * COLUMNS,
          target,
          targetOffset + first * COLUMNS,
          (last - first) * COLUMNS);
    }
    Arrays.fill(target, targetOffset + last * COLUMNS, targetOffset + count * COLUMNS, SILENCE);
  }

  /**
   * A copy of the onset envelope.
   *
   * @return one value a row
   */
  public float[] onsets() {
    float[] onsets = new float[rows];
    for (int row = 0; row < rows; row++) {
      onsets[row] = values[row * COLUMNS + ONSET_COLUMN];
    }
    return onsets;
  }

  /**
   * A copy of all values, frame-major.
   *
   * @return {@code rows * COLUMNS} values
   */
  public float[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SongFeatures that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
