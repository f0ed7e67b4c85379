package io.beatweaver.unity.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The engine that wrote a bundle, as far as the container's meaning depends on it. */
record EngineVersion(int major, int minor, int patch) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6}).*");

  /** What can't be told is taken for the newest. */
  static EngineVersion of(String text) {
    Matcher numbers = NUMBERS.matcher(text);
    return numbers.matches()
        ? new EngineVersion(
            Integer.parseInt(numbers.group(1)),
            Integer.parseInt(numbers.group(2)),
            Integer.parseInt(numbers.group(3)))
        : new EngineVersion(Integer.MAX_VALUE, 0, 0);
  }

  boolean before(int otherMajor, int otherMinor, int otherPatch) {
    if (major != otherMajor) {
      return major < otherMajor;
    }
    return minor != otherMinor ? minor < otherMinor : patch < otherPatch;
  }

  /** In older engines the bit that now asks for padding said that the bundle is encrypted. */
  boolean paddingBitMeansEncryption() {
    return switch (major) {
      case 2020 -> before(2020, 3, 34);
      case 2021 -> before(2021, 3, 2);
      case 2022 -> before(2022, 1, 1);
      default -> major < 2020;
    };
  }

  /** Late bundles of container format 6 pad their header as format 7 does. */
  boolean padsOldHeader() {
    return !before(2019, 4, 15);
  }
}
