package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beatweaver.level.Extras;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Members that the game wants to be there although they say nothing. */
final class Defaults {
  private Defaults() {}

  /** Whether JSON is just what a writer puts there anyway. */
  static boolean isDefault(String json, String defaultJson) {
    return defaultJson != null
        && json.length() < 3 * defaultJson.length() + 20
        && (json.equals(defaultJson) || json.replaceAll("[ \\t\\r\\n]", "").equals(defaultJson));
  }

  /**
   * Writes carried members and then the defaults that they don't replace.
   *
   * @param place which of the members
   * @param defaults by name; those of null are written elsewhere and not to be carried
   */
  static void write(JsonGenerator json, Extras extras, String place, Map<String, String> defaults)
      throws IOException {
    Set<String> written = new HashSet<>();
    for (Extras.Member member : extras.members()) {
      boolean writtenElsewhere =
          defaults.containsKey(member.name()) && defaults.get(member.name()) == null;
      if (member.place().equals(place) && !writtenElsewhere) {
        json.writeFieldName(member.name());
        json.writeRawValue(member.json());
        written.add(member.name());
      }
    }
    for (Map.Entry<String, String> entry : defaults.entrySet()) {
      if (entry.getValue() != null && !written.contains(entry.getKey())) {
        json.writeFieldName(entry.getKey());
        json.writeRawValue(entry.getValue());
      }
    }
  }
}
