package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** JSON that comes as text. */
public final class JsonText {
  private JsonText() {}

  /**
   * Refuses what is not one JSON value.
   *
   * @param json the text
   * @throws IllegalArgumentException if it isn't
   */
  public static void require(String json) {
    try (JsonParser parser = Json.parser(json)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new IllegalArgumentException("no JSON: nothing");
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("no JSON: something follows the value");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
    }
  }
}
