package io.beatweaver.model;

import io.beatweaver.dressing.DressingOptions;
import io.beatweaver.level.LevelFormat;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * What a {@link LevelGenerator} makes of a song.
 *
 * <pre>{@code
 * LevelOptions options = LevelOptions.defaults()
 *     .withTitle("Night Drive")
 *     .withTempo(128, 0.35);
 * }</pre>
 *
 * @param generation how the beatmaps are written
 * @param bpm the song's tempo, {@value #MIN_BPM} to {@value #MAX_BPM}; empty to have it estimated
 * @param firstBeatSeconds where beat 0 is in the audio, from less than a bar before its start to
 *     its end; empty to have it measured, at the tempo given or else at the one estimated
 * @param title the song's title; blank for the song's file name without its suffix
 * @param artist the song's artist, may be empty
 * @param mapper who made the level, may be empty
 * @param format the format of the level's files
 * @param cover a picture to go with it; empty to have one drawn of the song's spectrogram
 * @param dressing what goes around the notes; chains are left out of V2, which can't hold them
 * @param replace whether a level at the target may be replaced
 */
public record LevelOptions(
    GenerationOptions generation,
    OptionalDouble bpm,
    OptionalDouble firstBeatSeconds,
    String title,
    String artist,
    String mapper,
    LevelFormat format,
    Optional<Path> cover,
    DressingOptions dressing,
    boolean replace) {
  /** The slowest tempo that can be meant: 6 seconds a beat. */
  public static final double MIN_BPM = 10;

  /** The fastest tempo that can be meant. */
  public static final double MAX_BPM = 1000;

  /** Refuses null, and a tempo that is none. */
  public LevelOptions {
    Objects.requireNonNull(generation, "generation");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(artist, "artist");
    Objects.requireNonNull(mapper, "mapper");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(cover, "cover");
    Objects.requireNonNull(dressing, "dressing");
    if (bpm.isPresent() && !(bpm.getAsDouble() >= MIN_BPM && bpm.getAsDouble() <= MAX_BPM)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "bpm must be from %.0f to %.0f: %s",
              MIN_BPM,
              MAX_BPM,
              bpm.getAsDouble()));
    }
    if (firstBeatSeconds.isPresent() && !Double.isFinite(firstBeatSeconds.getAsDouble())) {
      throw new IllegalArgumentException(
          "the first beat must be finite: " + firstBeatSeconds.getAsDouble());
    }
  }

  /**
   * {@link GenerationOptions#defaults()}, tempo estimated, named after the song's file, in the
   * format that every game version reads, with a drawn cover, fully dressed, replacing nothing.
   *
   * @return the defaults
   */
  public static LevelOptions defaults() {
    return new LevelOptions(
        GenerationOptions.defaults(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "",
        "",
        "BeatWeaver",
        LevelFormat.V2,
        Optional.empty(),
        DressingOptions.ALL,
        false);
  }

  /**
   * These options with other beatmaps.
   *
   * @param newGeneration how the beatmaps are written
   * @return the options
   */
  public LevelOptions withGeneration(GenerationOptions newGeneration) {
    return with(draft -> draft.generation = newGeneration);
  }

  /**
   * These options with a known tempo.
   *
   * @param newBpm beats a minute, {@value #MIN_BPM} to {@value #MAX_BPM}
   * @param newFirstBeatSeconds where beat 0 is in the audio
   * @return the options
   */
  public LevelOptions withTempo(double newBpm, double newFirstBeatSeconds) {
    return withBpm(newBpm).withFirstBeatSeconds(newFirstBeatSeconds);
  }

  /**
   * These options with a known tempo, beat 0 where {@link #firstBeatSeconds()} says.
   *
   * @param newBpm beats a minute, {@value #MIN_BPM} to {@value #MAX_BPM}
   * @return the options
   */
  public LevelOptions withBpm(double newBpm) {
    return with(draft -> draft.bpm = OptionalDouble.of(newBpm));
  }

  /**
   * These options with a known first beat.
   *
   * @param newFirstBeatSeconds where beat 0 is in the audio
   * @return the options
   */
  public LevelOptions withFirstBeatSeconds(double newFirstBeatSeconds) {
    return with(draft -> draft.firstBeatSeconds = OptionalDouble.of(newFirstBeatSeconds));
  }

  /**
   * These options with another title.
   *
   * @param newTitle the song's title, blank for its file name
   * @return the options
   */
  public LevelOptions withTitle(String newTitle) {
    return with(draft -> draft.title = newTitle);
  }

  /**
   * These options with another artist.
   *
   * @param newArtist the song's artist
   * @return the options
   */
  public LevelOptions withArtist(String newArtist) {
    return with(draft -> draft.artist = newArtist);
  }

  /**
   * These options with another mapper.
   *
   * @param newMapper who made the level
   * @return the options
   */
  public LevelOptions withMapper(String newMapper) {
    return with(draft -> draft.mapper = newMapper);
  }

  /**
   * These options with another format.
   *
   * @param newFormat the format of the level's files
   * @return the options
   */
  public LevelOptions withFormat(LevelFormat newFormat) {
    return with(draft -> draft.format = newFormat);
  }

  /**
   * These options with a cover.
   *
   * @param newCover a picture's file
   * @return the options
   */
  public LevelOptions withCover(Path newCover) {
    return with(draft -> draft.cover = Optional.of(newCover));
  }

  /**
   * These options with other things around the notes.
   *
   * @param newDressing what is added
   * @return the options
   */
  public LevelOptions withDressing(DressingOptions newDressing) {
    return with(draft -> draft.dressing = newDressing);
  }

  /**
   * These options with or without leave to replace a level.
   *
   * @param newReplace whether a level at the target may be replaced
   * @return the options
   */
  public LevelOptions withReplace(boolean newReplace) {
    return with(draft -> draft.replace = newReplace);
  }

  private LevelOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.build();
  }

  /**
   * The options while one of them changes: each has its name here, where a constructor has places.
   */
  private static final class Draft {
    private GenerationOptions generation;
    private OptionalDouble bpm;
    private OptionalDouble firstBeatSeconds;
    private String title;
    private String artist;
    private String mapper;
    private LevelFormat format;
    private Optional<Path> cover;
    private DressingOptions dressing;
    private boolean replace;

    Draft(LevelOptions from) {
      generation = from.generation;
      bpm = from.bpm;
      firstBeatSeconds = from.firstBeatSeconds;
      title = from.title;
      artist = from.artist;
      mapper = from.mapper;
      format = from.format;
      cover = from.cover;
      dressing = from.dressing;
      replace = from.replace;
    }

    LevelOptions build() {
      return new LevelOptions(
          generation,
          bpm,
          firstBeatSeconds,
          title,
          artist,
          mapper,
          format,
          cover,
          dressing,
          replace);
    }
  }
}
