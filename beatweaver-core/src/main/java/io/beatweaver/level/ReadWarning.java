package io.beatweaver.level;

/**
 * Something in a level that could not be used, and was left out.
 *
 * @param file the file, relative to the level
 * @param place where in it ({@code colorNotes[17].i}), empty for the file as a whole
 * @param reason why, one line
 */
public record ReadWarning(String file, String place, String reason) {
  @Override
  public String toString() {
    return file + (place.isEmpty() ? "" : " at " + place) + ": " + reason;
  }
}
