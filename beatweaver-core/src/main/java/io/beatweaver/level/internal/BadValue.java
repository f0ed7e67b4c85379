package io.beatweaver.level.internal;

/** A value that makes its row unusable. Cheap: it is caught a few frames up and has no trace. */
final class BadValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;

  BadValue(String place, String reason) {
    super(reason, null, false, false);
    this.place = place;
  }

  String place() {
    return place;
  }
}
