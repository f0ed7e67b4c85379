package io.beatweaver.audio;

/** The song file formats that can be read. */
public enum AudioFormat {
  /** RIFF or RF64 wave with linear PCM or floating-point samples. */
  WAV("wav"),
  /** Vorbis in an Ogg container, also under the game's name {@code .egg}. */
  OGG_VORBIS("ogg"),
  /** MPEG 1, 2 or 2.5 audio, layer III. */
  MP3("mp3"),
  /** FLAC in its own container. */
  FLAC("flac");

  private final String extension;

  AudioFormat(String extension) {
    this.extension = extension;
  }

  /**
   * The usual file name extension, lower case and without a dot.
   *
   * @return {@code wav}, {@code ogg}, {@code mp3} or {@code flac}
   */
  public String extension() {
    return extension;
  }
}
