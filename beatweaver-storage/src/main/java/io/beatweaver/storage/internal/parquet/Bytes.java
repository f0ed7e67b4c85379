package io.beatweaver.storage.internal.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow at their end, little endian, with the variable-length ints of Parquet. */
final class Bytes {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] array;
  private int size;

  Bytes(int capacity) {
    array = new byte[capacity];
  }

  byte[] array() {
    return array;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** Room for so many bytes more; the caller writes into {@link #array()} and sets the size. */
  int reserve(int more) {
    long needed = (long) size + more;
    if (needed > array.length) {
      if (needed > Integer.MAX_VALUE - 16) {
        throw new IllegalArgumentException("a row group of more than 2 GiB");
      }
      array = Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 16, needed * 3 / 2 + 64));
    }
    return size;
  }

  void setSize(int newSize) {
    size = newSize;
  }

  void put(int value) {
    reserve(1);
    array[size++] = (byte) value;
  }

  void putInt(int value) {
    reserve(4);
    INT.set(array, size, value);
    size += 4;
  }

  void setInt(int at, int value) {
    INT.set(array, at, value);
  }

  void putLong(long value) {
    reserve(8);
    LONG.set(array, size, value);
    size += 8;
  }

  void put(byte[] bytes, int offset, int length) {
    reserve(length);
    System.arraycopy(bytes, offset, array, size, length);
    size += length;
  }

  void put(byte[] bytes) {
    put(bytes, 0, bytes.length);
  }

  /** An unsigned int of seven bits a byte. */
  void putVarint(int value) {
    int left = value;
    while ((left & ~0x7F) != 0) {
      put(left & 0x7F | 0x80);
      left >>>= 7;
    }
    put(left);
  }

  /** A signed int as Thrift's compact protocol has it. */
  void putZigzag(int value) {
    putVarint(value << 1 ^ value >> 31);
  }

  static int getInt(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  static long getLong(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }
}
