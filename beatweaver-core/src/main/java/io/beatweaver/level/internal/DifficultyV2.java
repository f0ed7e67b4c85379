package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beatweaver.level.Arc;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Difficulties 2.0 to 2.6, and 1.x, whose objects are the same. */
final class DifficultyV2 extends DifficultyCodec {
  private static final int BOMB = 3;
  private static final int EARLY_ROTATION = 14;
  private static final int LATE_ROTATION = 15;
  private static final int TEMPO_CHANGE = 100;
  private static final int FULL_WALL = 0;
  private static final int CROUCH_WALL = 1;
  private static final int FREE_WALL = 2;

  @Override
  List<Rows> tables() {
    return List.of(
        new Rows("_notes", "_time", "_lineIndex", "_lineLayer", "_type", "_cutDirection"),
        new Rows(
            "_obstacles",
            "_time",
            "_duration",
            "_lineIndex",
            "_lineLayer",
            "_type",
            "_width",
            "_height"),
        new Rows(
            "_sliders",
            "_colorType",
            "_headTime",
            "_headLineIndex",
            "_headLineLayer",
            "_headCutDirection",
            "_headControlPointLengthMultiplier",
            "_tailTime",
            "_tailLineIndex",
            "_tailLineLayer",
            "_tailCutDirection",
            "_tailControlPointLengthMultiplier",
            "_sliderMidAnchorMode"),
        new Rows("_events", "_time", "_type", "_floatValue"));
  }

  @Override
  Predicate<Rows.Row> filter(String array) {
    // Type 10 was a tempo change for a while that no tool of mappers used; it is a light since.
    return array.equals("_events") ? row -> isTempoChange(row) || isRotation(row) : row -> true;
  }

  private static boolean isTempoChange(Rows.Row row) {
    return row.raw("_type") == TEMPO_CHANGE;
  }

  private static boolean isRotation(Rows.Row row) {
    double type = row.raw("_type");
    return type == EARLY_ROTATION || type == LATE_ROTATION;
  }

  @Override
  void convert(Map<String, Rows> tables, DifficultyContent content, Warnings warnings) {
    tables.get("_notes").forEach(warnings, row -> addNote(content, row));
    tables.get("_obstacles").forEach(warnings, row -> content.walls.add(wall(row)));
    tables.get("_sliders").forEach(warnings, row -> content.arcs.add(arc(row)));
    Rows events = tables.get("_events");
    events.forEach(
        warnings,
        row -> {
          if (isTempoChange(row)) {
            addTempoChange(content, row, "_time", "_floatValue");
          }
        });
    warnOfUnread(warnings, ROTATIONS, events.countIf(DifficultyV2::isRotation));
  }

  private static void addNote(DifficultyContent content, Rows.Row row) {
    double beat = row.beat("_time");
    int x = row.integer("_lineIndex");
    int y = row.integer("_lineLayer");
    int type = row.integer("_type");
    if (type == BOMB) {
      content.bombs.add(new Bomb(beat, x, y));
    } else if (type == 0 || type == 1) {
      content.notes.add(new Note(beat, x, y, row.hand("_type"), row.integer("_cutDirection"), 0));
    } else {
      throw row.bad("_type", "no note or bomb: " + type);
    }
  }

  private static Wall wall(Rows.Row row) {
    int type = row.integer("_type");
    if (type < FULL_WALL || type > FREE_WALL) {
      throw row.bad("_type", "no wall of the plain game: " + type);
    }
    return new Wall(
        row.beat("_time"),
        row.real("_duration"),
        row.integer("_lineIndex"),
        type == FREE_WALL ? row.integer("_lineLayer") : type == CROUCH_WALL ? 2 : 0,
        row.integer("_width"),
        type == FREE_WALL ? row.integer("_height") : type == CROUCH_WALL ? 3 : 5);
  }

