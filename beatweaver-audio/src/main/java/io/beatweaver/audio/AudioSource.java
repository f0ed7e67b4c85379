package io.beatweaver.audio;

import io.beatweaver.InputException;
import io.beatweaver.level.ReadWarning;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * The mono samples of a song, a few at a time, so that a song's length costs no memory. {@link
 * AudioDecoder#open} gives one for a file; each format's decoder stands behind this interface.
 *
 * <p>Not thread-safe: one thread at a time may use a source. Whoever opened it closes it.
 *
 * <pre>{@code
 * float[] samples = new float[8192];
 * try (AudioSource song = AudioDecoder.open(file)) {
 *   for (int count; (count = song.read(samples, 0, samples.length)) > 0; ) {
 *     take(samples, count);
 *   }
 * }
 * }</pre>
 */
public interface AudioSource extends Closeable {
  /**
   * How the song is stored.
   *
   * @return the format
   */
  AudioFormat format();

  /**
   * Samples a second.
   *
   * @return {@value AudioDecoder#MIN_SAMPLE_RATE} to {@value AudioDecoder#MAX_SAMPLE_RATE}
   */
  int sampleRate();

  /**
   * The channels of the file, whose mean the samples are.
   *
   * @return 1 to {@value AudioDecoder#MAX_CHANNELS}
   */
  int channels();

  /**
   * How many samples the file says it has. A damaged file may hold fewer or more; only reading to
   * the end tells.
   *
   * @return samples, or -1 where the file doesn't say
   */
  long expectedFrames();

  /**
   * Gives the next samples, the mean of all channels, about [-1, 1], none beyond 2^32.
   *
   * @param mono receives them; the caller keeps it
   * @param offset where in the array
   * @param length how many at most, above 0
   * @return how many were written, at least 1, or -1 at the end
   * @throws InputException if the file is damaged here or holds no audio at all; the source can't
   *     be used any further
   * @throws IOException if the disk fails
   */
  int read(float[] mono, int offset, int length) throws IOException;

  /**
   * What was wrong with the file and passed over so far; complete once the end is reached.
   *
   * @return file, place and reason of each, a copy
   */
  List<ReadWarning> warnings();
}
