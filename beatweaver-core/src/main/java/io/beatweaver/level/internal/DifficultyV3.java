package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beatweaver.level.Arc;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.BoostEvent;
import io.beatweaver.level.Chain;
import io.beatweaver.level.LaneRotation;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LightEvent;
import io.beatweaver.level.Note;
import io.beatweaver.level.ReadOptions;
import io.beatweaver.level.Wall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Difficulties 3.0 to 3.3. */
final class DifficultyV3 extends DifficultyCodec {
  private static final String VERSION = "3.3.0";
  private static final String[] NOTE = {"b", "x", "y", "a", "c", "d"};
  private static final String[] BOMB = {"b", "x", "y"};
  private static final String[] WALL = {"b", "d", "x", "y", "w", "h"};
  private static final String[] ARC = {
    "b", "c", "x", "y", "d", "mu", "tb", "tx", "ty", "tc", "tmu", "m"
  };
  private static final String[] CHAIN = {"b", "c", "x", "y", "d", "tb", "tx", "ty", "sc", "s"};
  private static final String[] TURN = {"b", "e", "r"};
  private static final String[] LIGHT = {"b", "et", "i", "f"};
  private static final String[] BOOST = {"b", "o"};

  private static final Map<String, String> LIGHT_DEFAULTS = new LinkedHashMap<>();
  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

  static {
    LIGHT_DEFAULTS.put("waypoints", "[]");
    LIGHT_DEFAULTS.put("lightColorEventBoxGroups", "[]");
    LIGHT_DEFAULTS.put("lightRotationEventBoxGroups", "[]");
    LIGHT_DEFAULTS.put("lightTranslationEventBoxGroups", "[]");
    LIGHT_DEFAULTS.put("vfxEventBoxGroups", "[]");
    LIGHT_DEFAULTS.put("_fxEventsCollection", "{\"_fl\":[],\"_il\":[]}");
    LIGHT_DEFAULTS.put("basicEventTypesWithKeywords", "{\"d\":[]}");
    LIGHT_DEFAULTS.put("useNormalEventsAsCompatibleEvents", "true");
    DEFAULTS.put("customData", "{}");
    for (String elsewhere :
        new String[] {
          "version",
          "_version",
          "bpmEvents",
          "rotationEvents",
          "colorNotes",
          "bombNotes",
          "obstacles",
          "sliders",
          "burstSliders",
          "basicBeatmapEvents",
          "colorBoostBeatmapEvents"
        }) {
      DEFAULTS.put(elsewhere, null);
    }
  }

  DifficultyV3() {
    super(LevelFormat.V3);
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
    List<Rows> tables = new ArrayList<>();
    Collections.addAll(
        tables,
        new Rows("colorNotes", NOTE),
        new Rows("bombNotes", BOMB),
        new Rows("obstacles", WALL),
        new Rows("sliders", ARC),
        new Rows("burstSliders", CHAIN),
        new Rows("bpmEvents", "b", "m"),
        new Rows("rotationEvents", TURN));
    if (options.lights()) {
      tables.add(new Rows("basicBeatmapEvents", LIGHT));
      tables.add(new Rows("colorBoostBeatmapEvents", BOOST));
    }
    return tables;
  }

  @Override
  void convert(TableFile file, DifficultyContent content, Warnings warnings, ReadOptions options) {
    file.rows("colorNotes").forEach(warnings, row -> content.notes.add(note(row, warnings)));
    file.rows("bombNotes").forEach(warnings, row -> content.bombs.add(bomb(row)));
    file.rows("obstacles").forEach(warnings, row -> content.walls.add(wall(row)));
    file.rows("sliders").forEach(warnings, row -> content.arcs.add(arc(row)));
    file.rows("burstSliders").forEach(warnings, row -> content.chains.add(chain(row)));
    file.rows("bpmEvents")
        .forEach(warnings, row -> addTempoChange(content, row, "b", "m", warnings));
    file.rows("rotationEvents")
        .forEach(
            warnings,
            row ->
                content.laneRotations.add(
                    new LaneRotation(
                        row.beat("b"), row.integer("e") == 0, row.degrees("r"), row.extras())));
    file.rows("basicBeatmapEvents")
        .forEach(
            warnings,
            row ->
                content.lightEvents.add(
                    new LightEvent(
                        row.beat("b"),
                        row.integer("et"),
                        row.integer("i"),
                        row.real("f"),
                        row.extras())));
    file.rows("colorBoostBeatmapEvents")
        .forEach(
            warnings,
            row ->
                content.boosts.add(
                    new BoostEvent(row.beat("b"), row.integer("o") != 0, row.extras())));
  }

  private static Note note(Rows.Row row, Warnings warnings) {
    return new Note(
        row.beat("b"),
        row.integer("x"),
        row.integer("y"),
        row.hand("c"),
        row.integer("d"),
        row.rounded("a", warnings),
        0,
        row.extras());
  }

  private static Bomb bomb(Rows.Row row) {
    return new Bomb(row.beat("b"), row.integer("x"), row.integer("y"), 0, row.extras());
  }

