package io.beatweaver.storage.internal.parquet;

import java.util.Arrays;

/** Numbers the distinct ints of a sequence in the order of their first appearance. */
final class IntCodes {
  private static final int GOLDEN = 0x9E3779B9;

  private int[] values = new int[64];
  private int size;

  /** A number's code plus one; 0 where there is none. */
  private int[] slots = new int[256];

  void clear() {
    size = 0;
    Arrays.fill(slots, 0);
  }

  /** The number of a value, a new one if it is new. */
  int code(int value) {
    int slot = slot(value);
    if (slots[slot] == 0) {
      if (size == values.length) {
        grow();
        slot = slot(value);
      }
      values[size++] = value;
      slots[slot] = size;
    }
    return slots[slot] - 1;
  }

  int size() {
    return size;
  }

  int value(int code) {
    return values[code];
  }

  /** The slot that holds a value, or the empty one where it belongs. */
  private int slot(int value) {
    int mask = slots.length - 1;
    int slot = (value * GOLDEN >>> 7) & mask;
    while (slots[slot] != 0 && values[slots[slot] - 1] != value) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    values = Arrays.copyOf(values, values.length * 2);
    slots = new int[values.length * 4];
    for (int i = 0; i < size; i++) {
      slots[slot(values[i])] = i + 1;
    }
  }
}
