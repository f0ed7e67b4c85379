package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beatweaver.level.Arc;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Difficulties 4.0 and 4.1: rows of beats that point to shared rows of data. */
final class DifficultyV4 extends DifficultyCodec {
  @Override
  List<Rows> tables() {
    return List.of(
        new Rows("colorNotes", "b", "i", "r"),
        new Rows("colorNotesData", "x", "y", "c", "d", "a"),
        new Rows("bombNotes", "b", "i", "r"),
        new Rows("bombNotesData", "x", "y"),
        new Rows("obstacles", "b", "i", "r"),
        new Rows("obstaclesData", "d", "x", "y", "w", "h"),
        new Rows("arcs", "hb", "tb", "hi", "ti", "ai", "hr", "tr"),
        new Rows("arcsData", "m", "tm", "a"),
        new Rows("chains", "hb", "tb", "i", "ci", "hr", "tr"),
        new Rows("chainsData", "tx", "ty", "c", "s"),
        new Rows("spawnRotations"),
        new Rows("njsEvents"));
  }

  @Override
  void convert(Map<String, Rows> tables, DifficultyContent content, Warnings warnings) {
    Rows notesData = tables.get("colorNotesData");
    tables
        .get("colorNotes")
        .forEach(
            warnings,
            row -> {
              Rows.Row data = row.in(notesData, "i");
              content.notes.add(
                  new Note(
                      row.beat("b"),
                      data.integer("x"),
                      data.integer("y"),
                      data.hand("c"),
                      data.integer("d"),
                      data.integer("a")));
            });
    tables
        .get("bombNotes")
        .forEach(
            warnings,
            row -> {
              Rows.Row data = row.in(tables.get("bombNotesData"), "i");
              content.bombs.add(new Bomb(row.beat("b"), data.integer("x"), data.integer("y")));
            });
    tables
        .get("obstacles")
        .forEach(
            warnings,
            row -> {
              Rows.Row data = row.in(tables.get("obstaclesData"), "i");
              content.walls.add(
                  new Wall(
                      row.beat("b"),
                      data.real("d"),
                      data.integer("x"),
                      data.integer("y"),
                      data.integer("w"),
                      data.integer("h")));
            });
    tables
        .get("arcs")
        .forEach(warnings, row -> content.arcs.add(arc(row, notesData, tables.get("arcsData"))));
    tables
        .get("chains")
        .forEach(
            warnings, row -> content.chains.add(chain(row, notesData, tables.get("chainsData"))));
    warnOfUnread(warnings, ROTATIONS, rotations(tables));
    warnOfUnread(warnings, JUMP_SPEEDS, tables.get("njsEvents").count());
  }

  /** Objects that stand on a turned lane, and 4.0's events that turn it. */
  private static int rotations(Map<String, Rows> tables) {
    int rotations = tables.get("spawnRotations").count();
    for (String array : List.of("colorNotes", "bombNotes", "obstacles")) {
      rotations += tables.get(array).countIf(row -> row.raw("r") != 0);
    }
    for (String array : List.of("arcs", "chains")) {
      rotations += tables.get(array).countIf(row -> row.raw("hr") != 0 || row.raw("tr") != 0);
    }
    return rotations;
  }

  private static Arc arc(Rows.Row row, Rows notesData, Rows arcsData) {
    Rows.Row head = row.in(notesData, "hi");
    Rows.Row tail = row.in(notesData, "ti");
    Rows.Row shape = row.in(arcsData, "ai");
    return new Arc(
        row.beat("hb"),
        head.integer("x"),
        head.integer("y"),
        head.hand("c"),
        head.integer("d"),
        shape.real("m"),
        row.beat("tb"),
        tail.integer("x"),
        tail.integer("y"),
        tail.integer("d"),
        shape.real("tm"),
        shape.integer("a"));
  }

  private static Chain chain(Rows.Row row, Rows notesData, Rows chainsData) {
    Rows.Row head = row.in(notesData, "i");
    Rows.Row shape = row.in(chainsData, "ci");
    return new Chain(
        row.beat("hb"),
        head.integer("x"),
        head.integer("y"),
        head.hand("c"),
        head.integer("d"),
        row.beat("tb"),
        shape.integer("tx"),
        shape.integer("ty"),
        shape.integer("c"),
        shape.real("s"));
  }

  @Override
  String writtenVersion() {
    return "4.0.0";
  }

