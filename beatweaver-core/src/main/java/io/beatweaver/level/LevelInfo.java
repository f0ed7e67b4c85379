package io.beatweaver.level;

import io.beatweaver.tempo.TempoMap;
import java.util.Objects;

/**
 * What a level says of itself and its song. Text is never null; what a file leaves out is empty.
 *
 * @param title the song's title
 * @param subTitle the song's subtitle
 * @param artist the song's artist
 * @param mapper who made the level
 * @param bpm base tempo, {@link TempoMap#MIN_BPM} to {@link TempoMap#MAX_BPM} beats a minute
 * @param songFile the audio file's name, relative to the level
 * @param songTimeOffset seconds: a note at map time t sounds at t + offset of the audio
 * @param coverFile the picture's name, may be empty
 * @param environment the stage's name, may be empty
 * @param previewStart where the preview begins, seconds
 * @param previewDuration how long the preview is, seconds
 * @param version the info file's version as it says itself
 * @param extras what else the info file says, colour schemes and custom data among it; at place
 *     {@code song} and {@code audio} what v4 says there, at {@code audioData} the rest of its audio
 *     data
 */
public record LevelInfo(
    String title,
    String subTitle,
    String artist,
    String mapper,
    double bpm,
    String songFile,
    double songTimeOffset,
    String coverFile,
    String environment,
    double previewStart,
    double previewDuration,
    String version,
    Extras extras) {
  /** Refuses null, and a tempo or an offset that is none; half a character becomes U+FFFD. */
  public LevelInfo {
    title = Checks.text(title, "title");
    subTitle = Checks.text(subTitle, "subTitle");
    artist = Checks.text(artist, "artist");
    mapper = Checks.text(mapper, "mapper");
    songFile = Checks.text(songFile, "songFile");
    coverFile = Checks.text(coverFile, "coverFile");
    environment = Checks.text(environment, "environment");
    version = Checks.text(version, "version");
    Checks.finite(songTimeOffset, "songTimeOffset");
    Checks.finite(previewStart, "previewStart");
    Checks.finite(previewDuration, "previewDuration");
    if (!TempoMap.isTempo(bpm)) {
      throw new IllegalArgumentException("bpm must be a tempo: " + bpm);
    }
    Objects.requireNonNull(extras, "extras");
  }

  /**
   * An info without extras.
   *
   * @param title the song's title
   * @param subTitle the song's subtitle
   * @param artist the song's artist
   * @param mapper who made the level
   * @param bpm base tempo
   * @param songFile the audio file's name
   * @param songTimeOffset seconds
   * @param coverFile the picture's name
   * @param environment the stage's name
   * @param previewStart where the preview begins, seconds
   * @param previewDuration how long the preview is, seconds
   * @param version the info file's version
   */
  public LevelInfo(
      String title,
      String subTitle,
      String artist,
      String mapper,
      double bpm,
      String songFile,
      double songTimeOffset,
      String coverFile,
      String environment,
      double previewStart,
      double previewDuration,
      String version) {
    this(
        title,
        subTitle,
        artist,
        mapper,
        bpm,
        songFile,
        songTimeOffset,
        coverFile,
        environment,
        previewStart,
        previewDuration,
        version,
        Extras.NONE);
  }

  /**
   * This info with other extras.
   *
   * @param extras of the family of the info file: V2 for levels of V2 and V3, V4 for those of V4
   * @return a new info
   */
  public LevelInfo withExtras(Extras extras) {
    return new LevelInfo(
        title,
        subTitle,
        artist,
        mapper,
        bpm,
        songFile,
        songTimeOffset,
        coverFile,
        environment,
        previewStart,
        previewDuration,
        version,
        extras);
  }

  /**
   * This info with custom data of its own, in place of all extras.
   *
   * @param target the format that the level is going to be written in
   * @param json a JSON object, what the info file says as custom data
   * @return a new info
   * @throws IllegalArgumentException if that is no JSON
   */
  public LevelInfo withCustomData(LevelFormat target, String json) {
    return withExtras(Extras.ofCustomData(target.infoFamily(), json));
  }

  /**
   * The least a level needs.
   *
   * @param title the song's title
   * @param artist the song's artist
   * @param mapper who made the level
   * @param bpm base tempo
   * @param songFile the audio file's name
   * @return the info, everything else empty
   */
  public static LevelInfo of(
      String title, String artist, String mapper, double bpm, String songFile) {
    return new LevelInfo(
        title, "", artist, mapper, bpm, songFile, 0, "", "DefaultEnvironment", 0, 10, "");
  }
}
