package io.beatweaver.model;

import io.beatweaver.storage.CachedSong;
import java.io.IOException;

/** Windows of features that lie in a cache's mapped files. */
record FeaturesOnDisk(CachedSong song) implements FeatureWindows {
  @Override
  public int rows() {
    return song.rows();
  }

  @Override
  public void copyRows(int fromRow, int count, float[] target, int targetOffset)
      throws IOException {
    song.copyRows(fromRow, count, target, targetOffset);
  }
}
