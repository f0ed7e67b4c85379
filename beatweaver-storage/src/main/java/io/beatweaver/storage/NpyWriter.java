package io.beatweaver.storage;

import io.beatweaver.file.AtomicFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Writes matrices that NumPy reads ({@code numpy.load}): .npy format 1.0, float32 little-endian,
 * row after row.
 */
public final class NpyWriter {
  /** NumPy aligns the data to this. */
  private static final int ALIGNMENT = 64;

  /** Magic, version and the header's length. */
  private static final int PREAMBLE = 10;

  private NpyWriter() {}

  /**
   * Writes a matrix; the file is there as a whole or not at all.
   *
   * @param file where it goes; a file that is there is replaced, folders that are missing are made
   * @param values {@code rows * columns} values, value {@code (r, c)} at {@code r * columns + c}
   * @param rows at least 0
   * @param columns at least 0
   * @throws IllegalArgumentException if there are not {@code rows * columns} values, or more than a
   *     file of 2 GiB takes
   * @throws IOException if it can't be written
   */
  public static void write(Path file, float[] values, int rows, int columns) throws IOException {
    if (rows < 0 || columns < 0 || (long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          values.length + " values are not " + rows + " rows of " + columns);
    }
    if (values.length > Integer.MAX_VALUE / Float.BYTES) {
      throw new IllegalArgumentException("too many values: " + values.length);
    }
    String shape =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }";
    int unpadded = PREAMBLE + shape.length() + 1;
    int headerLength = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - PREAMBLE;
    ByteBuffer header = ByteBuffer.allocate(PREAMBLE + headerLength).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    header.put((byte) 1).put((byte) 0).putShort((short) headerLength);
    header.put(shape.getBytes(StandardCharsets.US_ASCII));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    header.put((byte) '\n');
    ByteBuffer data =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    try {
      AtomicFiles.write(file, header.flip(), data);
    } catch (FileSystemException e) {
      // Its own message names a temporary file that is gone.
      String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      throw new IOException(file + ": can't be written: " + reason, e);
    } catch (IOException e) {
      throw new IOException(file + ": can't be written: " + e.getMessage(), e);
    }
  }
}
