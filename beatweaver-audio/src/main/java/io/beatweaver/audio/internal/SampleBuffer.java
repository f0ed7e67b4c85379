package io.beatweaver.audio.internal;

import java.util.ArrayList;
import java.util.List;

/** Samples that are collected without knowing how many will come. */
final class SampleBuffer {
  private static final int CHUNK = 1 << 18;

  private final List<float[]> chunks = new ArrayList<>();
  private long size;

  long size() {
    return size;
  }

  void add(float sample) {
    int at = (int) (size % CHUNK);
    if (at == 0) {
      chunks.add(new float[CHUNK]);
    }
    chunks.get(chunks.size() - 1)[at] = sample;
    size++;
  }

  /** Copies {@code from..to-1}; the range must lie inside and fit an array. */
  float[] copy(long from, long to) {
    float[] all = new float[Math.toIntExact(to - from)];
    for (long at = from; at < to; ) {
      int offset = (int) (at % CHUNK);
      int count = (int) Math.min(CHUNK - offset, to - at);
      System.arraycopy(chunks.get((int) (at / CHUNK)), offset, all, (int) (at - from), count);
      at += count;
    }
    return all;
  }
}
