package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beatweaver.level.Arc;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Difficulties 3.0 to 3.3. */
final class DifficultyV3 extends DifficultyCodec {
  @Override
  List<Rows> tables() {
    return List.of(
        new Rows("colorNotes", "b", "x", "y", "c", "d", "a"),
        new Rows("bombNotes", "b", "x", "y"),
        new Rows("obstacles", "b", "d", "x", "y", "w", "h"),
        new Rows("sliders", "b", "c", "x", "y", "d", "mu", "tb", "tx", "ty", "tc", "tmu", "m"),
        new Rows("burstSliders", "b", "c", "x", "y", "d", "tb", "tx", "ty", "sc", "s"),
        new Rows("bpmEvents", "b", "m"),
        new Rows("rotationEvents"));
  }

  @Override
  void convert(Map<String, Rows> tables, DifficultyContent content, Warnings warnings) {
    tables
        .get("colorNotes")
        .forEach(
            warnings,
            row ->
                content.notes.add(
                    new Note(
                        row.beat("b"),
                        row.integer("x"),
                        row.integer("y"),
                        row.hand("c"),
                        row.integer("d"),
                        row.integer("a"))));
    tables
        .get("bombNotes")
        .forEach(
            warnings,
            row -> content.bombs.add(new Bomb(row.beat("b"), row.integer("x"), row.integer("y"))));
    tables
        .get("obstacles")
        .forEach(
            warnings,
            row ->
                content.walls.add(
                    new Wall(
                        row.beat("b"),
                        row.real("d"),
                        row.integer("x"),
                        row.integer("y"),
                        row.integer("w"),
                        row.integer("h"))));
    tables
        .get("sliders")
        .forEach(
            warnings,
            row ->
                content.arcs.add(
                    new Arc(
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
                        row.integer("m"))));
    tables
        .get("burstSliders")
        .forEach(
            warnings,
            row ->
                content.chains.add(
                    new Chain(
                        row.beat("b"),
                        row.integer("x"),
                        row.integer("y"),
                        row.hand("c"),
                        row.integer("d"),
                        row.beat("tb"),
                        row.integer("tx"),
                        row.integer("ty"),
                        row.integer("sc"),
                        row.real("s"))));
    tables.get("bpmEvents").forEach(warnings, row -> addTempoChange(content, row, "b", "m"));
    warnOfUnread(warnings, ROTATIONS, tables.get("rotationEvents").count());
  }

  @Override
  String writtenVersion() {
    return "3.3.0";
  }

  @Override
  void write(DifficultyContent content, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("version", writtenVersion());
    array(
        json,
        "bpmEvents",
        content.tempoChanges,
        change -> {
          json.writeNumberField("b", change.beat());
          json.writeNumberField("m", change.bpm());
        });
    emptyArrays(json, "rotationEvents");
    array(
        json,
        "colorNotes",
        content.notes,
        note -> {
          json.writeNumberField("b", note.beat());
          json.writeNumberField("x", note.x());
          json.writeNumberField("y", note.y());
          json.writeNumberField("a", note.angleOffset());
          json.writeNumberField("c", note.hand().color());
          json.writeNumberField("d", note.direction());
        });
    array(
        json,
        "bombNotes",
        content.bombs,
        bomb -> {
          json.writeNumberField("b", bomb.beat());
          json.writeNumberField("x", bomb.x());
          json.writeNumberField("y", bomb.y());
        });
    array(
        json,
        "obstacles",
        content.walls,
        wall -> {
          json.writeNumberField("b", wall.beat());
          json.writeNumberField("d", wall.duration());
          json.writeNumberField("x", wall.x());
          json.writeNumberField("y", wall.y());
          json.writeNumberField("w", wall.width());
          json.writeNumberField("h", wall.height());
        });
    array(json, "sliders", content.arcs, arc -> writeArc(json, arc));
    array(json, "burstSliders", content.chains, chain -> writeChain(json, chain));
    emptyArrays(
        json,
        "waypoints",
        "basicBeatmapEvents",
        "colorBoostBeatmapEvents",
        "lightColorEventBoxGroups",
        "lightRotationEventBoxGroups",
        "lightTranslationEventBoxGroups",
        "vfxEventBoxGroups");
    emptyObject(json, "_fxEventsCollection", "_fl", "_il");
    emptyObject(json, "basicEventTypesWithKeywords", "d");
    json.writeBooleanField("useNormalEventsAsCompatibleEvents", true);
    emptyObject(json, "customData");
    json.writeEndObject();
  }

  private static void writeArc(JsonGenerator json, Arc arc) throws IOException {
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
  }

  private static void writeChain(JsonGenerator json, Chain chain) throws IOException {
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
  }
}
