package io.beatweaver.file;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Names that a file or folder can have on every system. Windows is the one that refuses most. */
public final class PortableName {
  /** As many as file systems have room for. */
  private static final int MAX_BYTES = 255;

  private static final Pattern REFUSED = Pattern.compile("[<>:\"/\\\\|?*\\p{Cntrl}]|[. ]+$");

  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d) *(\\..*)?", Pattern.CASE_INSENSITIVE);

  private PortableName() {}

  /**
   * Whether every system takes a name, and takes it for that of a file.
   *
   * @param name one part of a path
   * @return whether it is neither empty nor too long, has no character that some system refuses, no
   *     dot or space at its end, and doesn't mean a device
   */
  public static boolean isPortable(String name) {
    return !name.isEmpty()
        && name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
        && !REFUSED.matcher(name).find()
        && !DEVICE.matcher(name).matches();
  }

  /**
   * A name like another one that every system takes, if it isn't too long.
   *
   * @param name one part of a path
   * @return the name with underlines for what some system refuses, and in front of a device's name
   */
  public static String of(String name) {
    String portable = REFUSED.matcher(name).replaceAll("_");
    return DEVICE.matcher(portable).matches() ? "_" + portable : portable;
  }
}
