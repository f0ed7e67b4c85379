package io.beatweaver.storage.internal;

import java.io.IOException;
import java.util.List;

/** Closes several things, all of them also if one fails. */
final class Closing {
  private Closing() {}

  static void all(List<? extends AutoCloseable> parts) throws IOException {
    Exception first = null;
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first instanceof IOException e) {
      throw e;
    }
    if (first instanceof RuntimeException e) {
      throw e;
    }
    if (first != null) {
      throw new IOException(first);
    }
  }
}
