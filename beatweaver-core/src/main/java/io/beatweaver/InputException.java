package io.beatweaver;

import io.beatweaver.internal.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Input from outside that can't be used: the file, the place in it and the reason, in one line.
 *
 * <p>Every reader of BeatWeaver throws this and nothing else for bad input (a plain {@link
 * IOException} means that the disk or the system failed). The message is fit to be shown to a user
 * as it is: one line without control characters, place and reason cut to a few hundred characters.
 */
public class InputException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String place;
  private final String reason;

  /**
   * @param file name or path of the file, never empty
   * @param place where in the file ({@code colorNotes[17].i}, {@code byte 40}), or an empty string
   *     for the file as a whole
   * @param reason what is wrong and, where it helps, what to do
   */
  public InputException(String file, String place, String reason) {
    this(file, place, reason, null);
  }

  /**
   * As {@link #InputException(String, String, String)}, for the file as a whole.
   *
   * @param file the file
   * @param reason what is wrong
   */
  public InputException(Path file, String reason) {
    this(file.toString(), "", reason, null);
  }

  /**
   * As {@link #InputException(String, String, String)}, with a cause.
   *
   * @param file name or path of the file
   * @param place where in the file, may be empty
   * @param reason what is wrong
   * @param cause what brought it to light, may be null
   */
  public InputException(String file, String place, String reason, Throwable cause) {
    super(
        Shown.text(file)
            + (place.isEmpty() ? "" : " at " + Shown.text(place))
            + ": "
            + Shown.text(reason),
        cause);
    this.file = Objects.requireNonNull(file);
    this.place = Shown.text(place);
    this.reason = Shown.text(reason);
  }

  /**
   * The file's name or path, as it is.
   *
   * @return the file, never null; may hold what the message shows as question marks
   */
  public String file() {
    return file;
  }

  /**
   * The place in the file.
   *
   * @return the place, empty for the file as a whole
   */
  public String place() {
    return place;
  }

  /**
   * What is wrong.
   *
   * @return the reason, one line
   */
  public String reason() {
    return reason;
  }
}
