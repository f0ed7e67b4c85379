package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.beatweaver.InputException;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.ReadOptions;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a difficulty file of any version. The version is what the file says, {@code version} before
 * {@code _version}; only a file that says nothing is judged by the arrays it has.
 */
public final class Difficulties {
  private Difficulties() {}

  /** A file that was read. */
  record Result(LevelFormat format, DifficultyContent content, Warnings warnings) {}

  static DifficultyCodec codec(LevelFormat format) {
    return switch (format) {
      case V2 -> new DifficultyV2();
      case V3 -> new DifficultyV3();
      case V4 -> new DifficultyV4();
    };
  }

  static Result read(byte[] bytes, String file) throws InputException {
    return read(bytes, file, new Budget(Rows.MAX_ROWS), ReadOptions.EVERYTHING);
  }

  /**
   * Reads a file.
   *
   * @param bytes the file, out of gzip
   * @param budget how many rows of interest and pieces of carried JSON there may be
   */
  static Result read(byte[] bytes, String file, Budget budget, ReadOptions options)
      throws InputException {
    LevelFormat format = formatOf(bytes, file);
    Budget again = budget.copy();
    Result result = readAs(format, bytes, file, budget, options);
    // A file that begins with _version was taken at that word; version, met later, overrules it.
    String version = result.content.version;
    LevelFormat said = version.isBlank() ? format : ofVersion(version);
    if (said == null) {
      throw new InputException(file, "version", "unknown version: " + shortened(version));
    }
    return said == format ? result : readAs(said, bytes, file, again, options);
  }

  /**
   * What a file seems to be by the first of its keys that tells, without reading its rows.
   *
   * @param bytes the file, out of gzip
   * @param file named in messages
   * @return its format
   * @throws InputException if it is none that is known
   */
  public static LevelFormat formatOf(byte[] bytes, String file) throws InputException {
    return Json.read(bytes, file, Difficulties::guess);
  }

  private static Result readAs(
      LevelFormat format, byte[] bytes, String file, Budget budget, ReadOptions options)
      throws InputException {
    Warnings warnings = new Warnings(file);
    DifficultyContent content =
        Json.read(bytes, file, input -> codec(format).read(input, warnings, budget, options));
    return new Result(format, content, warnings);
  }

  /** Looks no further than the first key that tells the version. */
  private static LevelFormat guess(JsonInput input) throws IOException {
    JsonParser parser = input.parser();
    input.startObject();
    Set<String> keys = new HashSet<>();
    String unknown = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken token = parser.nextToken();
      boolean version = key.equals("version");
      if ((version || key.equals("_version")) && token == JsonToken.VALUE_STRING) {
        String text = parser.getText();
        LevelFormat format = version ? ofVersion(text) : ofOldVersion(text);
        if (format != null) {
          return format;
        }
        unknown = unknown.isEmpty() ? text : unknown;
      } else {
        keys.add(keys.size() < 1000 ? key : "");
        parser.skipChildren();
      }
    }
    if (!unknown.isBlank()) {
      throw new InputException("", "version", "unknown version: " + shortened(unknown));
    }
    return ofArrays(keys);
  }

  private static LevelFormat ofVersion(String version) {
    return switch (major(version)) {
      case 1, 2 -> LevelFormat.V2;
      case 3 -> LevelFormat.V3;
      case 4 -> LevelFormat.V4;
      default -> null;
    };
  }

  private static LevelFormat ofOldVersion(String version) {
    int major = major(version);
    return major == 1 || major == 2 ? LevelFormat.V2 : null;
  }

  private static LevelFormat ofArrays(Set<String> keys) throws InputException {
    if (keys.contains("_notes")) {
      return LevelFormat.V2;
    }
    for (String key :
        List.of("colorNotesData", "bombNotesData", "obstaclesData", "arcsData", "chainsData")) {
      if (keys.contains(key)) {
        return LevelFormat.V4;
      }
    }
    for (String key : List.of("colorNotes", "bombNotes", "obstacles", "sliders", "burstSliders")) {
      if (keys.contains(key)) {
        return LevelFormat.V3;
      }
    }
    throw new InputException("", "", "no difficulty: neither a version nor any known array");
  }

  /** The number before the first dot, -1 if there is none. */
  static int major(String version) {
    String head = version.strip().split("\\.", 2)[0];
    return head.matches("[0-9]{1,4}") ? Integer.parseInt(head) : -1;
  }

  static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
