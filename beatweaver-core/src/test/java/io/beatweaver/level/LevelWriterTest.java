package io.beatweaver.level;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beatweaver.InputException;
import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import io.beatweaver.tempo.TempoRegion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LevelWriterTest {
  private static final WriteOptions REPORT = WriteOptions.STRICT.withOnLoss(OnLoss.REPORT);
  private static final int RATE = 44_100;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;
  private LevelAssets assets;

  @BeforeEach
  void makeAssets() throws IOException {
    Path song = Files.writeString(folder.resolve("input.ogg"), "OggS, as far as it matters here");
    Path cover = Files.writeString(folder.resolve("input.png"), "picture");
    assets = new LevelAssets(song, 60 * RATE, RATE, cover);
  }

  private static Level simple() {
    Beatmap map =
        Beatmap.of(
            Difficulty.EXPERT,
            TempoMap.constant(120, 0.5),
            List.of(Note.of(4, 1, 0, Hand.LEFT, CutDirection.DOWN)));
    return Level.of(LevelInfo.of("Title", "Artist", "Mapper", 120, "song.egg"), List.of(map));
  }

  @ParameterizedTest
  @EnumSource(LevelFormat.class)
  void readsBackTheSameObjectsAtTheSameTimes(LevelFormat format) throws IOException {
    Random random = new Random(21);
    for (int run = 0; run < 40; run++) {
      double bpm = 60 + random.nextInt(200) + (run % 2 == 0 ? 0 : random.nextDouble());
      double offset = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 4 - 1;
      TempoMap first = RandomLevels.tempo(random, bpm, offset);
      List<TempoMap> tempi =
          format == LevelFormat.V4
              ? List.of(first, first, first, first)
              : List.of(first, RandomLevels.tempo(random, bpm, offset), first, first);
      Level level = RandomLevels.level(random, bpm, tempi, format != LevelFormat.V2);
      Path target = folder.resolve("level" + run + (run % 3 == 0 ? ".zip" : ""));
      WriteReport report = LevelWriter.write(level, format, assets, target);
      assertTrue(report.lossless());
      Level back = LevelReader.read(target);
      assertEquals(List.of(), back.warnings());
      assertEquals(level.beatmaps().size(), back.beatmaps().size());
      for (int i = 0; i < 4; i++) {
        // In V4 half a sample if the tempo changes, otherwise rounding alone.
        double tolerance = format == LevelFormat.V4 && !first.isConstant() ? 0.5 / RATE : 1e-9;
        assertSame(level.beatmaps().get(i), back.beatmaps().get(i), tolerance);
      }
      assertEquals(level.info().title(), back.info().title());
      assertEquals(level.info().artist(), back.info().artist());
      assertEquals(level.info().mapper(), back.info().mapper());
      assertEquals(level.info().bpm(), back.info().bpm());
      assertEquals(level.info().environment(), back.info().environment());
      assertEquals("picture", read(target, back, "cover.png"));
      assertEquals(40, back.hash().length());
    }
  }

  private String read(Path target, Level level, String name) throws IOException {
    if (Files.isDirectory(target)) {
      return Files.readString(target.resolve(name));
    }
    // The song is the file that can be asked for.
    assertArrayEquals(
        Files.readAllBytes(assets.song()), Files.readAllBytes(LevelSong.file(level, folder)));
    return "picture";
  }

  private static void assertSame(Beatmap expected, Beatmap actual, double tolerance) {
    assertEquals(expected.characteristic(), actual.characteristic());
    assertEquals(expected.difficulty(), actual.difficulty());
    assertEquals(expected.noteJumpSpeed(), actual.noteJumpSpeed());
    assertEquals(expected.noteJumpOffset(), actual.noteJumpOffset());
    assertEquals(expected.notes(), actual.notes());
    assertEquals(expected.bombs(), actual.bombs());
    assertEquals(expected.walls(), actual.walls());
    assertEquals(expected.arcs(), actual.arcs());
    assertEquals(expected.chains(), actual.chains());
    assertTimes(expected, actual, tolerance);
    for (double beat = 0; beat <= 104; beat += 1 / 16.0) {
      double seconds = expected.tempo().secondsAt(beat);
      // Past the end of both song and objects nothing is promised.
      if (seconds >= 0 && seconds <= 60) {
        double allowed = tolerance + 1e-9 * Math.abs(seconds);
        assertEquals(seconds, actual.tempo().secondsAt(beat), allowed, "beat " + beat);
      }
    }
  }

  private static void assertTimes(Beatmap expected, Beatmap actual, double tolerance) {
    for (int i = 0; i < expected.notes().size(); i++) {
      double seconds = expected.tempo().secondsAt(expected.notes().get(i).beat());
      if (seconds < 0) {
        continue; // Before the audio begins V4 has no regions.
      }
      assertEquals(
          seconds,
          actual.tempo().secondsAt(actual.notes().get(i).beat()),
          tolerance + 1e-9 * Math.abs(seconds));
    }
  }

  @Test
  void v2IsWrittenAsTheGameWantsIt() throws IOException {
    Path target = folder.resolve("level");
    WriteReport report = LevelWriter.write(simple(), LevelFormat.V2, assets, target);
    assertEquals(
        List.of("Info.dat", "ExpertStandard.dat", "song.egg", "cover.png"), report.files());
    JsonNode info = MAPPER.readTree(target.resolve("Info.dat").toFile());
    assertEquals("2.1.0", info.path("_version").asText());
    assertEquals(0.5, info.path("_songTimeOffset").asDouble());
    assertEquals("song.egg", info.path("_songFilename").asText());
    assertEquals(
        "BeatWeaver", info.path("_customData").path("_editors").path("_lastEditedBy").asText());
    JsonNode entry =
        info.path("_difficultyBeatmapSets").path(0).path("_difficultyBeatmaps").path(0);
    assertEquals(7, entry.path("_difficultyRank").asInt());
    assertEquals("Expert", entry.path("_difficulty").asText());
    JsonNode map = MAPPER.readTree(target.resolve("ExpertStandard.dat").toFile());
    assertEquals("2.6.0", map.path("_version").asText());
    JsonNode note = map.path("_notes").path(0);
    assertTrue(note.path("_lineIndex").isInt());
    assertEquals(0, note.path("_type").asInt(-1));
    assertEquals(1, note.path("_cutDirection").asInt(-1));
    assertArrayEquals(
        Files.readAllBytes(assets.song()), Files.readAllBytes(target.resolve("song.egg")));
  }

  @Test
  void v4CarriesTheOffsetInItsFirstRegion() throws IOException {
    Path target = folder.resolve("level");
    LevelWriter.write(simple(), LevelFormat.V4, assets, target);
    JsonNode info = MAPPER.readTree(target.resolve("Info.dat").toFile());
    assertEquals("4.0.0", info.path("version").asText());
    assertEquals(60, info.path("audio").path("songDuration").asDouble());
    JsonNode audio =
        MAPPER.readTree(
            target.resolve(info.path("audio").path("audioDataFilename").asText()).toFile());
    assertEquals(60 * RATE, audio.path("songSampleCount").asLong());
    assertEquals(RATE, audio.path("songFrequency").asInt());
    JsonNode region = audio.path("bpmData").path(0);
    assertEquals(1, audio.path("bpmData").size());
    assertTrue(region.path("si").isIntegralNumber());
    assertEquals(RATE / 2, region.path("si").asLong());
    assertEquals(60 * RATE, region.path("ei").asLong());
    assertEquals(0, region.path("sb").asDouble());
    assertEquals(119, region.path("eb").asDouble(), 1e-9);
    String lights = info.path("difficultyBeatmaps").path(0).path("lightshowDataFilename").asText();
    assertTrue(MAPPER.readTree(target.resolve(lights).toFile()).path("basicEvents").isArray());
  }

  @Test
  void v3SaysItsVersionAndHasEmptyCounters() throws IOException {
    Path target = folder.resolve("level");
    LevelWriter.write(simple(), LevelFormat.V3, assets, target);
    JsonNode map = MAPPER.readTree(target.resolve("ExpertStandard.dat").toFile());
    assertEquals("3.3.0", map.path("version").asText());
    assertTrue(map.path("bombNotes").isArray());
    assertTrue(map.path("obstacles").isArray());
    assertEquals(6, map.path("colorNotes").path(0).size());
  }

  @Test
  void whatV2CannotHoldIsRefusedOrReported() throws IOException {
    Random random = new Random(4);
    TempoMap tempo = TempoMap.constant(100);
    Level level = RandomLevels.level(random, 100, List.of(tempo, tempo), true);
    long chains = level.beatmaps().stream().mapToLong(b -> b.chains().size()).sum();
    long angles =
        level.beatmaps().stream()
            .flatMap(b -> b.notes().stream())
            .filter(n -> n.angleOffset() != 0)
            .count();
    assertTrue(chains > 0 && angles > 0);
    Path target = folder.resolve("level");
    InputException e =
        assertThrows(
            InputException.class, () -> LevelWriter.write(level, LevelFormat.V2, assets, target));
    assertTrue(e.reason().contains(chains + " chains"), e.reason());
    assertFalse(Files.exists(target));
    WriteReport report = LevelWriter.write(level, LevelFormat.V2, assets, target, REPORT);
    assertEquals(chains, report.count(WriteLoss.Kind.CHAINS));
    assertEquals(angles, report.count(WriteLoss.Kind.ANGLE_OFFSETS));
    assertFalse(report.lossless());
    Level back = LevelReader.read(target);
    assertEquals(level.beatmaps().get(0).notes().size(), back.beatmaps().get(0).notes().size());
    assertEquals(0, back.beatmaps().get(0).chains().size());
  }

  @ParameterizedTest
  @EnumSource(LevelFormat.class)
  void aChainThatCrashesTheGameIsNeverWritten(LevelFormat format) throws IOException {
    Beatmap plain = simple().beatmaps().get(0);
    Chain crashing = new Chain(1, 0, 0, Hand.LEFT, 1, 2, 0, 1, 3, 0);
    Level level =
        Level.of(
            simple().info(),
            List.of(
                new Beatmap(
                    plain.characteristic(),
                    plain.difficulty(),
                    "",
                    "",
                    16,
                    0,
                    plain.tempo(),
                    plain.notes(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(crashing))));
    Path target = folder.resolve("level");
    assertThrows(InputException.class, () -> LevelWriter.write(level, format, assets, target));
    assertEquals(
        1, LevelWriter.write(level, format, assets, target, REPORT).losses().get(0).count());
    assertEquals(List.of(), LevelReader.read(target).beatmaps().get(0).chains());
  }

  @ParameterizedTest
  @EnumSource(LevelFormat.class)
  void beatmapsOfAnotherTempoKeepTheirSeconds(LevelFormat format) throws IOException {
    Random random = new Random(31);
    Level level =
        RandomLevels.level(
            random,
            120,
            List.of(
                TempoMap.constant(120, 1),
                TempoMap.ofChanges(120, List.of(new TempoChange(10, 90)), 2)),
            false);
    Path target = folder.resolve("level");
    assertThrows(InputException.class, () -> LevelWriter.write(level, format, assets, target));
    assertEquals(
        1,
        LevelWriter.write(level, format, assets, target, REPORT)
            .count(WriteLoss.Kind.RETIMED_BEATMAPS));
    Level back = LevelReader.read(target);
    for (int i = 0; i < 2; i++) {
      assertTimes(level.beatmaps().get(i), back.beatmaps().get(i), 1e-6);
    }
  }

  @Test
  void aJumpInTimeIsKeptInV4AndBridgedInV2() throws IOException {
    TempoMap tempo =
        TempoMap.ofRegions(
            List.of(new TempoRegion(0, 4, 0, 8), new TempoRegion(6, 10, 8, 16)), 120, 0);
    Beatmap map =
        Beatmap.of(
            Difficulty.EASY,
            tempo,
            List.of(
                Note.of(2, 0, 0, Hand.LEFT, CutDirection.UP),
                Note.of(12, 0, 0, Hand.LEFT, CutDirection.UP)));
    Level level = Level.of(simple().info(), List.of(map));
    Path v4 = folder.resolve("v4");
    LevelWriter.write(level, LevelFormat.V4, assets, v4);
    TempoMap backV4 = LevelReader.read(v4).beatmaps().get(0).tempo();
    assertEquals(1, backV4.secondsAt(2), 1e-9);
    assertEquals(8, backV4.secondsAt(12), 1e-9);
    Path v2 = folder.resolve("v2");
    assertEquals(
        1,
        LevelWriter.write(level, LevelFormat.V2, assets, v2, REPORT)
            .count(WriteLoss.Kind.APPROXIMATED_TEMPOS));
    TempoMap backV2 = LevelReader.read(v2).beatmaps().get(0).tempo();
    assertEquals(6, backV2.secondsAt(8), 1e-9);
    assertEquals(8, backV2.secondsAt(12), 1e-9);
  }

  @Test
  void refusesWhatIsNoLevel() {
    Level empty = Level.of(simple().info(), List.of());
    assertThrows(
        IllegalArgumentException.class,
        () -> LevelWriter.write(empty, LevelFormat.V2, assets, folder.resolve("level")));
    assertThrows(
        IllegalArgumentException.class, () -> new LevelAssets(assets.song(), 0, RATE, null));
    assertThrows(IllegalArgumentException.class, () -> new LevelAssets(assets.song(), 1, 0, null));
  }
}