  private static Arc arc(Rows.Row row) {
    return new Arc(
        row.beat("_headTime"),
        row.integer("_headLineIndex"),
        row.integer("_headLineLayer"),
        row.hand("_colorType"),
        row.integer("_headCutDirection"),
        row.real("_headControlPointLengthMultiplier"),
        row.beat("_tailTime"),
        row.integer("_tailLineIndex"),
        row.integer("_tailLineLayer"),
        row.integer("_tailCutDirection"),
        row.real("_tailControlPointLengthMultiplier"),
        row.integer("_sliderMidAnchorMode"));
  }

  @Override
  String writtenVersion() {
    return "2.6.0";
  }

  @Override
  void write(DifficultyContent content, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("_version", writtenVersion());
    writeNotes(content, json);
    array(
        json,
        "_sliders",
        content.arcs,
        arc -> {
          json.writeNumberField("_colorType", arc.hand().color());
          json.writeNumberField("_headTime", arc.beat());
          json.writeNumberField("_headLineIndex", arc.x());
          json.writeNumberField("_headLineLayer", arc.y());
          json.writeNumberField("_headControlPointLengthMultiplier", arc.headMultiplier());
          json.writeNumberField("_headCutDirection", arc.direction());
          json.writeNumberField("_tailTime", arc.tailBeat());
          json.writeNumberField("_tailLineIndex", arc.tailX());
          json.writeNumberField("_tailLineLayer", arc.tailY());
          json.writeNumberField("_tailControlPointLengthMultiplier", arc.tailMultiplier());
          json.writeNumberField("_tailCutDirection", arc.tailDirection());
          json.writeNumberField("_sliderMidAnchorMode", arc.midAnchor());
        });
    array(
        json,
        "_obstacles",
        content.walls,
        wall -> {
          boolean full = wall.y() == 0 && wall.height() == 5;
          boolean crouch = wall.y() == 2 && wall.height() == 3;
          json.writeNumberField("_time", wall.beat());
          json.writeNumberField("_lineIndex", wall.x());
          json.writeNumberField("_lineLayer", wall.y());
          json.writeNumberField("_type", full ? FULL_WALL : crouch ? CROUCH_WALL : FREE_WALL);
          json.writeNumberField("_duration", wall.duration());
          json.writeNumberField("_width", wall.width());
          json.writeNumberField("_height", wall.height());
        });
    array(
        json,
        "_events",
        content.tempoChanges,
        change -> {
          json.writeNumberField("_time", change.beat());
          json.writeNumberField("_type", TEMPO_CHANGE);
          json.writeNumberField("_value", 0);
          json.writeNumberField("_floatValue", change.bpm());
        });
    emptyArrays(json, "_waypoints");
    emptyObject(json, "_specialEventsKeywordFilters", "_keywords");
    emptyObject(json, "_customData");
    json.writeEndObject();
  }

  /** Notes and bombs share an array, which has to be sorted as a whole. */
  private static void writeNotes(DifficultyContent content, JsonGenerator json) throws IOException {
    TreeMap<Double, int[]> beats = new TreeMap<>();
    content.notes.forEach(note -> beats.computeIfAbsent(note.beat(), b -> new int[2])[0]++);
    content.bombs.forEach(bomb -> beats.computeIfAbsent(bomb.beat(), b -> new int[2])[1]++);
    json.writeArrayFieldStart("_notes");
    int note = 0;
    int bomb = 0;
    for (int[] counts : beats.values()) {
      for (int i = 0; i < counts[0]; i++, note++) {
        Note n = content.notes.get(note);
        writeNote(json, n.beat(), n.x(), n.y(), n.hand().color(), n.direction());
      }
      for (int i = 0; i < counts[1]; i++, bomb++) {
        Bomb b = content.bombs.get(bomb);
        writeNote(json, b.beat(), b.x(), b.y(), BOMB, 0);
      }
    }
    json.writeEndArray();
  }

  private static void writeNote(
      JsonGenerator json, double beat, int x, int y, int type, int direction) throws IOException {
    json.writeStartObject();
    json.writeNumberField("_time", beat);
    json.writeNumberField("_lineIndex", x);
    json.writeNumberField("_lineLayer", y);
    json.writeNumberField("_type", type);
    json.writeNumberField("_cutDirection", direction);
    json.writeEndObject();
  }
}
