package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beatweaver.level.Arc;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Extras;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.Note;
import io.beatweaver.level.ReadOptions;
import io.beatweaver.level.Wall;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Difficulties 2.0 to 2.6, and 1.x, whose objects are the same. Events are {@link EventsV2}. */
final class DifficultyV2 extends DifficultyCodec {
  private static final String VERSION = "2.6.0";
  private static final int BOMB = 3;
  private static final int FULL_WALL = 0;
  private static final int CROUCH_WALL = 1;
  private static final int FREE_WALL = 2;

  private static final String[] NOTE = {
    "_time", "_lineIndex", "_lineLayer", "_type", "_cutDirection"
  };
  private static final String[] WALL = {
    "_time", "_lineIndex", "_lineLayer", "_type", "_duration", "_width", "_height"
  };
  private static final String[] ARC = {
    "_colorType",
    "_headTime",
    "_headLineIndex",
    "_headLineLayer",
    "_headControlPointLengthMultiplier",
    "_headCutDirection",
    "_tailTime",
    "_tailLineIndex",
    "_tailLineLayer",
    "_tailControlPointLengthMultiplier",
    "_tailCutDirection",
    "_sliderMidAnchorMode"
  };

  private static final Map<String, String> LIGHT_DEFAULTS = new LinkedHashMap<>();
  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

  static {
    LIGHT_DEFAULTS.put("_waypoints", "[]");
    LIGHT_DEFAULTS.put("_specialEventsKeywordFilters", "{\"_keywords\":[]}");
    DEFAULTS.put("_customData", "{}");
    for (String elsewhere :
        new String[] {"version", "_version", "_notes", "_sliders", "_obstacles", "_events"}) {
      DEFAULTS.put(elsewhere, null);
    }
  }

  DifficultyV2() {
    super(LevelFormat.V2);
  }

  @Override
  Map<String, String> lightDefaults() {
    return LIGHT_DEFAULTS;
  }

  @Override
  Map<String, String> defaults() {
    return DEFAULTS;
  }

  @Override
  List<Rows> tables(ReadOptions options) {
    return List.of(
        new Rows("_notes", NOTE),
        new Rows("_obstacles", WALL),
        new Rows("_sliders", ARC),
        EventsV2.table());
  }

  @Override
  TableFile.Filter filter(ReadOptions options) {
    return array ->
        options.lights() || !array.equals(EventsV2.ARRAY) ? row -> true : EventsV2::isNoLight;
  }

  @Override
  void convert(TableFile file, DifficultyContent content, Warnings warnings, ReadOptions options) {
    file.rows("_notes").forEach(warnings, row -> addNote(content, row));
    file.rows("_obstacles").forEach(warnings, row -> content.walls.add(wall(row)));
    file.rows("_sliders").forEach(warnings, row -> content.arcs.add(arc(row)));
    EventsV2.read(file.rows(EventsV2.ARRAY), content, warnings, options);
  }

  private static void addNote(DifficultyContent content, Rows.Row row) {
    double beat = row.beat("_time");
    int x = row.integer("_lineIndex");
    int y = row.integer("_lineLayer");
    int type = row.integer("_type");
    if (type == BOMB) {
      content.bombs.add(new Bomb(beat, x, y, 0, row.extras()));
    } else if (type == 0 || type == 1) {
      content.notes.add(
          new Note(
              beat, x, y, row.hand("_type"), row.integer("_cutDirection"), 0, 0, row.extras()));
    } else {
      throw row.bad("_type", "no note or bomb: " + type);
    }
  }

  private static Wall wall(Rows.Row row) {
    int type = row.integer("_type");
    boolean extension = type >= Wall.EXTENSION;
    if (type < FULL_WALL || type > FREE_WALL && !extension) {
      throw row.bad("_type", "no wall: " + type);
    }
    boolean free = type == FREE_WALL || extension;
    return new Wall(
        row.beat("_time"),
        row.beat("_duration"),
        row.integer("_lineIndex"),
        free ? row.integer("_lineLayer") : type == CROUCH_WALL ? 2 : 0,
        row.integer("_width"),
        free ? row.integer("_height") : type == CROUCH_WALL ? 3 : 5,
        extension ? type : 0,
        0,
        row.extras());
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
        row.integer("_sliderMidAnchorMode"),
        0,
        0,
        row.extras());
  }

  @Override
  void write(DifficultyContent content, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("_version", VERSION);
    writeNotes(content, json);
    array(json, "_sliders", content.arcs, arc -> writeArc(json, arc));
    array(json, "_obstacles", content.walls, wall -> writeWall(json, wall));
    EventsV2.write(content, json, this);
    writeCarried(content, json);
    json.writeEndObject();
  }

  private void writeArc(JsonGenerator json, Arc arc) throws IOException {
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
    writeExtras(json, arc.extras(), ARC);
  }

  private void writeWall(JsonGenerator json, Wall wall) throws IOException {
    boolean full = wall.y() == 0 && wall.height() == 5;
    boolean crouch = wall.y() == 2 && wall.height() == 3;
    int type = full ? FULL_WALL : crouch ? CROUCH_WALL : FREE_WALL;
    json.writeNumberField("_time", wall.beat());
    json.writeNumberField("_lineIndex", wall.x());
    json.writeNumberField("_lineLayer", wall.y());
    json.writeNumberField("_type", wall.extensionType() == 0 ? type : wall.extensionType());
    json.writeNumberField("_duration", wall.duration());
    json.writeNumberField("_width", wall.width());
    json.writeNumberField("_height", wall.height());
    writeExtras(json, wall.extras(), WALL);
  }

  /** Notes and bombs share an array, which has to be sorted as a whole. */
  private void writeNotes(DifficultyContent content, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("_notes");
    int bomb = 0;
    for (Note note : content.notes) {
      for (; bomb < content.bombs.size() && content.bombs.get(bomb).beat() < note.beat(); bomb++) {
        writeBomb(json, content.bombs.get(bomb));
      }
      writeNote(
          json,
          note.beat(),
          note.x(),
          note.y(),
          note.hand().color(),
          note.direction(),
          note.extras());
    }
    for (; bomb < content.bombs.size(); bomb++) {
      writeBomb(json, content.bombs.get(bomb));
    }
    json.writeEndArray();
  }

  private void writeBomb(JsonGenerator json, Bomb bomb) throws IOException {
    writeNote(json, bomb.beat(), bomb.x(), bomb.y(), BOMB, 0, bomb.extras());
  }

  private void writeNote(
      JsonGenerator json, double beat, int x, int y, int type, int direction, Extras extras)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("_time", beat);
    json.writeNumberField("_lineIndex", x);
    json.writeNumberField("_lineLayer", y);
    json.writeNumberField("_type", type);
    json.writeNumberField("_cutDirection", direction);
    writeExtras(json, extras, NOTE);
    json.writeEndObject();
  }
}
