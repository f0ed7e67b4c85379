package io.beatweaver.demo.internal;

/** White noise in -1..1: Marsaglia's 32-bit xorshift, quick and the same everywhere. */
final class Noise {
  private int state;

  Noise(long seed) {
    state = (int) Dice.mix(seed, 0x4E) | 1;
  }

  float next() {
    int x = state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    state = x;
    return x * 0x1p-31f;
  }
}
