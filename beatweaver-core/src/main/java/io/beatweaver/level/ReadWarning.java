package io.beatweaver.level;

import io.beatweaver.internal.Shown;

/**
 * Something in a level that could not be used, and was left out.
 *
 * @param file the file, relative to the level
 * @param place where in it ({@code colorNotes[17].i}), empty for the file as a whole; {@code
 *     colorNotes[].i} where one warning stands for several rows
 * @param reason why, one line: what is wrong, then after a colon and a blank the particulars if
 *     there are any
 * @param count how many times, 1 or more
 */
public record ReadWarning(String file, String place, String reason, long count) {
  /** Makes all three fit to be shown. */
  public ReadWarning {
    file = Shown.text(file);
    place = Shown.text(place);
    reason = Shown.text(reason);
  }

  /**
   * A warning of one thing.
   *
   * @param file the file
   * @param place where in it
   * @param reason why
   */
  public ReadWarning(String file, String place, String reason) {
    this(file, place, reason, 1);
  }

  /**
   * What is wrong without the particulars: what warnings are counted by.
   *
   * @return the reason up to its first colon that a blank follows
   */
  public String kind() {
    int colon = reason.indexOf(": ");
    return colon < 0 ? reason : reason.substring(0, colon);
  }

  @Override
  public String toString() {
    return file
        + (place.isEmpty() ? "" : " at " + place)
        + ": "
        + reason
        + (count > 1 ? " (" + count + " times)" : "");
  }
}
