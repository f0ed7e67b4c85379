package io.beatweaver.audio.internal;

import io.beatweaver.audio.AudioSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a source to its end into one array. Where the expected length is right the array is made
 * once; what comes beyond it is collected in pieces and joined.
 */
public final class SampleBuffer {
  private static final int PIECE = 1 << 18;

  private SampleBuffer() {}

  /**
   * @param source at its start
   * @param expected how many samples are believed to come; as many are allocated at once
   * @param most the most that may come
   * @return all samples, or null if there are more than {@code most}
   */
  public static float[] readAll(AudioSource source, int expected, long most) throws IOException {
    float[] first = new float[expected];
    int size = 0;
    for (int got; size < expected && (got = source.read(first, size, expected - size)) > 0; ) {
      size += got;
    }
    if (size < expected) {
      return Arrays.copyOf(first, size);
    }
    List<float[]> pieces = new ArrayList<>();
    float[] piece = new float[Math.min(PIECE, 1 << 12)];
    int used = 0;
    long total = size;
    for (int got; (got = source.read(piece, used, piece.length - used)) > 0; ) {
      used += got;
      total += got;
      if (total > most) {
        return null;
      }
      if (used == piece.length) {
        pieces.add(piece);
        piece = new float[PIECE];
        used = 0;
      }
    }
    if (total > most) {
      return null;
    }
    return total == size ? first : join(first, pieces, piece, used, (int) total);
  }

  private static float[] join(
      float[] first, List<float[]> pieces, float[] last, int used, int total) {
    float[] all = Arrays.copyOf(first, total);
    int at = first.length;
    for (float[] piece : pieces) {
      System.arraycopy(piece, 0, all, at, piece.length);
      at += piece.length;
    }
    System.arraycopy(last, 0, all, at, used);
    return all;
  }
}
