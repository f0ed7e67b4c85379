package io.beatweaver.storage;

import io.beatweaver.level.Level;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A level on its way into a store, with what the level itself doesn't say.
 *
 * @param level the level; its hash must be known
 * @param source where it is from ({@code beatsaver}, {@code official}, ...), not blank
 * @param levelPath where the level's folder or zip is, as the store's users will find it; may be
 *     empty
 * @param audioHash SHA-256 of the audio file, 64 lower-case hex digits; empty if the level has no
 *     readable audio
 * @param durationSeconds how long the audio is; finite, at least 0, 0 if it is not known
 * @param rating what the community says of it
 */
public record StoredSong(
    Level level,
    String source,
    String levelPath,
    String audioHash,
    double durationSeconds,
    CommunityRating rating) {
  private static final Pattern LEVEL_HASH = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern AUDIO_HASH = Pattern.compile("([0-9a-f]{64})?");

  /** Refuses a level without hash, a blank source and hashes that are none. */
  public StoredSong {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(levelPath, "levelPath");
    Objects.requireNonNull(rating, "rating");
    if (!LEVEL_HASH.matcher(level.hash()).matches()) {
      throw new IllegalArgumentException(
          "a level's hash is 40 lower-case hex digits: '" + level.hash() + "'");
    }
    if (source.isBlank()) {
      throw new IllegalArgumentException("a song needs a source");
    }
    if (!AUDIO_HASH.matcher(audioHash).matches()) {
      throw new IllegalArgumentException(
          "an audio hash is 64 lower-case hex digits or empty: '" + audioHash + "'");
    }
    if (!(durationSeconds >= 0) || !Double.isFinite(durationSeconds)) {
      throw new IllegalArgumentException("a duration is finite and at least 0: " + durationSeconds);
    }
  }

  /**
   * A level with its own location as path, and no rating.
   *
   * @param level the level; its hash must be known
   * @param source where it is from
   * @param audioHash SHA-256 of the audio file, or empty
   * @param durationSeconds how long the audio is
   * @return the song
   */
  public static StoredSong of(
      Level level, String source, String audioHash, double durationSeconds) {
    String path = level.location().map(Object::toString).orElse("");
    return new StoredSong(level, source, path, audioHash, durationSeconds, CommunityRating.NONE);
  }

  /**
   * The same song with another rating.
   *
   * @param newRating what the community says of it
   * @return the song
   */
  public StoredSong withRating(CommunityRating newRating) {
    return new StoredSong(level, source, levelPath, audioHash, durationSeconds, newRating);
  }
}
