package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beatweaver.level.Extras;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.ReadOptions;
import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes one family of difficulty files. Reading streams: the arrays a family wants go
 * into {@link Rows}, everything else is carried as text.
 */
abstract class DifficultyCodec {
  private final LevelFormat format;

  DifficultyCodec(LevelFormat format) {
    this.format = format;
  }

  /** The arrays of interest with their keys, new and empty. */
  abstract List<Rows> tables(ReadOptions options);

  /** Which rows are of interest. */
  TableFile.Filter filter(ReadOptions options) {
    return array -> row -> true;
  }

  /**
   * Members of the root object about lights that are carried, with what they are if empty; none if
   * lights have a file of their own.
   */
  abstract Map<String, String> lightDefaults();

  /**
   * Other members of the root object with what they are if empty; those that are read and written
   * by other means have null.
   */
  abstract Map<String, String> defaults();

  /** Makes objects of the rows. */
  abstract void convert(
      TableFile file, DifficultyContent content, Warnings warnings, ReadOptions options);

  /** Writes a whole file: sorted objects, every scalar and every array, even if empty. */
  abstract void write(DifficultyContent content, JsonGenerator json) throws IOException;

  /**
   * Reads a whole file.
   *
   * @param budget how many rows of interest and pieces of carried JSON there may be
   */
  final DifficultyContent read(
      JsonInput input, Warnings warnings, Budget budget, ReadOptions options) throws IOException {
    Map<String, String> known = new LinkedHashMap<>(lightDefaults());
    known.putAll(defaults());
    TableFile file = new TableFile(tables(options), format, options.extras(), known);
    file.read(input, filter(options), warnings, budget);
    DifficultyContent content = new DifficultyContent();
    content.version = file.text("version");
    content.oldVersion = file.text("_version");
    content.noteJumpSpeed = file.number("_noteJumpSpeed");
    content.noteJumpOffset = file.number("_noteJumpStartBeatOffset");
    List<Extras.Member> lights = new ArrayList<>();
    List<Extras.Member> others = new ArrayList<>();
    for (Extras.Member member : file.members()) {
      (lightDefaults().containsKey(member.name()) ? lights : others).add(member);
    }
    content.lightExtras = Extras.ofParsed(format, lights);
    content.extras = Extras.ofParsed(format, others);
    convert(file, content, warnings, options);
    return content;
  }

  /** Writes what is carried, and what has to be there although it says nothing. */
  final void writeCarried(DifficultyContent content, JsonGenerator json) throws IOException {
    if (!lightDefaults().isEmpty()) {
      Defaults.write(json, mine(content.lightExtras), "", lightDefaults());
    }
    Defaults.write(json, mine(content.extras), "", defaults());
  }

  /** Writes what is carried of an object, after its own members. */
  final void writeExtras(JsonGenerator json, Extras extras, String... taken) throws IOException {
    writeExtras(json, extras, "", taken);
  }

  /** Writes what is carried of an object at a place, but for names that are taken. */
  final void writeExtras(JsonGenerator json, Extras extras, String place, String... taken)
      throws IOException {
    if (extras.isEmpty()) {
      return;
    }
    for (Extras.Member member : mine(extras).members()) {
      if (member.place().equals(place) && !List.of(taken).contains(member.name())) {
        json.writeFieldName(member.name());
        json.writeRawValue(member.json());
      }
    }
  }

  /** Extras of this format; those of another one mean nothing here. */
  final Extras mine(Extras extras) {
    return extras.format().orElse(format) == format ? extras : Extras.NONE;
  }

  /** Adds a tempo change, or says why it is none. */
  static void addTempoChange(
      DifficultyContent content, Rows.Row row, String beatKey, String bpmKey, Warnings warnings) {
    double beat = row.beat(beatKey);
    double bpm = row.raw(bpmKey);
    if (!TempoMap.isTempo(bpm)) {
      throw row.bad(bpmKey, Double.isNaN(bpm) ? "says no tempo" : "no tempo: " + bpm);
    }
    content.tempoChanges.add(new TempoChange(beat, bpm));
    if (!row.extras().isEmpty()) {
      warnings.add(row.place(""), "custom data of a tempo change, not kept");
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

  /** A whole number without a fraction, as the game reads it. */
  static void number(JsonGenerator json, String name, double value) throws IOException {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      json.writeNumberField(name, (long) value);
    } else {
      json.writeNumberField(name, value);
    }
  }

  /** Writes the fields of one row. */
  interface RowWriter<T> {
    void write(T row) throws IOException;
  }
}