  @Override
  void write(DifficultyContent content, JsonGenerator json) throws IOException {
    Shared<NoteData> notes = new Shared<>();
    Shared<Bomb> bombs = new Shared<>();
    Shared<Wall> walls = new Shared<>();
    Shared<ArcData> arcs = new Shared<>();
    Shared<ChainData> chains = new Shared<>();
    json.writeStartObject();
    json.writeStringField("version", writtenVersion());
    array(
        json,
        "colorNotes",
        content.notes,
        note ->
            pointer(
                json,
                note.beat(),
                notes.index(
                    new NoteData(
                        note.x(),
                        note.y(),
                        note.hand().color(),
                        note.direction(),
                        note.angleOffset()))));
    array(
        json,
        "bombNotes",
        content.bombs,
        bomb -> pointer(json, bomb.beat(), bombs.index(new Bomb(0, bomb.x(), bomb.y()))));
    array(
        json,
        "obstacles",
        content.walls,
        wall ->
            pointer(
                json,
                wall.beat(),
                walls.index(
                    new Wall(
                        0, wall.duration(), wall.x(), wall.y(), wall.width(), wall.height()))));
    array(
        json,
        "arcs",
        content.arcs,
        arc -> {
          int color = arc.hand().color();
          json.writeNumberField("hb", arc.beat());
          json.writeNumberField("tb", arc.tailBeat());
          json.writeNumberField("hr", 0);
          json.writeNumberField("tr", 0);
          json.writeNumberField(
              "hi", notes.index(new NoteData(arc.x(), arc.y(), color, arc.direction(), 0)));
          json.writeNumberField(
              "ti",
              notes.index(new NoteData(arc.tailX(), arc.tailY(), color, arc.tailDirection(), 0)));
          json.writeNumberField(
              "ai",
              arcs.index(new ArcData(arc.headMultiplier(), arc.tailMultiplier(), arc.midAnchor())));
        });
    array(
        json,
        "chains",
        content.chains,
        chain -> {
          json.writeNumberField("hb", chain.beat());
          json.writeNumberField("tb", chain.tailBeat());
          json.writeNumberField("hr", 0);
          json.writeNumberField("tr", 0);
          json.writeNumberField(
              "i",
              notes.index(
                  new NoteData(chain.x(), chain.y(), chain.hand().color(), chain.direction(), 0)));
          json.writeNumberField(
              "ci",
              chains.index(
                  new ChainData(chain.tailX(), chain.tailY(), chain.slices(), chain.squish())));
        });
    emptyArrays(json, "spawnRotations");
    array(
        json,
        "colorNotesData",
        notes.rows,
        note -> {
          json.writeNumberField("x", note.x);
          json.writeNumberField("y", note.y);
          json.writeNumberField("c", note.color);
          json.writeNumberField("d", note.direction);
          json.writeNumberField("a", note.angle);
        });
    array(
        json,
        "bombNotesData",
        bombs.rows,
        bomb -> {
          json.writeNumberField("x", bomb.x());
          json.writeNumberField("y", bomb.y());
        });
    array(
        json,
        "obstaclesData",
        walls.rows,
        wall -> {
          json.writeNumberField("d", wall.duration());
          json.writeNumberField("x", wall.x());
          json.writeNumberField("y", wall.y());
          json.writeNumberField("w", wall.width());
          json.writeNumberField("h", wall.height());
        });
    array(
        json,
        "arcsData",
        arcs.rows,
        arc -> {
          json.writeNumberField("m", arc.multiplier);
          json.writeNumberField("tm", arc.tailMultiplier);
          json.writeNumberField("a", arc.midAnchor);
        });
    array(
        json,
        "chainsData",
        chains.rows,
        chain -> {
          json.writeNumberField("tx", chain.x);
          json.writeNumberField("ty", chain.y);
          json.writeNumberField("c", chain.slices);
          json.writeNumberField("s", chain.squish);
        });
    emptyArrays(json, "spawnRotationsData");
    emptyObject(json, "customData");
    json.writeEndObject();
  }

  private static void pointer(JsonGenerator json, double beat, int index) throws IOException {
    json.writeNumberField("b", beat);
    json.writeNumberField("r", 0);
    json.writeNumberField("i", index);
  }

  /** Distinct data rows in the order of their first use. */
  private static final class Shared<T> {
    final List<T> rows = new ArrayList<>();
    private final Map<T, Integer> indexes = new LinkedHashMap<>();

    int index(T row) {
      return indexes.computeIfAbsent(
          row,
          r -> {
            rows.add(r);
            return rows.size() - 1;
          });
    }
  }

  private record NoteData(int x, int y, int color, int direction, int angle) {}

  private record ArcData(double multiplier, double tailMultiplier, int midAnchor) {}

  private record ChainData(int x, int y, int slices, double squish) {}
}
