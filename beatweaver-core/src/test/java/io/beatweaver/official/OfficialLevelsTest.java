package io.beatweaver.official;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelReader;
import io.beatweaver.official.ExtractionReport.Finding;
import io.beatweaver.unity.BundleWriter;
import io.beatweaver.unity.BundleWriter.Packing;
import io.beatweaver.unity.LevelBundles;
import io.beatweaver.unity.LevelBundles.Preview;
import io.beatweaver.unity.LevelBundles.PreviewSet;
import io.beatweaver.unity.ObjectFileWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out of a game's folder, against what was put in. */
class OfficialLevelsTest {
  private static final Characteristic ONE_SABER = new Characteristic("OneSaber");

  @TempDir Path folder;

  private Games game;
  private Path out;

  @BeforeEach
  void setUp() {
    game = new Games(folder.resolve("game"));
    out = folder.resolve("out");
  }

  private ExtractionReport extract(Path... inputs) throws IOException {
    return OfficialLevels.extract(
        inputs.length == 0 ? List.of(game.root()) : List.of(inputs),
        out,
        ExtractionOptions.defaults().withWorkers(2),
        Progress.NONE);
  }

  private Level only(ExtractionReport report) throws IOException {
    assertEquals(List.of(), report.failures());
    assertEquals(1, report.extracted().size());
    return readClean(report.extracted().get(0));
  }

  private static Level readClean(Path level) throws IOException {
    Level read = LevelReader.read(level);
    assertEquals(List.of(), read.warnings());
    return read;
  }

