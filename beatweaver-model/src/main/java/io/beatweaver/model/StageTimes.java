package io.beatweaver.model;

import java.time.Duration;

/**
 * How long each stage of a level took, by the clock.
 *
 * @param decoding song file to samples
 * @param tempo the transform of the song, and finding tempo and first beat in it unless given
 * @param features laying the transform on the beat grids of song and level
 * @param generation features to beatmaps
 * @param writing beatmaps to the level's files
 */
public record StageTimes(
    Duration decoding, Duration tempo, Duration features, Duration generation, Duration writing) {
  /**
   * All stages together.
   *
   * @return their sum
   */
  public Duration total() {
    return decoding.plus(tempo).plus(features).plus(generation).plus(writing);
  }
}
