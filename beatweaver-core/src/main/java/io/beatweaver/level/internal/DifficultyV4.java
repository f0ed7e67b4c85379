package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beatweaver.level.Arc;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Extras;
import io.beatweaver.level.LaneRotation;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.NjsEvent;
import io.beatweaver.level.Note;
import io.beatweaver.level.ReadOptions;
import io.beatweaver.level.Wall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads difficulties 4.0 and 4.1: rows of beats that point to shared rows of data. Objects get the
 * lane that they say themselves and, in 4.0, the one that spawn rotations lead to.
 */
final class DifficultyV4 extends DifficultyCodec {
  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

  static {
    DEFAULTS.put("customData", "{}");
    DEFAULTS.put("version", null);
    DEFAULTS.put("_version", null);
    for (Rows table : newTables()) {
      DEFAULTS.put(table.array(), null);
    }
  }

  DifficultyV4() {
    super(LevelFormat.V4);
  }

  private static List<Rows> newTables() {
    return List.of(
        new Rows("colorNotes", WriterV4.NOTE),
        new Rows("colorNotesData", WriterV4.NOTE_DATA),
        new Rows("bombNotes", WriterV4.NOTE),
        new Rows("bombNotesData", WriterV4.BOMB_DATA),
        new Rows("obstacles", WriterV4.NOTE),
        new Rows("obstaclesData", WriterV4.WALL_DATA),
        new Rows("arcs", WriterV4.ARC),
        new Rows("arcsData", WriterV4.ARC_DATA),
        new Rows("chains", WriterV4.CHAIN),
        new Rows("chainsData", WriterV4.CHAIN_DATA),
        new Rows("spawnRotations", "b", "i"),
        new Rows("spawnRotationsData", "t", "e", "r"),
        new Rows("njsEvents", WriterV4.NJS),
        new Rows("njsEventData", WriterV4.NJS_DATA));
  }

  @Override
  List<Rows> tables(ReadOptions options) {
    return newTables();
  }

  @Override
  Map<String, String> lightDefaults() {
    return Map.of();
  }

  @Override
  Map<String, String> defaults() {
    return DEFAULTS;
  }

  @Override
  void convert(TableFile file, DifficultyContent content, Warnings warnings, ReadOptions options) {
    List<LaneRotation> turns = new ArrayList<>();
    file.rows("spawnRotations")
        .forEach(
            warnings,
            row -> {
              Rows.Row data = row.in(file.rows("spawnRotationsData"), "i");
              // The timing is called t by the game's documentation and e by a widely used library.
              boolean early = data.integer("t") == 0 && data.integer("e") == 0;
              turns.add(new LaneRotation(row.beat("b"), early, data.degrees("r")));
              if (!extras(row, data, "i").isEmpty()) {
                warnings.add(row.place(""), "custom data of a spawn rotation, not kept");
              }
            });
    turns.sort(LaneRotation.ORDER);
    Lanes lanes = new Lanes(turns);
    Rows notesData = file.rows("colorNotesData");
    file.rows("colorNotes")
        .forEach(
            warnings,
            row -> {
              Rows.Row data = row.in(notesData, "i");
              double beat = row.beat("b");
              content.notes.add(
                  new Note(
                      beat,
                      data.integer("x"),
                      data.integer("y"),
                      data.hand("c"),
                      data.integer("d"),
                      data.rounded("a", warnings),
                      row.degrees("r") + lanes.at(beat),
                      extras(row, data, "i")));
            });
    file.rows("bombNotes")
        .forEach(
            warnings,
            row -> {
              Rows.Row data = row.in(file.rows("bombNotesData"), "i");
              double beat = row.beat("b");
              content.bombs.add(
                  new Bomb(
                      beat,
                      data.integer("x"),
                      data.integer("y"),
                      row.degrees("r") + lanes.at(beat),
                      extras(row, data, "i")));
            });
    file.rows("obstacles")
        .forEach(
            warnings,
            row -> {
              Rows.Row data = row.in(file.rows("obstaclesData"), "i");
              double beat = row.beat("b");
              content.walls.add(
                  new Wall(
                      beat,
                      data.beat("d"),
                      data.integer("x"),
                      data.integer("y"),
                      data.integer("w"),
                      data.integer("h"),
                      0,
                      row.degrees("r") + lanes.at(beat),
                      extras(row, data, "i")));
            });
    file.rows("arcs")
        .forEach(
            warnings, row -> content.arcs.add(arc(row, notesData, file.rows("arcsData"), lanes)));
    file.rows("chains")
        .forEach(
            warnings,
            row -> content.chains.add(chain(row, notesData, file.rows("chainsData"), lanes)));
    file.rows("njsEvents")
        .forEach(
            warnings,
            row -> {
              Rows.Row data = row.in(file.rows("njsEventData"), "i");
              content.njsEvents.add(
                  new NjsEvent(
                      row.beat("b"),
                      data.integer("p") == 1,
                      data.integer("e"),
                      data.real("d"),
                      extras(row, data, "i")));
            });
  }

  private static Arc arc(Rows.Row row, Rows notesData, Rows arcsData, Lanes lanes) {
    Rows.Row head = row.in(notesData, "hi");
    Rows.Row tail = row.in(notesData, "ti");
    Rows.Row shape = row.in(arcsData, "ai");
    double beat = row.beat("hb");
    double tailBeat = row.beat("tb");
    return new Arc(
        beat,
        head.integer("x"),
        head.integer("y"),
        head.hand("c"),
        head.integer("d"),
        shape.real("m"),
        tailBeat,
        tail.integer("x"),
        tail.integer("y"),
        tail.integer("d"),
        shape.real("tm"),
        shape.integer("a"),
        row.degrees("hr") + lanes.at(beat),
        row.degrees("tr") + lanes.at(tailBeat),
        extras(extras(extras(row, head, "hi"), tail, "ti"), shape, "ai"));
  }

  private static Chain chain(Rows.Row row, Rows notesData, Rows chainsData, Lanes lanes) {
    Rows.Row head = row.in(notesData, "i");
    Rows.Row shape = row.in(chainsData, "ci");
    double beat = row.beat("hb");
    double tailBeat = row.beat("tb");
    return new Chain(
        beat,
        head.integer("x"),
        head.integer("y"),
        head.hand("c"),
        head.integer("d"),
        tailBeat,
        shape.integer("tx"),
        shape.integer("ty"),
        shape.integer("c"),
        shape.real("s"),
        row.degrees("hr") + lanes.at(beat),
        row.degrees("tr") + lanes.at(tailBeat),
        extras(extras(row, head, "i"), shape, "ci"));
  }

  /** What a row says and what the data that it points to says. */
  static Extras extras(Rows.Row row, Rows.Row data, String place) {
    return extras(row.extras(), data, place);
  }

  private static Extras extras(Extras extras, Rows.Row data, String place) {
    Extras more = data.extras();
    if (more.isEmpty()) {
      return extras;
    }
    List<Extras.Member> members = new ArrayList<>(extras.members());
    for (Extras.Member member : more.members()) {
      members.add(new Extras.Member(place, member.name(), member.json()));
    }
    return Extras.ofParsed(LevelFormat.V4, members);
  }

  @Override
  void write(DifficultyContent content, JsonGenerator json) throws IOException {
    new WriterV4(this, json).write(content);
  }
}
