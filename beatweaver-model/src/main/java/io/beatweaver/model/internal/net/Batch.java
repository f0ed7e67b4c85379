package io.beatweaver.model.internal.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Windows to learn from, in Java arrays, so that another thread can prepare them.
 *
 * @param features [size][audioRows][81] float32, in a direct buffer of native order, which the
 *     engine reads in place: it must not change before the step is over
 * @param difficulties [size], 0..4
 * @param onsets [size][audioRows], 1 where the window's beatmap has a position, else 0
 * @param tracks [size] tokens
 * @param counted [size][tokens] whether a token is to be predicted (by the one before it)
 */
public record Batch(
    ByteBuffer features,
    int[] difficulties,
    float[] onsets,
    List<TokenTrack> tracks,
    boolean[][] counted) {

  /**
   * A buffer for features.
   *
   * @param values how many float32 it holds
   * @return a direct buffer of native order
   */
  public static ByteBuffer buffer(int values) {
    return ByteBuffer.allocateDirect(values * Float.BYTES).order(ByteOrder.nativeOrder());
  }

  /**
   * Number of windows.
   *
   * @return at least 1
   */
  public int size() {
    return difficulties.length;
  }

  /**
   * Tokens to predict.
   *
   * @return their number in all windows
   */
  public int countedTokens() {
    int count = 0;
    for (boolean[] window : counted) {
      for (boolean token : window) {
        count += token ? 1 : 0;
      }
    }
    return count;
  }
}
