package io.beatweaver.storage.internal.cache;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.storage.internal.Half;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Features as float16.
 *
 * @param bytes {@code rows * 81} values, little-endian
 * @param rounded what a reader gets of them
 */
public record HalfValues(ByteBuffer bytes, SongFeatures rounded) {
  /**
   * Rounds features.
   *
   * @param features any
   * @return their float16 values
   * @throws IllegalArgumentException if one is no finite float16, or they don't fit into a shard
   */
  public static HalfValues of(SongFeatures features) {
    if (features.rows() > EntryHeader.MAX_ROWS) {
      throw new IllegalArgumentException(
          features.rows() + " rows are more than a cache takes, " + EntryHeader.MAX_ROWS);
    }
    float[] values = features.toArray();
    ByteBuffer bytes =
        ByteBuffer.allocate(EntryHeader.valueBytes(features.rows())).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      short half = Half.ofFloat(values[i]);
      float rounded = Half.toFloat(half);
      if (!Float.isFinite(rounded)) {
        throw new IllegalArgumentException(
            "row "
                + i / SongFeatures.COLUMNS
                + ", column "
                + i % SongFeatures.COLUMNS
                + ": no finite float16: "
                + values[i]);
      }
      values[i] = rounded;
      bytes.putShort(half);
    }
    return new HalfValues(bytes.flip(), SongFeatures.wrap(values));
  }
}
