package io.beatweaver.unity;

import java.util.Objects;

/**
 * A file inside a bundle.
 *
 * @param name its name, never to be used as a path
 * @param offset where it begins in the bundle's unpacked data
 * @param size its bytes
 * @param serialized whether it holds objects; if not, their raw audio or pictures
 */
public record BundleEntry(String name, long offset, long size, boolean serialized) {
  /** The flag that tells files of objects from raw ones. */
  public static final int SERIALIZED = 4;

  /** Refuses a place that is none. */
  public BundleEntry {
    Objects.requireNonNull(name, "name");
    if (offset < 0 || size < 0) {
      throw new IllegalArgumentException("offset and size must be at least 0");
    }
  }
}
