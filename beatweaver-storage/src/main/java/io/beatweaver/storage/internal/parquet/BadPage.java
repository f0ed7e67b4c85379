package io.beatweaver.storage.internal.parquet;

/** Bytes that are no page. Thrown where the file's name isn't known, and caught where it is. */
final class BadPage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadPage(String message) {
    super(message);
  }
}
