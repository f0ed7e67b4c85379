package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.beatweaver.level.Extras;
import io.beatweaver.level.LevelFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A file that is one JSON object of arrays: the wanted arrays become {@link Rows}, single numbers
 * and texts are kept, everything else is carried as text or skipped. No trees are built.
 */
final class TableFile {
  /** Single values that some reader asks for. */
  private static final Set<String> SCALARS =
      Set.of("version", "_version", "songFrequency", "_noteJumpSpeed", "_noteJumpStartBeatOffset");

  private final Map<String, Rows> tables = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Double> numbers = new HashMap<>();
  private final List<Extras.Member> members = new ArrayList<>();
  private final LevelFormat format;
  private final boolean carry;
  private final Map<String, String> defaults;

  /**
   * @param tables the wanted arrays, empty
   * @param format the format that extras are to belong to
   * @param carry whether there are to be extras
   * @param defaults members that say nothing if they are just this, without blanks; those whose
   *     default is null are known otherwise and never carried
   */
  TableFile(List<Rows> tables, LevelFormat format, boolean carry, Map<String, String> defaults) {
    tables.forEach(rows -> this.tables.put(rows.array(), rows));
    this.format = format;
    this.carry = carry;
    this.defaults = defaults;
  }

  /**
   * Reads the file.
   *
   * @param filter whether a row of an array is of interest
   */
  void read(JsonInput input, Filter filter, Warnings warnings, Budget budget) throws IOException {
    JsonParser parser = input.parser();
    Set<String> seen = new HashSet<>();
    input.startObject();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken token = parser.nextToken();
      Rows rows = tables.get(key);
      if (rows == null) {
        other(input, key, token, budget);
      } else if (token == JsonToken.VALUE_NULL) {
        continue;
      } else if (!seen.add(key)) {
        warnings.add(key, "appears more than once; the first is used");
        parser.skipChildren();
      } else if (token == JsonToken.START_ARRAY) {
        rows.read(input, filter.of(key), format, carry, budget);
      } else {
        warnings.add(key, "no array");
        parser.skipChildren();
      }
    }
    warnOfTrailing(parser, warnings);
  }

  private void other(JsonInput input, String key, JsonToken token, Budget budget)
      throws IOException {
    JsonParser parser = input.parser();
    if (SCALARS.contains(key)) {
      if (token == JsonToken.VALUE_STRING) {
        texts.putIfAbsent(key, parser.getText());
      } else if (token.isNumeric()) {
        numbers.putIfAbsent(key, parser.getDoubleValue());
      }
    }
    if (!carry || defaults.containsKey(key) && defaults.get(key) == null) {
      parser.skipChildren();
      return;
    }
    String json = input.value();
    if (!Defaults.isDefault(json, defaults.get(key))) {
      budget.take(key, 1);
      members.add(new Extras.Member("", key, json));
    }
  }

  private static void warnOfTrailing(JsonParser parser, Warnings warnings) throws IOException {
    boolean trailing;
    try {
      trailing = parser.nextToken() != null;
    } catch (JsonProcessingException e) {
      trailing = true;
    }
    if (trailing) {
      warnings.add("", "something follows the JSON object and is ignored");
    }
  }

  /** The rows of an array; none if it isn't there or wasn't wanted. */
  Rows rows(String array) {
    return tables.getOrDefault(array, new Rows(array));
  }

  /** A text of the root object, empty if there is none of that name. */
  String text(String key) {
    return texts.getOrDefault(key, "");
  }

  /** A number of the root object, 0 if there is none of that name. */
  double number(String key) {
    return numbers.getOrDefault(key, 0.0);
  }

  /** What is carried of the root object. */
  List<Extras.Member> members() {
    return members;
  }

  /** Which rows are of interest. */
  interface Filter {
    Predicate<Rows.Row> of(String array);
  }
}
