package io.beatweaver.audio.internal;

import io.beatweaver.audio.SampleSink;

/**
 * Takes a signal piece by piece at one rate and gives it at another, sample m of the output at
 * input time {@code m * down / up}, silence outside. What comes out doesn't depend on the pieces.
 * Used once, by one thread.
 */
public interface StreamResampler {
  /**
   * Takes the next samples.
   *
   * @param in has them
   * @param offset where they begin
   * @param count how many
   * @param out gets what is ready
   */
  void push(float[] in, int offset, int count, SampleSink out);

  /**
   * Ends the signal.
   *
   * @param out gets the rest: n samples have become {@code ceil(n * up / down)} then
   */
  void finish(SampleSink out);
}
