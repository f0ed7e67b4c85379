package io.beatweaver.storage.internal;

import io.beatweaver.InputException;

/** Stored ints that must be in their column's range; Parquet has them as 32 bits. */
final class Range {
  private Range() {}

  static byte toByte(int value) throws InputException {
    if (value != (byte) value) {
      throw new InputException("", "", "no int8: " + value);
    }
    return (byte) value;
  }

  static short toShort(int value) throws InputException {
    if (value != (short) value) {
      throw new InputException("", "", "no int16: " + value);
    }
    return (short) value;
  }
}
