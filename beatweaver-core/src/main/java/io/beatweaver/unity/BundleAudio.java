package io.beatweaver.unity;

import io.beatweaver.InputException;
import io.beatweaver.unity.internal.ClipAudio;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A clip's audio as a file that players know. Vorbis becomes Ogg without being decoded, bit by bit
 * what the game plays; 16-bit samples become WAV. To be used while its bundle is open, by one
 * thread.
 */
public final class BundleAudio {
  private final ClipAudio audio;

  BundleAudio(ClipAudio audio) {
    this.audio = audio;
  }

  /**
   * The file's usual extension.
   *
   * @return {@code ogg} or {@code wav}
   */
  public String extension() {
    return audio.extension();
  }

  /**
   * Channels.
   *
   * @return 1 to 8; 0 if the clip is a whole file already, which says so itself
   */
  public int channels() {
    return audio.channels();
  }

  /**
   * Frames a second.
   *
   * @return the rate; 0 if the clip is a whole file already
   */
  public int sampleRate() {
    return audio.sampleRate();
  }

  /**
   * The length.
   *
   * @return frames; 0 if the clip is a whole file already
   */
  public long frames() {
    return audio.frames();
  }

  /**
   * Writes the file; a few pages are held in memory.
   *
   * @param out where to, not closed
   * @throws InputException if the audio is damaged
   * @throws IOException if it can't be written, or the disk fails
   */
  public void writeTo(OutputStream out) throws IOException {
    audio.writeTo(out);
  }
}
