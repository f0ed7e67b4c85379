package io.beatweaver.storage;

import java.util.Objects;

/**
 * A place where a level was found, remembered so that it needn't be read again before it changes.
 *
 * @param path the level's folder or zip
 * @param fingerprint of the names, sizes and times of its files; another one means that the level
 *     has to be read again
 * @param hash the level's hash, 40 lower-case hex digits; if it could not be used, what it was
 *     before, or empty
 * @param source where the level is from; empty if it could not be used
 * @param failure why the level, or its audio, could not be used, one line; empty if all is well
 */
public record LevelSource(
    String path, long fingerprint, String hash, String source, String failure) {
  /** Refuses a place without path, and one without hash or failure. */
  public LevelSource {
    Objects.requireNonNull(source, "source");
    if (path.isBlank()) {
      throw new IllegalArgumentException("a source needs a path");
    }
    if (!hash.isEmpty() && !hash.matches("[0-9a-f]{40}")) {
      throw new IllegalArgumentException("a level's hash is 40 lower-case hex digits: " + hash);
    }
    if (hash.isEmpty() && failure.isBlank()) {
      throw new IllegalArgumentException("a source without hash needs a reason: " + path);
    }
  }
}
