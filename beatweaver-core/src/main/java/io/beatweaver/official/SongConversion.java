package io.beatweaver.official;

import io.beatweaver.InputException;
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
   * @throws InputException if the song can't be decoded; it is then left as Ogg
   * @throws IOException if the file can't be written; that ends the extraction
   */
  void convert(Path ogg, Path wav) throws IOException;
}
