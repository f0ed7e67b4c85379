package io.beatweaver.storage;

/**
 * A song's notes as primitive columns, all beatmaps after one another: {@link
 * SongEntry#firstRow(StoreSchema, int)} says where a beatmap begins. Meant to be filled again and
 * again: arrays grow as needed and are never shrunk, so only the first {@link #size()} values
 * count.
 *
 * <p>The arrays are the object's own; whoever holds the object may read and change them until it is
 * filled again, which may replace them. Not safe for several threads.
 */
public final class NoteColumns {
  private int size;
  private float[] beats = new float[0];
  private float[] seconds = new float[0];
  private byte[] x = new byte[0];
  private byte[] y = new byte[0];
  private byte[] colors = new byte[0];
  private byte[] directions = new byte[0];
  private short[] angles = new short[0];

  /** Empty columns. */
  public NoteColumns() {}

  /**
   * How many notes there are.
   *
   * @return at least 0
   */
  public int size() {
    return size;
  }

  /**
   * Where: beats, not falling within a beatmap.
   *
   * @return at least {@link #size()} values
   */
  public float[] beats() {
    return beats;
  }

  /**
   * When: seconds of audio.
   *
   * @return at least {@link #size()} values
   */
  public float[] seconds() {
    return seconds;
  }

  /**
   * Columns of the grid, 0..3; outside of it for mapping extensions.
   *
   * @return at least {@link #size()} values
   */
  public byte[] x() {
    return x;
  }

  /**
   * Rows of the grid, 0..2; outside of it for mapping extensions.
   *
   * @return at least {@link #size()} values
   */
  public byte[] y() {
    return y;
  }

  /**
   * Colours: 0 left, 1 right.
   *
   * @return at least {@link #size()} values
   */
  public byte[] colors() {
    return colors;
  }

  /**
   * Cut directions, 0..8; outside of it for mapping extensions.
   *
   * @return at least {@link #size()} values
   */
  public byte[] directions() {
    return directions;
  }

  /**
   * Angle offsets, degrees.
   *
   * @return at least {@link #size()} values
   */
  public short[] angles() {
    return angles;
  }

  /**
   * Makes room; the values are the caller's to set.
   *
   * @param rows the new size
   */
  public void resize(int rows) {
    size = rows;
    if (beats.length < rows) {
      beats = new float[rows];
      seconds = new float[rows];
      x = new byte[rows];
      y = new byte[rows];
      colors = new byte[rows];
      directions = new byte[rows];
      angles = new short[rows];
    }
  }
}
