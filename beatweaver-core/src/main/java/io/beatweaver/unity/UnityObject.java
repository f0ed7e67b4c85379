package io.beatweaver.unity;

import java.util.Objects;

/**
 * An object in a bundle, not read yet.
 *
 * @param entry the name of the bundle's entry that holds it
 * @param pathId its id within the entry, any 64-bit number but 0
 * @param classId the engine's number of its class: 49 text, 83 audio clip, 114 a script's object,
 *     142 the bundle's own list
 * @param size its bytes
 */
public record UnityObject(String entry, long pathId, int classId, long size) {
  /** Refuses null and a negative size. */
  public UnityObject {
    Objects.requireNonNull(entry, "entry");
    if (size < 0) {
      throw new IllegalArgumentException("size must be at least 0: " + size);
    }
  }
}
