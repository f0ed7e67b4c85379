package io.beatweaver.model;

import io.beatweaver.grid.SongFeatures;

/** Windows of features that are in memory. */
record FeaturesInMemory(SongFeatures features) implements FeatureWindows {
  @Override
  public int rows() {
    return features.rows();
  }

  @Override
  public void copyRows(int fromRow, int count, float[] target, int targetOffset) {
    features.copyRows(fromRow, count, target, targetOffset);
  }

  @Override
  public SongFeatures toFeatures() {
    return features;
  }
}
