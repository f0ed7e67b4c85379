package io.beatweaver.examples;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Extras;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.ReadWarning;
import io.beatweaver.level.Wall;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what was read of a level. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = "Show what a level holds, and what of it could not be read.")
final class Inspect extends Job {
  @Parameters(paramLabel = "LEVEL", description = "A level's folder or zip.")
  Path source;

  @Override
  Map<String, ?> run() throws IOException {
    Level level = LevelReader.read(source);
    LevelInfo info = level.info();
    say("%s - %s, mapped by %s", info.artist(), info.title(), info.mapper());
    say("%.4g BPM, song %s, info version %s", info.bpm(), info.songFile(), info.version());
    say("hash %s", level.hash().isEmpty() ? "unknown: some file can't be read" : level.hash());
    say("");
    say(
        "%-14s %-10s %-7s %6s %6s %6s %5s %6s %6s  %s",
        "", "", "version", "notes", "bombs", "walls", "arcs", "chains", "lights", "tempo");
    for (Beatmap map : level.beatmaps()) {
      say(
          "%-14s %-10s %-7s %6d %6d %6d %5d %6d %6d  %s%s",
          map.characteristic(),
          map.difficulty(),
          map.version(),
          map.notes().size(),
          map.bombs().size(),
          map.walls().size(),
          map.arcs().size(),
          map.chains().size(),
          map.lights().events().size(),
          map.tempo().isConstant()
              ? String.format("%.4g BPM", map.tempo().bpmAt(0))
              : map.tempo().changes().size() + " tempos",
          rarities(map));
    }
    sayWarnings(level);
    return toMap(level);
  }

  /** What few beatmaps have. */
  private static String rarities(Beatmap map) {
    StringBuilder text = new StringBuilder();
    long extensions =
        map.notes().stream().filter(note -> !note.inGrid()).count()
            + map.walls().stream().filter(Wall::usesExtensions).count();
    append(text, map.laneRotations().size(), "lane rotations");
    append(text, map.njsEvents().size(), "NJS changes");
    append(text, extensions, "objects of mapping extensions");
    List<String> carried = carried(map);
    return text + (carried.isEmpty() ? "" : ", carried: " + String.join(" ", carried));
  }

  private static void append(StringBuilder text, long count, String what) {
    if (count > 0) {
      text.append(", ").append(count).append(' ').append(what);
    }
  }

  private static List<String> carried(Beatmap map) {
    return Stream.of(map.extras(), map.lights().extras())
        .flatMap(extras -> extras.members().stream())
        .map(Extras.Member::name)
        .distinct()
        .limit(20)
        .toList();
  }

  /** How much of each kind, with the first of it as an example. */
  private void sayWarnings(Level level) {
    level
        .warningCounts()
        .forEach(
            (kind, count) -> {
              ReadWarning first =
                  level.warnings().stream()
                      .filter(warning -> warning.kind().equals(kind))
                      .findFirst()
                      .orElseThrow();
              say("warning: %s%s", first, count > first.count() ? ", " + count + " such" : "");
            });
  }

  private static Map<String, ?> toMap(Level level) {
    LevelInfo info = level.info();
    Map<String, Object> infoMap = new LinkedHashMap<>();
    infoMap.put("title", info.title());
    infoMap.put("artist", info.artist());
    infoMap.put("mapper", info.mapper());
    infoMap.put("bpm", info.bpm());
    infoMap.put("songFile", info.songFile());
    infoMap.put("songTimeOffset", info.songTimeOffset());
    infoMap.put("version", info.version());
    return Map.of(
        "hash",
        level.hash(),
        "info",
        infoMap,
        "warnings",
        level.warnings().stream()
            .map(
                w ->
                    Map.of(
                        "file",
                        w.file(),
                        "place",
                        w.place(),
                        "reason",
                        w.reason(),
                        "count",
                        w.count()))
            .toList(),
        "warningCounts",
        level.warningCounts(),
        "beatmaps",
        level.beatmaps().stream().map(Inspect::toMap).toList());
  }

  private static Map<String, ?> toMap(Beatmap map) {
    TempoMap tempo = map.tempo();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("characteristic", map.characteristic().name());
    json.put("difficulty", map.difficulty().serializedName());
    json.put("file", map.file());
    json.put("version", map.version());
    json.put(
        "notes",
        map.notes().stream()
            .map(
                n ->
                    List.of(
                        n.beat(),
                        tempo.secondsAt(n.beat()),
                        n.x(),
                        n.y(),
                        n.hand().color(),
                        n.direction(),
                        n.angleOffset()))
            .toList());
    json.put(
        "bombs",
        map.bombs().stream()
            .map(b -> List.of(b.beat(), tempo.secondsAt(b.beat()), b.x(), b.y()))
            .toList());
    json.put(
        "walls",
        map.walls().stream()
            .map(
                w ->
                    List.of(
                        w.beat(),
                        tempo.secondsAt(w.beat()),
                        w.duration(),
                        w.x(),
                        w.y(),
                        w.width(),
                        w.height()))
            .toList());
    json.put(
        "arcs",
        map.arcs().stream()
            .map(
                a ->
                    List.of(
                        a.beat(),
                        tempo.secondsAt(a.beat()),
                        a.x(),
                        a.y(),
                        a.hand().color(),
                        a.direction(),
                        a.tailBeat(),
                        a.tailX(),
                        a.tailY(),
                        a.tailDirection()))
            .toList());
    json.put(
        "chains",
        map.chains().stream()
            .map(
                c ->
                    List.of(
                        c.beat(),
                        tempo.secondsAt(c.beat()),
                        c.x(),
                        c.y(),
                        c.hand().color(),
                        c.direction(),
                        c.tailBeat(),
                        c.tailX(),
                        c.tailY(),
                        c.slices(),
                        c.squish()))
            .toList());
    json.put(
        "tempoChanges",
        tempo.changes().stream().map(change -> List.of(change.beat(), change.bpm())).toList());
    json.put(
        "laneRotations",
        map.laneRotations().stream()
            .map(r -> List.of(r.beat(), tempo.secondsAt(r.beat()), r.early() ? 0 : 1, r.degrees()))
            .toList());
    json.put(
        "njsEvents",
        map.njsEvents().stream()
            .map(
                e ->
                    List.of(
                        e.beat(),
                        tempo.secondsAt(e.beat()),
                        e.extend() ? 1 : 0,
                        e.easing(),
                        e.delta()))
            .toList());
    json.put("lightEvents", map.lights().events().size());
    json.put("boostEvents", map.lights().boosts().size());
    json.put("carried", carried(map));
    return json;
  }
}
