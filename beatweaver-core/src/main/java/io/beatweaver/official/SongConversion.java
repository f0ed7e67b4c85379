package io.beatweaver.official;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes WAV of Ogg Vorbis, for an extraction that is asked for WAV. This module decodes no audio;
 * with {@code beatweaver-audio} one line does it.
 */
@FunctionalInterface
public interface SongConversion {
  /**
   * Converts a song; called by several threads for different files.
   *
   * @param ogg the song as extracted
   * @param wav the file to write, in the same folder
   * @throws IOException if the song can't be decoded or the file not written
   */
  void convert(Path ogg, Path wav) throws IOException;
}
