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
   * Whether the game plays a level's song in this format. A song in another is to be put into a
   * level as WAV.
   *
   * @return true for WAV and Ogg Vorbis
   */
  public boolean playedByGame() {
    return switch (this) {
      case WAV, OGG_VORBIS -> true;
      case MP3, FLAC -> false;
    };
  }

  /**
   * The usual file name extension, lower case and without a dot.
   *
   * @return {@code wav}, {@code ogg}, {@code mp3} or {@code flac}
   */
  public String extension() {
    return extension;
  }

  /**
   * The format's name where browsers are told.
   *
   * @return a MIME type
   */
  public String mimeType() {
    return switch (this) {
      case WAV -> "audio/wav";
      case OGG_VORBIS -> "audio/ogg";
      case MP3 -> "audio/mpeg";
      case FLAC -> "audio/flac";
    };
  }
}
