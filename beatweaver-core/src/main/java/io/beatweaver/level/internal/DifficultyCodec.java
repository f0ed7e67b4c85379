package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.beatweaver.InputException;
import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads and writes one family of difficulty files. Reading streams: the arrays a family wants go
 * into {@link Rows}, everything else (lights, custom data) is skipped without being kept.
 */
abstract class DifficultyCodec {
  static final String ROTATIONS = "lane rotations";
  static final String JUMP_SPEEDS = "note jump speed changes";

  /** The arrays of interest with their keys, new and empty. */
  abstract List<Rows> tables();

  /** Whether a row of an array is of interest. */
  Predicate<Rows.Row> filter(String array) {
    return row -> true;
  }

  /** Makes objects of the rows. */
  abstract void convert(Map<String, Rows> tables, DifficultyContent content, Warnings warnings);

  /** Writes a whole file: sorted objects, every scalar and every array, even if empty. */
  abstract void write(DifficultyContent content, JsonGenerator json) throws IOException;

  /** The version that {@link #write} declares. */
  abstract String writtenVersion();

  /**
   * Reads a whole file.
   *
   * @param mostRows how many rows of interest there may be, in all arrays together
   */
  final DifficultyContent read(JsonParser parser, Warnings warnings, int mostRows)
      throws IOException {
    int left = mostRows;
    Map<String, Rows> tables = new HashMap<>();
    for (Rows rows : tables()) {
      tables.put(rows.array(), rows);
    }
    DifficultyContent content = new DifficultyContent();
    Set<String> seen = new HashSet<>();
    startObject(parser);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken token = parser.nextToken();
      Rows rows = tables.get(key);
      if (key.equals("version") && token == JsonToken.VALUE_STRING) {
        content.version = parser.getText();
      } else if (key.equals("_version") && token == JsonToken.VALUE_STRING) {
        content.oldVersion = parser.getText();
      } else if (rows == null || token == JsonToken.VALUE_NULL) {
        parser.skipChildren();
      } else if (!seen.add(key)) {
        warnings.add(key, "appears more than once; the first is used");
        parser.skipChildren();
      } else if (token == JsonToken.START_ARRAY) {
        rows.read(parser, filter(key), left);
        left -= rows.count();
      } else {
        warnings.add(key, "no array");
        parser.skipChildren();
      }
    }
    warnOfTrailing(parser, warnings);
    convert(tables, content, warnings);
    return content;
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

  static void startObject(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new InputException("", "", "no JSON object");
    }
  }

  /** Adds a tempo change, or says why it is none. */
  static void addTempoChange(
      DifficultyContent content, Rows.Row row, String beatKey, String bpmKey) {
    double beat = row.beat(beatKey);
    double bpm = row.raw(bpmKey);
    if (!(bpm >= TempoMap.MIN_BPM && bpm <= TempoMap.MAX_BPM)) {
      throw row.bad(bpmKey, "no tempo: " + bpm);
    }
    content.tempoChanges.add(new TempoChange(beat, bpm));
  }

  /** Says how much there is of a kind that changes how a map plays and that nothing here holds. */
  static void warnOfUnread(Warnings warnings, String what, int count) {
    if (count > 0) {
      warnings.add("", what + " not read: " + count);
    }
  }

  /** Writes an array whose rows are objects. */
  static <T> void array(JsonGenerator json, String name, List<T> rows, RowWriter<T> writer)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (T row : rows) {
      json.writeStartObject();
      writer.write(row);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void emptyArrays(JsonGenerator json, String... names) throws IOException {
    for (String name : names) {
      json.writeArrayFieldStart(name);
      json.writeEndArray();
    }
  }

  /** An object with empty arrays. */
  static void emptyObject(JsonGenerator json, String name, String... arrays) throws IOException {
    json.writeObjectFieldStart(name);
    emptyArrays(json, arrays);
    json.writeEndObject();
  }

  /** Writes the fields of one row. */
  interface RowWriter<T> {
    void write(T row) throws IOException;
  }
}
