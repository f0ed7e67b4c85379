package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.beatweaver.InputException;
import io.beatweaver.level.Extras;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A small JSON object whose members are kept as text and looked into when they are asked for. Of a
 * name that comes twice the last counts, as in the game.
 */
final class RawObject {
  /** The most members of one object and elements of one array. */
  static final int MAX_MEMBERS = 10_000;

  private static final RawObject EMPTY = new RawObject(Map.of());

  private final Map<String, String> members;

  private RawObject(Map<String, String> members) {
    this.members = members;
  }

  /** A file's root object. */
  static RawObject of(byte[] bytes, String file) throws InputException {
    return Json.read(bytes, file, RawObject::read);
  }

  /**
   * An object, or one without members if the text is another value.
   *
   * @throws InputException if it has too many members
   */
  static RawObject of(String json) throws InputException {
    if (!json.startsWith("{")) {
      return EMPTY;
    }
    try (JsonInput input = JsonInput.of(json)) {
      return read(input);
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      return EMPTY;
    }
  }

  private static RawObject read(JsonInput input) throws IOException {
    JsonParser parser = input.parser();
    input.startObject();
    Map<String, String> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      members.put(key, input.value());
      if (members.size() > MAX_MEMBERS) {
        throw new InputException("", "", "more than " + MAX_MEMBERS + " members");
      }
    }
    return new RawObject(members);
  }

  boolean has(String key) {
    return members.containsKey(key);
  }

  /** The JSON of a member, empty without it. */
  String json(String key) {
    return members.getOrDefault(key, "");
  }

  RawObject object(String key) throws InputException {
    return of(json(key));
  }

  /** The elements of an array, empty if there is none of that name. */
  List<String> elements(String key) throws InputException {
    List<String> elements = new ArrayList<>();
    String json = json(key);
    if (!json.startsWith("[")) {
      return elements;
    }
    try (JsonInput input = JsonInput.of(json)) {
      JsonParser parser = input.parser();
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (elements.size() == MAX_MEMBERS) {
          throw new InputException("", key, "more than " + MAX_MEMBERS + " elements");
        }
        elements.add(input.value());
      }
      return elements;
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      throw new InputException("", key, "malformed JSON: " + e.getMessage(), e);
    }
  }

  /** A text, number or truth value as text, empty if it is left out or something else. */
  String text(String key) {
    return textOf(json(key));
  }

  static String textOf(String json) {
    if (json.isEmpty() || json.equals("null") || json.startsWith("{") || json.startsWith("[")) {
      return "";
    }
    if (!json.startsWith("\"")) {
      return json;
    }
    try (JsonParser parser = Json.parser(json)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      return "";
    }
  }

  /** A number, 0 if it is left out or, with a warning, if it is none. */
  double number(String key, String place, Warnings warnings) {
    String json = json(key);
    if (json.isEmpty() || json.equals("null")) {
      return 0;
    }
    double value = parse(text(key));
    if (!Double.isFinite(value) || Math.abs(value) > 1e9) {
      warnings.add(place + key, "no number of use: " + Difficulties.shortened(json));
      return 0;
    }
    return value;
  }

  /** A number, NaN if it is none. */
  double number(String key) {
    return parse(text(key));
  }

  private static double parse(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Adds all members but the known ones, and those that say nothing. */
  void addExtras(
      List<Extras.Member> extras, String place, Set<String> known, Map<String, String> defaults) {
    members.forEach(
        (name, json) -> {
          if (!known.contains(name) && !Defaults.isDefault(json, defaults.get(name))) {
            extras.add(new Extras.Member(place, name, json));
          }
        });
  }
}
