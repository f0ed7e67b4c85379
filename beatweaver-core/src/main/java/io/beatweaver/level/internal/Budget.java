package io.beatweaver.level.internal;

import io.beatweaver.InputException;

/** How much a file may still hold: rows of interest and pieces of carried JSON together. */
final class Budget {
  private int left;

  Budget(int left) {
    this.left = left;
  }

  Budget copy() {
    return new Budget(left);
  }

  int left() {
    return left;
  }

  void take(String place, int count) throws InputException {
    left -= count;
    if (left < 0) {
      throw new InputException("", place, "too many objects");
    }
  }
}
