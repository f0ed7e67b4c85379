package io.beatweaver.level;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.WriteLoss.Kind;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Levels that use all that a format has, written, read and converted. More cases: {@code
 * -Dbeatweaver.roundTrips=5000}.
 */
class RoundTripTest {
  private static final int RUNS = Integer.getInteger("beatweaver.roundTrips", 10);
  private static final int RATE = 44_100;
  private static final WriteOptions REPORT = WriteOptions.STRICT.withOnLoss(OnLoss.REPORT);

  @TempDir Path folder;
  private LevelAssets assets;

  @BeforeEach
  void makeAssets() throws IOException {
    Path song = Files.writeString(folder.resolve("input.ogg"), "OggS");
    assets = new LevelAssets(song, 60 * RATE, RATE, null);
  }

  private static <T> List<T> some(Random random, Supplier<T> make) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      list.add(make.get());
    }
    return list;
  }

  /** A level as a file of the format could have it. */
  private static Level level(Random random, LevelFormat format) {
    boolean v4 = format == LevelFormat.V4;
    boolean turning = random.nextInt(3) == 0;
    RandomObjects objects = new RandomObjects(random, format);
    double bpm = 60 + random.nextInt(200);
    TempoMap tempo = TempoMap.constant(bpm, random.nextInt(4) / 4.0);
    List<Beatmap> maps = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      BeatmapBuilder map =
          new BeatmapBuilder(
                  new Characteristic(i < 2 ? "Standard" : "360Degree"),
                  Difficulty.values()[i],
                  tempo)
              .notes(some(random, () -> objects.note(format != LevelFormat.V2)))
              .bombs(some(random, objects::bomb))
              .walls(some(random, objects::wall))
              .arcs(some(random, objects::arc))
              .lights(
                  new Lightshow(
                      some(random, objects::light),
                      some(random, objects::boost),
                      lightExtras(random, format)))
              .environment(i == 1 ? "NiceEnvironment" : "")
              .extras(objects.extras(""))
              .infoExtras(
                  Extras.ofCustomData(
                      format.infoFamily(), "{\"_difficultyLabel\": \"" + i + "\"}"));
      if (format != LevelFormat.V2) {
        map.chains(some(random, objects::chain));
      }
      if (v4) {
        map.njsEvents(some(random, objects::njsEvent));
      } else if (turning) {
        map.laneRotations(some(random, objects::laneRotation));
      }
      maps.add(map.build());
    }
    LevelInfo info =
        LevelInfo.of("T", "A", "M \"quoted\"", bpm, "song.ogg")
            .withCustomData(format, "{\"editors\" : [1.50]}");
    return Level.of(info, maps);
  }

  private static Extras lightExtras(Random random, LevelFormat format) {
    String json = "[{\"b\":1.0,\"g\":[1, 2]}]";
    return random.nextBoolean()
        ? Extras.NONE
        : Extras.of(
            format,
            List.of(
                switch (format) {
                  case V2 -> new Extras.Member("", "_waypoints", json);
                  case V3 -> new Extras.Member("", "lightColorEventBoxGroups", json);
                  case V4 -> new Extras.Member("", "eventBoxGroups", json);
                }));
  }

  private Level write(Level level, LevelFormat format, String name, WriteOptions options)
      throws IOException {
    Path target = folder.resolve(name);
    LevelWriter.write(level, format, assets, target, options);
    Level back = LevelReader.read(target);
    assertEquals(List.of(), back.warnings());
    return back;
  }

  /** What a beatmap says, without what its file is called. */
  private static Beatmap bare(Beatmap map) {
    return map.toBuilder().file("").version("").tempo(TempoMap.constant(100)).build();
  }

  private static LevelInfo bare(LevelInfo info) {
    return new LevelInfo(
        info.title(),
        info.subTitle(),
        info.artist(),
        info.mapper(),
        info.bpm(),
        info.songFile(),
        0,
        info.coverFile(),
        info.environment(),
        info.previewStart(),
        info.previewDuration(),
        "",
        info.extras());
  }

  @ParameterizedTest
  @CsvSource({"V2", "V3", "V4"})
  void theSameFormatKeepsEverything(LevelFormat format) throws IOException {
    Random random = new Random(17);
    for (int run = 0; run < RUNS; run++) {
      Level level = level(random, format);
      Level back = write(level, format, "level" + run, WriteOptions.STRICT);
      assertEquals(bare(level.info()), bare(back.info()));
      assertEquals(
          level.beatmaps().stream().map(RoundTripTest::bare).toList(),
          back.beatmaps().stream().map(RoundTripTest::bare).toList());
      Level again = write(back, format, "again" + run, WriteOptions.STRICT);
      assertEquals(back.info(), again.info());
      assertEquals(back.beatmaps(), again.beatmaps());
      assertEquals(back.hash(), again.hash());
    }
  }

  @ParameterizedTest
  @CsvSource({"V2,V3", "V2,V4", "V3,V2", "V3,V4", "V4,V2", "V4,V3"})
  void anotherFormatKeepsEveryObjectItCanHoldAndCountsTheOthers(LevelFormat from, LevelFormat to)
      throws IOException {
    Random random = new Random(23);
    Set<Kind> seen = new HashSet<>();
    for (int run = 0; run < RUNS; run++) {
      Level level = level(random, from);
      Path target = folder.resolve("level" + run);
      WriteReport report = LevelWriter.write(level, to, assets, target, REPORT);
      report.losses().forEach(loss -> seen.add(loss.kind()));
      Level back = LevelReader.read(target);
      assertEquals(List.of(), back.warnings());
      long lost = 0;
      for (int i = 0; i < 3; i++) {
        Beatmap map = level.beatmaps().get(i);
        assertObjects(map, back.beatmaps().get(i), to, report.count(Kind.LANES) > 0);
        lost += objectExtras(map);
        lost += map.extras().members().stream().mapToLong(m -> entries(m.json())).sum();
        lost += map.lights().extras().members().size();
        lost += from.infoFamily() == to.infoFamily() ? 0 : 1;
      }
      lost += from.infoFamily() == to.infoFamily() ? 0 : 1;
      assertEquals(lost, report.count(Kind.CARRIED_JSON), report.losses().toString());
      assertEquals(
          to == LevelFormat.V2 ? count(level, m -> m.chains().size()) : 0,
          report.count(Kind.CHAINS));
      assertEquals(
          to == LevelFormat.V4 ? 0 : count(level, m -> m.njsEvents().size()),
          report.count(Kind.NJS_EVENTS));
      assertEquals(
          count(level, m -> (int) m.walls().stream().filter(w -> w.extensionType() > 0).count()),
          report.count(Kind.EXTENSION_WALLS));
      assertEquals(report.losses().isEmpty(), report.lossless());
    }
    assertTrue(seen.contains(Kind.CARRIED_JSON));
    assertFalse(seen.contains(Kind.APPROXIMATED_TEMPOS));
  }

  private static long count(Level level, Function<Beatmap, Integer> what) {
    return level.beatmaps().stream().mapToLong(what::apply).sum();
  }

  /** What an account of losses should say of a value, for the few values there are. */
  private static long entries(String json) {
    return switch (json) {
      case "null", "[]" -> 0;
      case "[ 1, [2,{}] ]" -> 2;
      default -> json.startsWith("{\"x\"") ? 2 : 1;
    };
  }

  private static long objectExtras(Beatmap map) {
    return List.of(
            map.notes().stream().map(Note::extras),
            map.bombs().stream().map(Bomb::extras),
            map.walls().stream().map(Wall::extras),
            map.arcs().stream().map(Arc::extras),
            map.chains().stream().map(Chain::extras),
            map.laneRotations().stream().map(LaneRotation::extras),
            map.njsEvents().stream().map(NjsEvent::extras),
            map.lights().events().stream().map(LightEvent::extras),
            map.lights().boosts().stream().map(BoostEvent::extras))
        .stream()
        .flatMap(stream -> stream)
        .mapToLong(extras -> extras.members().size())
        .sum();
  }

  private static void assertObjects(
      Beatmap expected, Beatmap actual, LevelFormat to, boolean lanesMoved) {
    boolean v2 = to == LevelFormat.V2;
    assertEquals(expected.environment(), actual.environment());
    assertEquals(expected.noteJumpSpeed(), actual.noteJumpSpeed());
    Function<Double, Double> lane = degrees -> lanesMoved ? 0 : degrees;
    assertEquals(
        expected.notes().stream()
            .map(n -> List.of(n.beat(), n.x(), n.y(), n.hand(), n.direction()))
            .toList(),
        actual.notes().stream()
            .map(n -> List.of(n.beat(), n.x(), n.y(), n.hand(), n.direction()))
            .toList());
    assertEquals(
        expected.notes().stream().map(n -> v2 ? 0 : n.angleOffset()).toList(),
        actual.notes().stream().map(Note::angleOffset).toList());
    assertEquals(
        expected.notes().stream().map(n -> lane.apply(n.rotation())).toList(),
        actual.notes().stream().map(n -> lane.apply(n.rotation())).toList());
    assertEquals(
        expected.bombs().stream()
            .map(b -> new Bomb(b.beat(), b.x(), b.y(), lane.apply(b.rotation()), Extras.NONE))
            .toList(),
        actual.bombs().stream()
            .map(b -> new Bomb(b.beat(), b.x(), b.y(), lane.apply(b.rotation()), b.extras()))
            .toList());
    assertEquals(
        expected.walls().stream()
            .filter(w -> w.extensionType() == 0)
            .map(w -> List.of(w.beat(), w.duration(), w.x(), w.y(), w.width(), w.height()))
            .toList(),
        actual.walls().stream()
            .map(w -> List.of(w.beat(), w.duration(), w.x(), w.y(), w.width(), w.height()))
            .toList());
    assertEquals(
        expected.arcs().stream().map(a -> shape(a, lane)).toList(),
        actual.arcs().stream().map(a -> shape(a, lane)).toList());
    assertEquals(
        v2 ? List.of() : expected.chains().stream().map(c -> shape(c, lane)).toList(),
        actual.chains().stream().map(c -> shape(c, lane)).toList());
    assertEquals(
        expected.lights().events().stream()
            .map(e -> new LightEvent(e.beat(), e.type(), e.value(), e.brightness()))
            .toList(),
        actual.lights().events());
    assertEquals(
        expected.lights().boosts().stream().map(b -> new BoostEvent(b.beat(), b.on())).toList(),
        actual.lights().boosts());
  }

  private static List<Object> shape(Arc a, Function<Double, Double> lane) {
    return List.of(
        a.beat(),
        a.x(),
        a.y(),
        a.hand(),
        a.direction(),
        a.headMultiplier(),
        a.tailBeat(),
        a.tailX(),
        a.tailY(),
        a.tailDirection(),
        a.tailMultiplier(),
        a.midAnchor(),
        lane.apply(a.rotation()),
        lane.apply(a.tailRotation()));
  }

  private static List<Object> shape(Chain c, Function<Double, Double> lane) {
    return List.of(
        c.beat(),
        c.x(),
        c.y(),
        c.hand(),
        c.direction(),
        c.tailBeat(),
        c.tailX(),
        c.tailY(),
        c.slices(),
        c.squish(),
        lane.apply(c.rotation()),
        lane.apply(c.tailRotation()));
  }
}
