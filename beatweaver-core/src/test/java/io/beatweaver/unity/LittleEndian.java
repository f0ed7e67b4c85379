package io.beatweaver.unity;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Numbers and names as bytes, lowest first unless it is told otherwise. */
public final class LittleEndian {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final boolean big;

  public LittleEndian() {
    this(false);
  }

  LittleEndian(boolean big) {
    this.big = big;
  }

  private LittleEndian number(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> 8 * (big ? bytes - 1 - i : i)));
    }
    return this;
  }

  public LittleEndian u8(int value) {
    return number(value, 1);
  }

  public LittleEndian u16(int value) {
    return number(value, 2);
  }

  public LittleEndian i32(long value) {
    return number(value, 4);
  }

  public LittleEndian i64(long value) {
    return number(value, 8);
  }

  public LittleEndian f32(float value) {
    return number(Float.floatToRawIntBits(value), 4);
  }

  public LittleEndian f64(double value) {
    return number(Double.doubleToRawLongBits(value), 8);
  }

  public LittleEndian bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** Text with a zero byte after it. */
  public LittleEndian name(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8)).u8(0);
  }

  /** Text with its length before it, padded to four. */
  public LittleEndian string(String text) {
    return string(text.getBytes(StandardCharsets.UTF_8));
  }

  public LittleEndian string(byte[] text) {
    return i32(text.length).bytes(text).align(4);
  }

  public LittleEndian pointer(int file, long path) {
    return i32(file).i64(path);
  }

  public LittleEndian align(int to) {
    while (out.size() % to != 0) {
      out.write(0);
    }
    return this;
  }

  public int size() {
    return out.size();
  }

  public byte[] done() {
    return out.toByteArray();
  }
}