  private static Wall wall(Rows.Row row) {
    return new Wall(
        row.beat("b"),
        row.beat("d"),
        row.integer("x"),
        row.integer("y"),
        row.integer("w"),
        row.integer("h"),
        0,
        0,
        row.extras());
  }

  private static Arc arc(Rows.Row row) {
    return new Arc(
        row.beat("b"),
        row.integer("x"),
        row.integer("y"),
        row.hand("c"),
        row.integer("d"),
        row.real("mu"),
        row.beat("tb"),
        row.integer("tx"),
        row.integer("ty"),
        row.integer("tc"),
        row.real("tmu"),
        row.integer("m"),
        0,
        0,
        row.extras());
  }

  private static Chain chain(Rows.Row row) {
    return new Chain(
        row.beat("b"),
        row.integer("x"),
        row.integer("y"),
        row.hand("c"),
        row.integer("d"),
        row.beat("tb"),
        row.integer("tx"),
        row.integer("ty"),
        row.integer("sc"),
        row.real("s"),
        0,
        0,
        row.extras());
  }

  @Override
  void write(DifficultyContent content, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("version", VERSION);
    array(
        json,
        "bpmEvents",
        content.tempoChanges,
        change -> {
          json.writeNumberField("b", change.beat());
          json.writeNumberField("m", change.bpm());
        });
    array(
        json,
        "rotationEvents",
        content.laneRotations,
        turn -> {
          json.writeNumberField("b", turn.beat());
          json.writeNumberField("e", turn.early() ? 0 : 1);
          number(json, "r", turn.degrees());
          writeExtras(json, turn.extras(), TURN);
        });
    array(json, "colorNotes", content.notes, note -> writeNote(json, note));
    array(
        json,
        "bombNotes",
        content.bombs,
        bomb -> {
          json.writeNumberField("b", bomb.beat());
          json.writeNumberField("x", bomb.x());
          json.writeNumberField("y", bomb.y());
          writeExtras(json, bomb.extras(), BOMB);
        });
    array(json, "obstacles", content.walls, wall -> writeWall(json, wall));
    array(json, "sliders", content.arcs, arc -> writeArc(json, arc));
    array(json, "burstSliders", content.chains, chain -> writeChain(json, chain));
    array(
        json,
        "basicBeatmapEvents",
        content.lightEvents,
        event -> {
          json.writeNumberField("b", event.beat());
          json.writeNumberField("et", event.type());
          json.writeNumberField("i", event.value());
          json.writeNumberField("f", event.brightness());
          writeExtras(json, event.extras(), LIGHT);
        });
    array(
        json,
        "colorBoostBeatmapEvents",
        content.boosts,
        boost -> {
          json.writeNumberField("b", boost.beat());
          json.writeBooleanField("o", boost.on());
          writeExtras(json, boost.extras(), BOOST);
        });
    writeCarried(content, json);
    json.writeEndObject();
  }

  private void writeNote(JsonGenerator json, Note note) throws IOException {
    json.writeNumberField("b", note.beat());
    json.writeNumberField("x", note.x());
    json.writeNumberField("y", note.y());
    json.writeNumberField("a", note.angleOffset());
    json.writeNumberField("c", note.hand().color());
    json.writeNumberField("d", note.direction());
    writeExtras(json, note.extras(), NOTE);
  }

  private void writeWall(JsonGenerator json, Wall wall) throws IOException {
    json.writeNumberField("b", wall.beat());
    json.writeNumberField("d", wall.duration());
    json.writeNumberField("x", wall.x());
    json.writeNumberField("y", wall.y());
    json.writeNumberField("w", wall.width());
    json.writeNumberField("h", wall.height());
    writeExtras(json, wall.extras(), WALL);
  }

  private void writeArc(JsonGenerator json, Arc arc) throws IOException {
    json.writeNumberField("b", arc.beat());
    json.writeNumberField("c", arc.hand().color());
    json.writeNumberField("x", arc.x());
    json.writeNumberField("y", arc.y());
    json.writeNumberField("d", arc.direction());
    json.writeNumberField("mu", arc.headMultiplier());
    json.writeNumberField("tb", arc.tailBeat());
    json.writeNumberField("tx", arc.tailX());
    json.writeNumberField("ty", arc.tailY());
    json.writeNumberField("tc", arc.tailDirection());
    json.writeNumberField("tmu", arc.tailMultiplier());
    json.writeNumberField("m", arc.midAnchor());
    writeExtras(json, arc.extras(), ARC);
  }

  private void writeChain(JsonGenerator json, Chain chain) throws IOException {
    json.writeNumberField("b", chain.beat());
    json.writeNumberField("c", chain.hand().color());
    json.writeNumberField("x", chain.x());
    json.writeNumberField("y", chain.y());
    json.writeNumberField("d", chain.direction());
    json.writeNumberField("tb", chain.tailBeat());
    json.writeNumberField("tx", chain.tailX());
    json.writeNumberField("ty", chain.tailY());
    json.writeNumberField("sc", chain.slices());
    json.writeNumberField("s", chain.squish());
    writeExtras(json, chain.extras(), CHAIN);
  }
}
