package io.beatweaver.audio;

/** Takes mono samples piece by piece. */
@FunctionalInterface
public interface SampleSink {
  /**
   * Takes the next samples.
   *
   * @param samples has them; may change once this returns
   * @param offset where they begin
   * @param count how many, at least 0
   */
  void accept(float[] samples, int offset, int count);
}