  private static Beatmap map(Level level, Characteristic characteristic, Difficulty difficulty) {
    return level.beatmap(characteristic, difficulty).orElseThrow();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** The folders of levels; fails if anything but the lock's file was left beside them. */
  private List<String> levels() throws IOException {
    List<String> names = new ArrayList<>(names(out));
    names.remove(".extract-official.lock");
    assertTrue(names.stream().noneMatch(name -> name.startsWith(".")), names.toString());
    return names;
  }

  private static Map<String, byte[]> contents(Path folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    for (String name : names(folder)) {
      contents.put(name, Files.readAllBytes(folder.resolve(name)));
    }
    return contents;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spikesong", "spikesong_lz4_infoatend", "spikesong_lzma", "spikesong_stored"})
  void theSampleLevelIsReadWithoutAWarning(String sample) throws IOException {
    game.base("spikesong", Games.sample(sample));
    game.pack(Games.PACK, Games.sample(Games.PACK));
    ExtractionReport report = extract();
    Level level = only(report);
    assertEquals(1, report.packs());
    assertEquals("SpikeSong", report.extracted().get(0).getFileName().toString());
    assertEquals(
        List.of(
            "AudioData.dat",
            "Info.dat",
            "Lightshow.dat",
            "OneSaberExpert.dat",
            "StandardEasy.dat",
            "StandardExpert.dat",
            "_official_meta.json",
            "song.ogg"),
        names(report.extracted().get(0)));
    assertEquals("Spike Song é日", level.info().title());
    assertEquals("feat. Nobody", level.info().subTitle());
    assertEquals("BeatWeaver", level.info().artist());
    assertEquals("Mapper", level.info().mapper());
    assertEquals(120, level.info().bpm());
    assertEquals(1, level.info().previewStart());
    assertEquals(5, level.info().previewDuration());
    assertEquals(3, level.beatmaps().size());
    Beatmap expert = map(level, Characteristic.STANDARD, Difficulty.EXPERT);
    assertEquals(24, expert.notes().size());
    assertEquals(6, map(level, Characteristic.STANDARD, Difficulty.EASY).notes().size());
    assertEquals(1.0, expert.tempo().secondsAt(2), 1e-9);
    // One difficulty, two characteristics, two speeds.
    assertEquals(16, expert.noteJumpSpeed());
    assertEquals(-0.3, expert.noteJumpOffset(), 1e-6);
    assertEquals(14, map(level, ONE_SABER, Difficulty.EXPERT).noteJumpSpeed());
    assertEquals(0.1, map(level, ONE_SABER, Difficulty.EXPERT).noteJumpOffset(), 1e-6);
    assertEquals(10, map(level, Characteristic.STANDARD, Difficulty.EASY).noteJumpSpeed());
  }

  @Test
  void textsAreTheGamesOwn() throws IOException {
    game.base(Games.level("One", Games.V4_MAP, Games.TWO_TEMPI));
    Path level = extract().extracted().get(0);
    assertEquals(Games.V4_MAP, Files.readString(level.resolve("StandardExpert.dat")));
    assertEquals(Games.TWO_TEMPI, Files.readString(level.resolve("AudioData.dat")));
    assertEquals(Games.LIGHTS, Files.readString(level.resolve("Lightshow.dat")));
  }

  @Test
  void tempoRegionsAreKeptWithEveryFormatOfBeatmap() throws IOException {
    game.base(Games.level("four", Games.V4_MAP, Games.TWO_TEMPI));
    game.base(Games.level("three", Games.V3_MAP, Games.TWO_TEMPI));
    String old =
        "{\"_version\":\"2.0.0\",\"_songSampleCount\":529200,\"_songFrequency\":44100,"
            + "\"_regions\":[{\"_startSampleIndex\":0,\"_endSampleIndex\":88200,\"_startBeat\":0,"
            + "\"_endBeat\":4},{\"_startSampleIndex\":88200,\"_endSampleIndex\":529200,"
            + "\"_startBeat\":4,\"_endBeat\":14}]}";
    game.base(Games.level("old", Games.V4_MAP, old));
    game.base(Games.level("older", Games.V3_MAP, old));
    assertEquals(4, extract().extracted().size());
    for (String name : List.of("four", "old")) {
      Beatmap map = readClean(out.resolve(name)).beatmaps().get(0);
      assertEquals(2.0, map.tempo().secondsAt(4), 1e-9, name);
      assertEquals(12.0, map.tempo().secondsAt(14), 1e-9, name);
    }
    // Version 3 has its tempo in the beatmap; the regions stand beside it, as for custom levels.
    for (String name : List.of("three", "older")) {
      Level level = readClean(out.resolve(name));
      assertEquals("2.1.0", level.info().version());
      assertTrue(names(out.resolve(name)).contains("BPMInfo.dat"), name);
    }
    assertEquals(old, Files.readString(out.resolve("older/BPMInfo.dat")));
    assertEquals(
        old.replace(":0,\"_endBeat\":4}", ":0.0,\"_endBeat\":4.0}")
            .replace(":4,\"_endBeat\":14}", ":4.0,\"_endBeat\":14.0}"),
        Files.readString(out.resolve("three/BPMInfo.dat")));
  }

  @Test
  void theSongTimeOffsetOfOlderBeatmapsIsKept() throws IOException {
    game.base(Games.level("three", Games.V3_MAP, null));
    game.pack(
        new LevelBundles.Description(
            "Three", "T", 120, 0.25f, List.of(Games.preview(1, new Preview(3, 17, 0)))));
    Beatmap map = only(extract()).beatmaps().get(0);
    assertEquals(2.25, map.tempo().secondsAt(4), 1e-9);
    assertEquals(17, map.noteJumpSpeed());
  }

  @Test
  void theInfoFileSaysWhichOfficialLevelItIs() throws IOException {
    game.base(Games.level("three", Games.V3_MAP, null));
    game.base(Games.level("four", Games.V4_MAP, Games.TWO_TEMPI));
    List<PreviewSet> sets = List.of(Games.preview(1, new Preview(3, 17, 0)));
    game.pack(
        new LevelBundles.Description("Three", "T", 120, 0.25f, sets),
        new LevelBundles.Description("Four", "F", 120, 0.25f, sets));
    assertEquals(2, extract().extracted().size());
    assertEquals(
        "{\"_editors\":{\"_lastEditedBy\":\"BeatWeaver\"},\"_officialLevelId\":\"Three\"}",
        custom("Three", "_customData"));
    // Version 4 has no place for the song's offset.
    assertEquals(
        "{\"editors\":{\"lastEditedBy\":\"BeatWeaver\"},\"officialLevelId\":\"Four\","
            + "\"officialSongTimeOffset\":0.25}",
        custom("Four", "customData"));
  }

  private String custom(String level, String key) throws IOException {
    return readClean(out.resolve(level)).info().extras().json(key).orElseThrow();
  }

  @Test
  void numbersOfAPackThatAreNoneCountAsLeftOut() throws IOException {
    game.base(Games.level("three", Games.V3_MAP, Games.TWO_TEMPI));
    game.pack(
        new LevelBundles.Description(
            "Three",
            "T",
            Float.POSITIVE_INFINITY,
            Float.NaN,
            List.of(Games.preview(1, new Preview(3, 17, 0)))));
    Level level = only(extract());
    assertEquals(70, level.info().bpm(), 1e-9);
    assertEquals(0, level.info().songTimeOffset());
  }

  @Test
  void aBeatmapOfAnUnknownVersionIsLeftOut() throws IOException {
    LevelBundles.MapSet set =
        Games.set(
            "Standard",
            Games.map(2, Games.V3_MAP),
            Games.map(3, Games.V4_MAP.replace("4.0.0", "9.0.0")));
    game.base(new LevelBundles.Level("New", List.of(set), Games.TWO_TEMPI, Games.pcm()));
    ExtractionReport report = extract();
    assertEquals("2.1.0", only(report).info().version());
    assertTrue(
        report.remarks().stream()
            .map(Finding::toString)
            .anyMatch(remark -> remark.endsWith("Expert: unknown version: 9.0.0; left out")),
        report.remarks().toString());
  }

  @Test
  void withoutAPackTheLevelTellsWhatItCan() throws IOException {
    game.base(Games.level("Alone", Games.V4_MAP, Games.TWO_TEMPI));
    ExtractionReport report = extract();
    Level level = only(report);
    assertEquals("Alone", level.info().title());
    // 14 beats in 12 seconds.
    assertEquals(70, level.info().bpm(), 1e-9);
    assertEquals(12, level.beatmaps().get(0).noteJumpSpeed());
    assertEquals(
        List.of(
            "no pack says its note jump; the game's usual is taken",
            "no pack says its tempo; that of its audio data is taken"),
        report.remarks().stream().map(Finding::reason).toList());
  }

  @Test
  void withoutAudioDataOneTempoIsTaken() throws IOException {
    game.base(Games.level("Plain", Games.V4_MAP, null));
    game.pack(Games.described("plain", Games.preview(1, new Preview(3, 17, 0))));
    ExtractionReport report = extract();
    assertEquals(2, only(report).beatmaps().get(0).tempo().secondsAt(4), 1e-9);
    assertTrue(report.remarks().get(0).reason().contains("one tempo"), report.toString());
  }

  @Test
  void characteristicsAreLearnedFromLevelsThatSayThem() throws IOException {
    // Two levels whose sets stand in the pack's order, one that has them the other way round.
    List<LevelBundles.Description> described = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      boolean turned = name.equals("c");
      LevelBundles.MapSet standard = Games.set("Standard", Games.map(3, Games.V4_MAP));
      LevelBundles.MapSet oneSaber = Games.set("OneSaber", Games.map(3, Games.V4_MAP));
      game.base(
          new LevelBundles.Level(
              name,
              turned ? List.of(oneSaber, standard) : List.of(standard, oneSaber),
              Games.TWO_TEMPI,
              Games.pcm()));
      described.add(
          Games.described(
              name,
              Games.preview(1111, new Preview(3, 16, 0)),
              Games.preview(2222, new Preview(3, 14, 0))));
    }
    // One whose pack lists another number of sets.
    game.base(
        new LevelBundles.Level(
            "d", List.of(Games.set("OneSaber", Games.map(3, Games.V4_MAP))), null, Games.pcm()));
    described.add(
        Games.described(
            "d",
            Games.preview(1111, new Preview(3, 20, 0)),
            Games.preview(2222, new Preview(3, 11, 0))));
    game.pack(described.toArray(LevelBundles.Description[]::new));
    assertEquals(4, extract().extracted().size());
    for (String name : List.of("a", "b", "c")) {
      Level level = readClean(out.resolve(name));
      assertEquals(
          16, map(level, Characteristic.STANDARD, Difficulty.EXPERT).noteJumpSpeed(), name);
      assertEquals(14, map(level, ONE_SABER, Difficulty.EXPERT).noteJumpSpeed(), name);
    }
    assertEquals(
        11, map(readClean(out.resolve("d")), ONE_SABER, Difficulty.EXPERT).noteJumpSpeed());
  }

  @Test
  void aSecondRunLeavesAloneWhatIsThere() throws IOException {
    game.base("spikesong", Games.sample("spikesong"));
    game.base(Games.level("Other", Games.V4_MAP, Games.TWO_TEMPI));
    game.pack(Games.PACK, Games.sample(Games.PACK));
    ExtractionReport first = extract();
    assertEquals(2, first.extracted().size());
    Path info = out.resolve("SpikeSong/Info.dat");
    Object key = Files.readAttributes(info, BasicFileAttributes.class).fileKey();
    ExtractionReport second = extract();
    assertEquals(first.extracted(), second.upToDate());
    assertEquals(List.of(), second.extracted());
    assertEquals(key, Files.readAttributes(info, BasicFileAttributes.class).fileKey());

    Map<String, byte[]> before = contents(out.resolve("SpikeSong"));
    Files.writeString(out.resolve("SpikeSong/StandardEasy.dat"), "{}");
    Files.delete(out.resolve("other/song.wav"));
    ExtractionReport third = extract();
    assertEquals(2, third.extracted().size());
    assertContents(before, contents(out.resolve("SpikeSong")));
    assertEquals(List.of("SpikeSong", "other"), levels());

    // What a level is made of matters as well: its bundle, its pack, the kind of song wanted.
    game.base(Games.level("Other", Games.V3_MAP, Games.TWO_TEMPI));
    assertEquals(List.of(out.resolve("other")), extract().extracted());
    game.pack(Games.described("other", Games.preview(1, new Preview(3, 19, 0))));
    assertEquals(List.of(out.resolve("other")), extract().extracted());
  }

  @Test
  void aLevelThatItsPackDescribedIsNotMadeAgainWithoutIt() throws IOException {
    Path bundle = game.base("spikesong", Games.sample("spikesong"));
    game.pack(Games.PACK, Games.sample(Games.PACK));
    Path described = extract().extracted().get(0);
    ExtractionReport again = extract(bundle);
    assertEquals(List.of(described), again.upToDate());
    assertEquals(List.of("SpikeSong"), levels());
    assertTrue(again.remarks().get(0).reason().contains("SpikeSong"), again.toString());
    assertEquals("Spike Song é日", readClean(described).info().title());
    // Another bundle of that name is another level.
    game.base("spikesong", Games.sample("spikesong_lzma"));
    assertEquals(List.of(out.resolve("spikesong")), extract(bundle).extracted());
  }

  private static void assertContents(Map<String, byte[]> expected, Map<String, byte[]> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, bytes) -> assertArrayEquals(bytes, actual.get(name), name));
  }

  @Test
  void oneLevelsFailureCostsThatOneAlone() throws IOException {
    byte[] whole = Games.sample("spikesong");
    game.base("good", whole);
    game.base("cut", java.util.Arrays.copyOf(whole, whole.length - 100));
    game.base("text", "no bundle".getBytes(StandardCharsets.UTF_8));
    game.base("text2", "no bundle either".getBytes(StandardCharsets.UTF_8));
    game.base("encrypted", encrypted());
    game.base("pack", Games.sample(Games.PACK));
    game.dlc("Bare", withoutTypeTrees());
    game.pack("a_pack_assets_all_x.bundle", "no pack".getBytes(StandardCharsets.UTF_8));
    ExtractionReport report = extract();
    assertEquals(1, report.extracted().size());
    Map<String, Integer> reasons = report.failuresByReason();
    assertEquals(3, reasons.get("no UnityFS bundle"), reasons.toString());
    assertEquals(1, reasons.get("encrypted; such bundles can't be read"), reasons.toString());
    assertEquals(
        1, reasons.get("no type trees say how its level data are laid out"), reasons.toString());
    assertEquals(
        1,
        reasons.keySet().stream().filter(reason -> reason.startsWith("cut short")).count(),
        reasons.toString());
    assertEquals(6, report.failures().size(), report.failures().toString());
  }

  private static byte[] encrypted() {
    return LevelBundles.level(
        Games.level("encrypted", Games.V4_MAP, null),
        new BundleWriter().flags(0x440),
        new ObjectFileWriter());
  }

  private static byte[] withoutTypeTrees() {
    return LevelBundles.level(
        Games.level("bare", Games.V4_MAP, null),
        new BundleWriter(),
        new ObjectFileWriter(22, false, false));
  }

  @Test
  void aBrokenDifficultyCostsItselfAlone() throws IOException {
    LevelBundles.MapSet set =
        Games.set(
            "Standard",
            Games.map(2, Games.V4_MAP),
            Games.map(3, "this is no beatmap"),
            new LevelBundles.Map(4, null, null),
            Games.map(2, Games.V4_MAP));
    game.base(new LevelBundles.Level("Half", List.of(set), Games.TWO_TEMPI, Games.pcm()));
    ExtractionReport report = extract();
    Level level = only(report);
    assertEquals(1, level.beatmaps().size());
    List<String> remarks =
        report.remarks().stream().map(f -> f.place() + ": " + f.reason()).toList();
    assertTrue(remarks.get(1).startsWith("Standard Expert: malformed JSON"), remarks.toString());
    assertTrue(remarks.get(2).startsWith("Standard ExpertPlus: its beatmap isn't"), remarks.get(2));
    assertTrue(remarks.get(3).startsWith("Standard Hard: is there twice"), remarks.get(3));
  }

  @Test
  void aTextThatBreaksOffIsNotTaken() throws IOException {
    String cut = Games.V4_MAP.substring(0, Games.V4_MAP.length() - 3);
    LevelBundles.MapSet set =
        Games.set(
            "Standard",
            Games.map(1, Games.V4_MAP + " and more"),
            Games.map(2, cut),
            new LevelBundles.Map(3, Games.V4_MAP, "{\"version\":"));
    game.base(new LevelBundles.Level("Cut", List.of(set), Games.TWO_TEMPI, Games.pcm()));
    ExtractionReport report = extract();
    Level level = only(report);
    assertEquals(
        List.of(Difficulty.EXPERT), level.beatmaps().stream().map(Beatmap::difficulty).toList());
    assertEquals(
        List.of(
            "AudioData.dat", "Info.dat", "StandardExpert.dat", "_official_meta.json", "song.wav"),
        names(report.extracted().get(0)));
    assertTrue(
        report.remarks().stream().anyMatch(f -> f.reason().endsWith("; without its lights")),
        report.remarks().toString());
  }

  @Test
  void aSongThatCantBeReadLeavesTheLevelWithoutIt() throws IOException {
    byte[] bank = io.beatweaver.unity.Banks.vorbis(44_100, 2, 100, 4711, List.of());
    game.base(
        new LevelBundles.Level(
            "Mute",
            List.of(Games.set("Standard", Games.map(3, Games.V4_MAP))),
            Games.TWO_TEMPI,
            bank));
    ExtractionReport report = extract();
    assertEquals(1, report.withoutSong());
    assertTrue(
        report.remarks().get(0).toString().contains("setup header 4711 of 44100 Hz"),
        report.remarks().toString());
    only(report);
    // It isn't done, so that it is tried again.
    assertEquals(1, extract().extracted().size());
  }

  @Test
  void namesLeadNowhereAndNeverMeet() throws IOException {
    String[] ids = {"../../evil", "CON", "a/b\\c:d", ".hidden", "…", "LPT1.x", "x".repeat(300)};
    List<LevelBundles.Description> described = new ArrayList<>();
    int number = 0;
    for (String id : ids) {
      String file = "f" + number++;
      game.base(file, LevelBundles.level(Games.level(id, Games.V4_MAP, Games.TWO_TEMPI)));
      described.add(Games.described(id));
    }
    game.base("same", LevelBundles.level(Games.level("x", Games.V4_MAP, Games.TWO_TEMPI)));
    game.dlc("SAME", LevelBundles.level(Games.level("y", Games.V4_MAP, Games.TWO_TEMPI)));
    game.pack(described.toArray(LevelBundles.Description[]::new));
    ExtractionReport report = extract();
    assertEquals(ids.length + 2, report.extracted().size());
    List<String> folders = levels();
    assertEquals(ids.length + 2, folders.size());
    assertEquals(
        folders.size(),
        folders.stream().map(f -> f.toLowerCase(java.util.Locale.ROOT)).distinct().count());
    for (String name : folders) {
      assertTrue(name.matches("[A-Za-z0-9_][A-Za-z0-9._ ()-]*"), name);
      assertTrue(name.length() <= 90, name);
    }
    assertTrue(folders.contains("_CON") && folders.contains("_LPT1.x"), folders.toString());
    assertEquals(List.of("game", "out"), names(folder));
  }

  @Test
  void aFolderOfSomethingElseIsNotTouched() throws IOException {
    game.base("spikesong", Games.sample("spikesong"));
    game.base(Games.level("Other", Games.V4_MAP, Games.TWO_TEMPI));
    Path taken = Files.createDirectories(out.resolve("spikesong"));
    Files.writeString(taken.resolve("mine.txt"), "mine");
    ExtractionReport report = extract();
    assertEquals(List.of(out.resolve("other")), report.extracted());
    assertTrue(report.failures().get(0).reason().contains("something else"));
    assertEquals(List.of("mine.txt"), names(taken));
  }

  @Test
  void songsBecomeWavWhereTheyAreAskedFor() throws IOException {
    game.base("spikesong", Games.sample("spikesong"));
    ExtractionOptions options =
        ExtractionOptions.defaults()
            .withWav((ogg, wav) -> Files.write(wav, ("wav of " + Files.size(ogg)).getBytes()));
    ExtractionReport report =
        OfficialLevels.extract(List.of(game.root()), out, options, Progress.NONE);
    assertEquals("song.wav", only(report).info().songFile());
    assertEquals("wav of 198626", Files.readString(out.resolve("spikesong/song.wav")));
    assertTrue(Files.notExists(out.resolve("spikesong/song.ogg")));
    assertEquals(List.of(out.resolve("spikesong")), extract().extracted());
    assertTrue(Files.exists(out.resolve("spikesong/song.ogg")), "Ogg again, for it was asked for");
  }

  @Test
  void aBundleThatNeedsTooMuchMemoryIsRefused() throws IOException {
    byte[] bank = io.beatweaver.unity.Banks.pcm16(44_100, 2, new byte[20 << 20]);
    LevelBundles.Level large =
        new LevelBundles.Level(
            "Large",
            List.of(Games.set("Standard", Games.map(3, Games.V4_MAP))),
            Games.TWO_TEMPI,
            bank);
    game.base(
        "large",
        LevelBundles.level(
            large, new BundleWriter().packing(Packing.LZ4, Packing.LZMA), new ObjectFileWriter()));
    game.base("largelz4", LevelBundles.level(large));
    ExtractionOptions options = ExtractionOptions.defaults().withBytesInFlight(16 << 20);
    ExtractionReport report =
        OfficialLevels.extract(List.of(game.root()), out, options, Progress.NONE);
    assertEquals(List.of(out.resolve("largelz4")), report.extracted());
    assertTrue(report.failures().get(0).reason().contains("more memory than the 16 MiB"));
  }

  @Test
  void nothingToExtractIsTheInputsFault() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertFault("no game folder", empty);
    assertFault("no such file", folder.resolve("missing"));
    assertFault("no UnityFS", Files.writeString(folder.resolve("file"), "text"));
    assertFault("no level bundle", Files.write(folder.resolve("pack"), Games.sample(Games.PACK)));
    game.base("text", "no bundle".getBytes(StandardCharsets.UTF_8));
    assertFault("no UnityFS", game.root());
    assertTrue(Files.notExists(out));
  }

  private void assertFault(String reason, Path input) {
    InputException fault = assertThrows(InputException.class, () -> extract(input));
    assertTrue(fault.getMessage().contains(reason), fault.getMessage());
  }

  @Test
  void bundlesMayBeGivenByName() throws IOException {
    Path level = Files.createDirectories(folder.resolve("any")).resolve("spikesong_lzma");
    Files.write(level, Games.sample("spikesong_lzma"));
    Path pack = Files.write(folder.resolve("any/what.bundle"), Games.sample(Games.PACK));
    ExtractionReport report = extract(level, pack);
    assertEquals("Spike Song é日", only(report).info().title());
  }

  @Test
  void oneExtractionAtATimeWorksOnAFolder() throws IOException {
    game.base("spikesong", Games.sample("spikesong"));
    List<InputException> refusals = new ArrayList<>();
    OfficialLevels.extract(
        List.of(game.root()),
        out,
        ExtractionOptions.defaults(),
        (stage, done, total, detail) -> {
          if (stage.equals("extracting")) {
            refusals.add(assertThrows(InputException.class, this::extract));
          }
        });
    assertTrue(refusals.get(0).getMessage().contains("another extraction"));
    assertEquals(List.of("spikesong"), levels());
  }

  @Test
  void aCancelledRunLeavesWholeLevelsAlone() throws IOException {
    for (int i = 0; i < 20; i++) {
      game.base(Games.level("level" + i, Games.V4_MAP, Games.TWO_TEMPI));
    }
    assertThrows(
        java.util.concurrent.CancellationException.class,
        () ->
            OfficialLevels.extract(
                List.of(game.root()),
                out,
                ExtractionOptions.defaults().withWorkers(2),
                (stage, done, total, detail) -> {
                  if (stage.equals("extracting")) {
                    throw new java.util.concurrent.CancellationException();
                  }
                }));
    List<String> there = levels();
    assertTrue(!there.isEmpty() && there.size() <= 20, there.toString());
    for (String name : there) {
      readClean(out.resolve(name));
    }
    ExtractionReport rest = extract();
    assertEquals(20, rest.extracted().size() + rest.upToDate().size());
    assertEquals(there.size(), rest.upToDate().size());
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    ExtractionOptions options = ExtractionOptions.defaults();
    assertThrows(IllegalArgumentException.class, () -> options.withWorkers(0));
    assertThrows(IllegalArgumentException.class, () -> options.withWorkers(65));
    assertThrows(IllegalArgumentException.class, () -> options.withBytesInFlight(1));
    assertEquals(Optional.empty(), options.wav());
  }

  @Test
  void aLevelThatAKilledRunSetAsideIsTakenBack() throws IOException {
    game.base(Games.level("One", Games.V4_MAP, Games.TWO_TEMPI));
    Path level = extract().extracted().get(0);
    Files.move(level, AtomicFiles.aside(level));
    assertEquals(List.of(level), extract().upToDate());
    Files.createDirectories(AtomicFiles.aside(level).resolve("older"));
    assertEquals(List.of(level), extract().upToDate());
    assertEquals(List.of("one"), levels());
  }

  @Test
  void extractingNothingIsAMistake() {
    assertThrows(
        IllegalArgumentException.class,
        () -> OfficialLevels.extract(List.of(), out, ExtractionOptions.defaults(), Progress.NONE));
  }
}
