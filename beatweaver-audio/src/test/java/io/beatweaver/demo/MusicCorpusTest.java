package io.beatweaver.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.audio.WavWriter;
import io.beatweaver.demo.MusicReport.Charted;
import io.beatweaver.demo.MusicReport.Reason;
import io.beatweaver.demo.MusicReport.Skipped;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelReader;
import io.beatweaver.quality.MapQuality;
import io.beatweaver.quality.OnsetMatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MusicCorpusTest {
  private static final int RATE = 22_050;
  private static final DemoSong SONG = song();

  @TempDir static Path shared;
  private static Path music;
  private static Path out;
  private static MusicReport report;
  private static final Set<String> HEARD = ConcurrentHashMap.newKeySet();

  @TempDir Path folder;

  private static DemoSong song() {
    DemoSettings settings = new DemoSettings(40, 21, 36, 40, DemoStyle.PLAIN);
    for (int i = 0; ; i++) {
      DemoSong song = DemoSong.ofCorpus(settings, i);
      if (song.tempo().isConstant() && song.bpm() > 110 && song.bpm() < 160) {
        return song;
      }
    }
  }

  @BeforeAll
  static void chart() throws IOException {
    music = shared.resolve("music");
    Files.createDirectories(music.resolve("deep/er"));
    try (InputStream clicks = MusicCorpusTest.class.getResourceAsStream("clicks120.ogg")) {
      Files.copy(clicks, music.resolve("Clicks & more.ogg"));
    }
    Path wav = music.resolve("deep/er/Song.wav");
    WavWriter.write(wav, SongSynthesizer.render(SONG, RATE), RATE);
    Files.copy(wav, music.resolve("deep/again.wav"));
    Files.writeString(music.resolve("cover.txt"), "no song");
    WavWriter.write(music.resolve("jingle.wav"), new float[5 * RATE], RATE);
    WavWriter.write(music.resolve("silence.wav"), new float[40 * RATE], RATE);
    WavWriter.write(music.resolve("noise.wav"), noise(), RATE);
    byte[] header = Arrays.copyOf(Files.readAllBytes(wav), 40);
    Files.write(music.resolve("broken.wav"), header);
    out = shared.resolve("out");
    report =
        MusicCorpus.write(
            List.of(music),
            out,
            MusicCorpus.DEFAULT_CONFIDENCE,
            (stage, done, total, detail) -> {
              assertEquals(8, total);
              HEARD.add(stage + " " + done + " " + detail);
            });
  }

  private static float[] noise() {
    float[] noise = new float[35 * RATE];
    Random random = new Random(2);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (0.1 * random.nextGaussian());
    }
    return noise;
  }

  @Test
  void everyFileIsChartedOrSkippedForAReason() {
    Map<String, Reason> reasons =
        report.skipped().stream()
            .collect(
                Collectors.toMap(file -> file.file().getFileName().toString(), Skipped::reason));
    assertEquals(Reason.UNREADABLE, reasons.get("cover.txt"));
    assertEquals(Reason.LENGTH, reasons.get("jingle.wav"));
    assertEquals(Reason.UNCERTAIN_TEMPO, reasons.get("silence.wav"));
    assertEquals(Reason.UNCERTAIN_TEMPO, reasons.get("noise.wav"));
    assertEquals(Reason.UNREADABLE, reasons.get("broken.wav"));
    assertEquals(Reason.DUPLICATE, reasons.get("Song.wav"), "deep/again.wav comes before it");
    assertEquals(6, report.skipped().size());
    assertEquals(2, report.charted().size());
    assertEquals(1, report.skippedByReason().get(Reason.DUPLICATE));
    assertEquals(2, report.skippedByReason().get(Reason.UNCERTAIN_TEMPO));
    assertEquals(16, HEARD.size());
  }

  @Test
  void anOggGoesIntoItsLevelUntouchedSoThatItsIdentityIsTheSongs() throws IOException {
    Charted clicks = charted("Clicks & more.ogg");
    Path inLevel = clicks.level().resolve("song.ogg");
    assertArrayEquals(Files.readAllBytes(clicks.song()), Files.readAllBytes(inLevel));
    assertEquals(FeatureExtractor.audioHash(clicks.song()), clicks.audioHash());
    assertEquals(120, clicks.bpm(), 0.01);
    assertEquals(31, clicks.seconds(), 0.01);
  }

  /** The file has a click every half second from 0.25 s on, up to 30 s. */
  @Test
  void clicksAreChartedWhereTheyAre() throws IOException {
    Level level = LevelReader.read(charted("Clicks & more.ogg").level());
    assertEquals(List.of(), level.warnings());
    assertEquals("Clicks & more", level.info().title());
    double[] clicks = new double[60];
    for (int i = 0; i < clicks.length; i++) {
      clicks[i] = 0.25 + 0.5 * i;
    }
    Beatmap hardest = level.beatmaps().get(4);
    OnsetMatch match = OnsetMatch.of(MapQuality.onsets(hardest), clicks, 0.02);
    assertTrue(match.recall() > 0.97, "clicks found: " + match);
  }

  @Test
  void aSongsChartsMeetThoseOfItsScore() throws IOException {
    Charted song =
        report.charted().stream()
            .filter(c -> c.song().toString().endsWith(".wav"))
            .findFirst()
            .orElseThrow();
    Level level = LevelReader.read(song.level());
    assertEquals(SONG.bpm(), song.bpm(), 0.05);
    for (Beatmap map : level.beatmaps()) {
      assertEquals(map.notes().size(), song.notes().get(map.difficulty()));
      Beatmap truth =
          Beatmap.of(map.difficulty(), SONG.tempo(), RuleMapper.map(SONG, map.difficulty()));
      double f1 =
          OnsetMatch.f1(
              MapQuality.onsets(map), MapQuality.onsets(truth), OnsetMatch.TOLERANCE_SECONDS);
      assertTrue(f1 > 0.65, map.difficulty() + " " + f1);
    }
    double densest = song.notesPerSecond(Difficulty.EXPERT_PLUS);
    assertEquals(song.notes().get(Difficulty.EXPERT_PLUS) / song.seconds(), densest, 1e-12);
  }

  @Test
  void whatIsThereIsKept() throws IOException {
    Path kept = charted("Clicks & more.ogg").level().resolve("kept.txt");
    Files.writeString(kept, "still here");
    MusicReport again = MusicCorpus.write(List.of(music), out, 0.4, Progress.NONE);
    assertTrue(Files.exists(kept));
    assertEquals(
        report.charted().stream().map(Charted::level).collect(Collectors.toSet()),
        again.charted().stream().map(Charted::level).collect(Collectors.toSet()));
    assertEquals(report.charted().get(0).notes(), again.charted().get(0).notes());
    assertEquals(report.charted().get(0).bpm(), again.charted().get(0).bpm(), 1e-6);
  }

  @Test
  void moreConfidenceThanTheSongsHaveLeavesThemOut() throws IOException {
    Path none = folder.resolve("none");
    MusicReport strict = MusicCorpus.write(List.of(music), none, 1, Progress.NONE);
    assertEquals(List.of(), strict.charted());
    try (Stream<Path> files = Files.list(none)) {
      assertEquals(0, files.count(), "nothing is left behind");
    }
  }

  @Test
  void placesThatCantBeUsedAreRefused() throws IOException {
    Path missing = folder.resolve("missing");
    assertThrows(
        InputException.class,
        () -> MusicCorpus.write(List.of(missing), folder.resolve("o"), 0.4, Progress.NONE));
    assertFalse(Files.exists(folder.resolve("o")));
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertThrows(
        InputException.class, () -> MusicCorpus.write(List.of(music), file, 0.4, Progress.NONE));
    assertThrows(
        InputException.class,
        () -> MusicCorpus.write(List.of(music), music.resolve("in"), 0.4, Progress.NONE));
    assertThrows(
        IllegalArgumentException.class,
        () -> MusicCorpus.write(List.of(music), folder.resolve("o"), 1.5, Progress.NONE));
  }

  @Test
  void cancellingLeavesWholeLevelsOnly() throws IOException {
    Path stopped = folder.resolve("stopped");
    Progress cancelling =
        (stage, done, total, detail) -> {
          throw new CancellationException();
        };
    assertThrows(
        CancellationException.class,
        () -> MusicCorpus.write(List.of(music), stopped, 0.4, cancelling));
    try (Stream<Path> levels = Files.list(stopped)) {
      for (Path level : levels.toList()) {
        assertEquals(5, LevelReader.read(level).beatmaps().size());
      }
    }
  }

  private static Charted charted(String name) {
    return report.charted().stream()
        .filter(song -> song.song().getFileName().toString().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
