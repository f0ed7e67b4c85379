package io.beatweaver.level;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FORMAT_COVERAGE.md says of reading and writing what the code does. */
class FormatCoverageTest {
  private static final TempoMap TEMPO = TempoMap.constant(120);
  private static final int READ = 2;
  private static final int WRITTEN = 7;

  @TempDir Path folder;

  /** A beatmap that has a thing, and whether it is there. */
  private record Thing(Beatmap map, Predicate<Beatmap> isThere) {}

  private static BeatmapBuilder map() {
    return new BeatmapBuilder(Characteristic.STANDARD, Difficulty.HARD, TEMPO);
  }

  private static Note note(int angle, double rotation, Extras extras) {
    return new Note(1, 0, 0, Hand.LEFT, 1, angle, rotation, extras);
  }

  private static Map<String, Thing> things(LevelFormat own) {
    Map<String, Thing> things = new LinkedHashMap<>();
    Note plain = note(0, 0, Extras.NONE);
    things.put("notes", new Thing(map().notes(List.of(plain)).build(), m -> !m.notes().isEmpty()));
    things.put(
        "angle offsets",
        new Thing(
            map().notes(List.of(note(15, 0, Extras.NONE))).build(),
            m -> m.notes().get(0).angleOffset() == 15));
    things.put(
        "bombs",
        new Thing(map().bombs(List.of(new Bomb(1, 1, 1))).build(), m -> !m.bombs().isEmpty()));
    things.put(
        "walls",
        new Thing(
            map().walls(List.of(new Wall(1, 1, 1, 1, 1, 1))).build(), m -> !m.walls().isEmpty()));
    things.put(
        "walls of Mapping Extensions",
        new Thing(
            map().walls(List.of(new Wall(1, 1, 1, 1, 1, 1, 4001, 0, Extras.NONE))).build(),
            m -> m.walls().stream().anyMatch(w -> w.extensionType() == 4001)));
    things.put(
        "arcs",
        new Thing(
            map().arcs(List.of(new Arc(1, 0, 0, Hand.LEFT, 1, 1, 2, 0, 0, 1, 1, 0))).build(),
            m -> !m.arcs().isEmpty()));
    for (boolean crashing : new boolean[] {false, true}) {
      Chain chain = new Chain(1, 0, 0, Hand.LEFT, 1, 2, 0, 1, 3, crashing ? 0 : 1);
      things.put(
          crashing ? "chains of squish 0" : "chains",
          new Thing(map().chains(List.of(chain)).build(), m -> !m.chains().isEmpty()));
    }
    things.put(
        "lane rotations",
        new Thing(
            map()
                .notes(List.of(plain))
                .laneRotations(List.of(new LaneRotation(0, true, 30)))
                .build(),
            m -> m.notes().get(0).rotation() == 30));
    things.put(
        "note jump speed changes",
        new Thing(
            map().njsEvents(List.of(new NjsEvent(1, false, 0, 2))).build(),
            m -> !m.njsEvents().isEmpty()));
    TempoMap changing = TempoMap.ofChanges(120, List.of(new TempoChange(4, 60)), 0);
    things.put(
        "tempo changes",
        new Thing(map().tempo(changing).build(), m -> m.tempo().secondsAt(5) == 3));
    things.put(
        "basic light events",
        new Thing(
            map().lights(Lightshow.of(List.of(new LightEvent(1, 1, 5, 1)), List.of())).build(),
            m -> !m.lights().events().isEmpty()));
    things.put(
        "colour boosts",
        new Thing(
            map().lights(Lightshow.of(List.of(), List.of(new BoostEvent(1, true)))).build(),
            m -> !m.lights().boosts().isEmpty()));
    Extras custom = Extras.ofCustomData(own, "{\"a\":1}");
    Extras boxes = Extras.of(own, List.of(new Extras.Member("", lightMember(own), "[{\"b\":1}]")));
    things.put(
        "event boxes, waypoints and other lights",
        new Thing(
            map().lights(new Lightshow(List.of(), List.of(), boxes)).build(),
            m -> m.lights().extras().equals(boxes)));
    things.put(
        "custom data and unknown keys of objects",
        new Thing(
            map().notes(List.of(note(0, 0, custom))).build(),
            m -> m.notes().get(0).extras().equals(custom)));
    things.put(
        "custom data and unknown keys of files",
        new Thing(map().extras(custom).build(), m -> m.extras().equals(custom)));
    return things;
  }

  private static String lightMember(LevelFormat format) {
    return switch (format) {
      case V2 -> "_waypoints";
      case V3 -> "lightColorEventBoxGroups";
      case V4 -> "eventBoxGroups";
    };
  }

  /** The table's cells by object. */
  private static Map<String, String[]> table() throws IOException {
    Map<String, String[]> rows = new LinkedHashMap<>();
    Path parent = Path.of("").toAbsolutePath();
    while (!Files.exists(parent.resolve("FORMAT_COVERAGE.md"))) {
      parent = parent.getParent();
    }
    String text = Files.readString(parent.resolve("FORMAT_COVERAGE.md"));
    text = text.substring(text.indexOf("## Objects by version"), text.indexOf("In the last three"));
    for (String line : text.lines().filter(l -> l.startsWith("| ")).skip(1).toList()) {
      String[] cells = line.substring(2).split(" *\\| *");
      rows.put(cells[0], cells);
    }
    return rows;
  }

  @Test
  void theTableIsTrue() throws IOException {
    Path song = Files.writeString(folder.resolve("input.ogg"), "OggS");
    LevelAssets assets = new LevelAssets(song, 441_000, 44_100, null);
    WriteOptions report = WriteOptions.STRICT.withOnLoss(OnLoss.REPORT);
    Map<String, String[]> table = table();
    assertEquals(things(LevelFormat.V2).keySet(), table.keySet());
    LevelFormat[] formats = LevelFormat.values();
    for (LevelFormat from : formats) {
      for (Map.Entry<String, Thing> entry : things(from).entrySet()) {
        String[] cells = table.get(entry.getKey());
        boolean carried = cells[READ].equals("carried");
        for (LevelFormat to : formats) {
          String where = entry.getKey() + " from " + from + " to " + to;
          Thing thing = entry.getValue();
          Level level = Level.of(LevelInfo.of("t", "a", "m", 120, "s.ogg"), List.of(thing.map));
          Path target = folder.resolve(where);
          WriteReport written = LevelWriter.write(level, to, assets, target, report);
          boolean there = thing.isThere.test(LevelReader.read(target).beatmaps().get(0));
          assertEquals(there, written.lossless(), where);
          String cell = cells[WRITTEN + to.ordinal()];
          if (from == to && carried) {
            assertEquals(true, there, where);
          } else {
            assertEquals(cell, there ? "yes" : "counted", where);
          }
          String read = cells[READ + to.ordinal()];
          boolean crashing = entry.getKey().equals("chains of squish 0");
          if (from == to && !crashing) {
            assertEquals(there, !read.equals("-"), where);
          }
        }
      }
    }
  }
}
