package io.beatweaver.unity.internal;

import io.beatweaver.InputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads numbers and names out of bytes in memory. Whatever would lie outside is an exception that
 * names the place; nothing is allocated before its size is known to be there.
 */
public final class ByteReader {
  private final ByteBuffer buffer;
  private final String file;
  private final String what;

  /**
   * @param bytes what to read, not copied
   * @param order of numbers
   * @param file named in exceptions
   * @param what the part of the file, named in exceptions
   */
  public ByteReader(byte[] bytes, ByteOrder order, String file, String what) {
    this.buffer = ByteBuffer.wrap(bytes).order(order);
    this.file = file;
    this.what = what;
  }

  public int position() {
    return buffer.position();
  }

  public int remaining() {
    return buffer.remaining();
  }

  public void seek(int position) throws InputException {
    if (position < 0 || position > buffer.limit()) {
      throw bad("leads outside");
    }
    buffer.position(position);
  }

  public void skip(long bytes) throws InputException {
    need(bytes);
    buffer.position(buffer.position() + (int) bytes);
  }

  /** To the next multiple of four, counted from where the bytes begin. */
  public void align4() throws InputException {
    skip(-buffer.position() & 3);
  }

  public int u8() throws InputException {
    need(1);
    return buffer.get() & 0xff;
  }

  public int u16() throws InputException {
    need(2);
    return buffer.getShort() & 0xffff;
  }

  public int i32() throws InputException {
    need(4);
    return buffer.getInt();
  }

  public long u32() throws InputException {
    return i32() & 0xffff_ffffL;
  }

  public long i64() throws InputException {
    need(8);
    return buffer.getLong();
  }

  public float f32() throws InputException {
    need(4);
    return buffer.getFloat();
  }

  public double f64() throws InputException {
    need(8);
    return buffer.getDouble();
  }

  public byte[] bytes(int length) throws InputException {
    need(length);
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }

  /** A count of things that take at least so many bytes each, all of which are still to come. */
  public int count(long leastBytesEach) throws InputException {
    int count = i32();
    if (count < 0 || count * leastBytesEach > remaining()) {
      throw bad("a count of " + count + ", more than there is room for");
    }
    return count;
  }

  /** Text up to a zero byte, at most so many bytes long. */
  public String name(int most) throws InputException {
    int from = buffer.position();
    int end = from;
    while (end < buffer.limit() && buffer.get(end) != 0) {
      if (end - from == most) {
        throw bad("a name of more than " + most + " bytes");
      }
      end++;
    }
    if (end == buffer.limit()) {
      throw bad("a name without an end");
    }
    byte[] text = bytes(end - from);
    buffer.position(end + 1);
    return new String(text, StandardCharsets.UTF_8);
  }

  public InputException bad(String reason) {
    return new InputException(file, what + ", byte " + buffer.position(), reason);
  }

  private void need(long bytes) throws InputException {
    if (bytes < 0 || bytes > buffer.remaining()) {
      throw new InputException(
          file,
          what + ", byte " + buffer.position(),
          "ends too early (" + bytes + " bytes wanted, " + buffer.remaining() + " left)");
    }
  }
}
