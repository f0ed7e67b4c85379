package io.beatweaver.unity;

import io.beatweaver.InputException;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A clip's audio as a file that players know. Vorbis becomes Ogg without being decoded, bit by bit
 * what the game plays; 16-bit samples become WAV. Comes from {@link UnityBundle#audio}, to be used
 * while the bundle is open, by one thread.
 */
public interface BundleAudio {
  /**
   * The file's usual extension.
   *
   * @return {@code ogg} or {@code wav}
   */
  String extension();

  /**
   * Channels.
   *
   * @return 1 to 8; 0 if the clip is a whole file already, which says so itself
   */
  int channels();

  /**
   * Frames a second.
   *
   * @return the rate; 0 if the clip is a whole file already
   */
  int sampleRate();

  /**
   * The length.
   *
   * @return frames; 0 if the clip is a whole file already
   */
  long frames();

  /**
   * Writes the file; a few pages are held in memory.
   *
   * @param out where to, not closed
   * @throws InputException if the audio is damaged
   * @throws IOException if it can't be written, or the disk fails
   */
  void writeTo(OutputStream out) throws IOException;
}
