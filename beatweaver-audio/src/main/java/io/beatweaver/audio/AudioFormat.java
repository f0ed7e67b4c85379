package io.beatweaver.audio;

/** The song file formats that can be read. */
public enum AudioFormat {
  /** RIFF or RF64 wave with linear PCM or floating-point samples. */
  WAV("wav"),
  /** Vorbis in an Ogg container, also under the game's name {@code .egg}. */
  OGG_VORBIS("ogg");

  private final String extension;

  AudioFormat(String extension) {
    this.extension = extension;
  }

  /**
   * The usual file name extension, lower case and without a dot.
   *
   * @return {@code wav} or {@code ogg}
   */
  public String extension() {
    return extension;
  }
}
