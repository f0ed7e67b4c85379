package io.beatweaver.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.dressing.DressingOptions;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.Note;
import io.beatweaver.model.internal.decode.RandomModel;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LevelGeneratorTest {
  private static final int RATE = 22_050;
  private static final double FIRST_BEAT = 0.3;
  private static final LevelOptions OPTIONS =
      LevelOptions.defaults()
          .withTempo(120, FIRST_BEAT)
          .withGeneration(GenerationOptions.defaults().withSeed(5).withThreads(2));

  @TempDir Path folder;
  private Path song;

  @BeforeEach
  void makeSong() throws IOException {
    song = folder.resolve("Ten Clicks.wav");
    Files.write(song, clicks(10.5));
  }

  @Test
  void aSongBecomesALevelThatReadsBackInEveryFormat() throws IOException {
    for (LevelFormat format : LevelFormat.values()) {
      Path target = folder.resolve(format.name() + (format == LevelFormat.V3 ? ".zip" : ""));
      GeneratedLevel made = make(target, OPTIONS.withFormat(format));
      Level read = LevelReader.read(target);
      assertEquals(List.of(), read.warnings());
      assertEquals("Ten Clicks", read.info().title());
      assertEquals("BeatWeaver", read.info().mapper());
      assertEquals(120, read.info().bpm());
      assertEquals("song.wav", read.info().songFile());
      assertEquals(5, read.beatmaps().size());
      assertEquals(target, made.report().target());
      for (Beatmap map : made.level().beatmaps()) {
        Beatmap back = read.beatmap(Characteristic.STANDARD, map.difficulty()).orElseThrow();
        assertEquals(map.notes(), back.notes(), format + " " + map.difficulty());
        assertEquals(map.noteJumpSpeed(), back.noteJumpSpeed());
        for (Note note : map.notes()) {
          // A bar leads in from the audio's start to the first beat.
          double seconds = FIRST_BEAT + (note.beat() - 4) / 2;
          assertEquals(seconds, back.tempo().secondsAt(note.beat()), 1e-4);
          assertTrue(seconds <= 10.5, note + " is after the song");
        }
      }
      assertFalse(made.level().beatmaps().get(4).notes().isEmpty());
    }
  }

  @Test
  void theSongAndTheCoverGoWithTheLevelUnchanged() throws IOException {
    Path cover = folder.resolve("picture.png");
    Files.write(cover, new byte[] {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3});
    Path target = folder.resolve("level");
    make(target, OPTIONS.withCover(cover).withTitle("Named").withArtist("Somebody"));
    assertArrayEquals(Files.readAllBytes(song), Files.readAllBytes(target.resolve("song.wav")));
    assertArrayEquals(Files.readAllBytes(cover), Files.readAllBytes(target.resolve("cover.png")));
    Level read = LevelReader.read(target);
    assertEquals("Named", read.info().title());
    assertEquals("Somebody", read.info().artist());
    assertEquals("cover.png", read.info().coverFile());
    assertEquals(0, read.info().songTimeOffset(), "as upload sites want it");
    assertTrue(Files.readString(target.resolve("Info.dat")).contains("\"machineMade\":true"));
  }

  @Test
  void oggIsRecognisedByContentAndPassedThrough() throws IOException {
    Path ogg = folder.resolve("misnamed.wav");
    try (InputStream in = LevelGeneratorTest.class.getResourceAsStream("second.ogg")) {
      Files.copy(in, ogg);
    }
    Path target = folder.resolve("level");
    try (MapGenerator generator = generator("")) {
      LevelGenerator.generate(generator, ogg, target, OPTIONS, Progress.NONE);
    }
    assertArrayEquals(Files.readAllBytes(ogg), Files.readAllBytes(target.resolve("song.ogg")));
    assertEquals("misnamed", LevelReader.read(target).info().title());
  }

  @Test
  void aSongThatTheGameDoesNotPlayBecomesAWav() throws IOException {
    Path flac = folder.resolve("song.flac");
    try (InputStream in = LevelGeneratorTest.class.getResourceAsStream("second.flac")) {
      Files.copy(in, flac);
    }
    Path target = folder.resolve("level");
    GeneratedLevel made = make(flac, target, OPTIONS.withFirstBeatSeconds(0.01));
    assertEquals("song.wav", LevelReader.read(target).info().songFile());
    AudioClip before = AudioDecoder.decode(flac);
    AudioClip after = AudioDecoder.decode(target.resolve("song.wav"));
    assertEquals(before.length(), after.length());
    assertEquals(before.sampleRate(), after.sampleRate());
    for (int i = 0; i < before.length(); i++) {
      assertEquals(before.sample(i), after.sample(i), 1 / 32_000f);
    }
    assertEquals(List.of(), made.warnings());
  }

  @Test
  void aLevelHasACoverOfItsOwnAndIsDressedAsAsked() throws IOException {
    Path target = folder.resolve("level");
    GeneratedLevel dressed = make(target, OPTIONS.withFormat(LevelFormat.V3));
    assertEquals("cover.png", LevelReader.read(target).info().coverFile());
    assertEquals(512, ImageIO.read(target.resolve("cover.png").toFile()).getWidth());
    assertFalse(dressed.level().beatmaps().get(4).lights().events().isEmpty());
    GeneratedLevel plain =
        make(folder.resolve("plain"), OPTIONS.withDressing(DressingOptions.NONE));
    for (Beatmap map : plain.level().beatmaps()) {
      assertEquals(List.of(), map.lights().events());
      assertEquals(0, map.walls().size() + map.bombs().size() + map.arcs().size());
    }
    assertEquals(
        plain.level().beatmaps().get(4).notes(), dressed.level().beatmaps().get(4).notes());
  }

  @Test
  void whatCannotBeWrittenIsRefusedBeforeTheWork() throws IOException {
    Path photos = Files.createDirectories(folder.resolve("photos"));
    Files.writeString(photos.resolve("dear.jpg"), "x");
    refusedBeforeTheWork(photos, OPTIONS.withReplace(true), "photos");
    refusedBeforeTheWork(song, OPTIONS.withReplace(true), "no folder");
    Path zip = Files.createDirectories(folder.resolve("empty.zip"));
    refusedBeforeTheWork(zip, OPTIONS, "no file");
    Path cover = folder.resolve("missing.png");
    refusedBeforeTheWork(folder.resolve("level"), OPTIONS.withCover(cover), "missing.png");
  }

  @Test
  void aSongInTheLevelToBeReplacedIsNotDeletedWithIt() throws IOException {
    Path target = folder.resolve("level");
    make(target, OPTIONS);
    Path inside = Files.copy(song, target.resolve("original.wav"));
    Path cover = Files.copy(target.resolve("cover.png"), target.resolve("mine.png"));
    LevelOptions options = OPTIONS.withReplace(true);
    InputException refused =
        assertThrows(InputException.class, () -> make(inside, target, options));
    assertTrue(refused.getMessage().contains("original.wav"), refused.getMessage());
    refusedBeforeTheWork(target, options.withCover(cover), "mine.png");
    assertArrayEquals(Files.readAllBytes(song), Files.readAllBytes(inside));
    make(target, options);
    assertFalse(Files.exists(inside), "a level is replaced as a whole");
  }

  private void refusedBeforeTheWork(Path target, LevelOptions options, String reason)
      throws IOException {
    List<String> stages = new ArrayList<>();
    try (MapGenerator generator = generator("")) {
      InputException refused =
          assertThrows(
              InputException.class,
              () ->
                  LevelGenerator.generate(
                      generator,
                      song,
                      target,
                      options,
                      (stage, done, total, detail) -> stages.add(stage)));
      assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }
    assertEquals(List.of(), stages);
  }

  @Test
  void whatIsReturnedIsWhatTheModelHeard() throws IOException {
    GeneratedLevel made = make(folder.resolve("level"), OPTIONS);
    TempoMap written = made.level().beatmaps().get(0).tempo();
    assertEquals(0, written.secondsAt(0));
    assertEquals(FIRST_BEAT + 5, written.secondsAt(14), 1e-9);
    assertEquals(made.tempo().secondsAt(10), written.secondsAt(14), 1e-9);
    assertEquals(made.features().rows() + 64, made.levelFeatures().rows(), 1);
    assertEquals(FIRST_BEAT, made.tempo().secondsAt(0));
    assertTrue(made.estimate().isEmpty());
    assertEquals((10.5 - FIRST_BEAT) * 32, made.features().rows(), 1.5);
    // A click begins at every beat: its row is louder than the one before the next click.
    SongFeatures features = made.features();
    for (int beat = 1; beat < 20; beat++) {
      assertTrue(features.get(beat * 16, 40) > features.get(beat * 16 + 12, 40), "beat " + beat);
    }
    assertTrue(made.times().total().toNanos() >= made.times().generation().toNanos());
  }

  @Test
  void theTempoIsEstimatedWhereItIsNotGiven() throws IOException {
    LevelOptions unknown =
        LevelOptions.defaults()
            .withGeneration(OPTIONS.generation().withDifficulties(List.of(Difficulty.HARD)));
    GeneratedLevel made = make(folder.resolve("level"), unknown);
    assertEquals(120, made.estimate().orElseThrow().bpm(), 0.1);
    assertEquals(FIRST_BEAT, made.tempo().secondsAt(0), 0.01);
    GeneratedLevel shifted =
        make(folder.resolve("shifted"), unknown.withFirstBeatSeconds(2).withBpm(60));
    assertEquals(3, shifted.tempo().secondsAt(1));
    GeneratedLevel offsetAlone =
        make(folder.resolve("offset"), unknown.withFirstBeatSeconds(-0.25));
    assertEquals(-0.25, offsetAlone.tempo().secondsAt(0));
    assertEquals(120, offsetAlone.tempo().bpmAt(0), 0.1);
  }

  @Test
  void theFirstBeatIsMeasuredAtTheTempoGiven() throws IOException {
    LevelOptions tempoAlone =
        LevelOptions.defaults()
            .withGeneration(OPTIONS.generation().withDifficulties(List.of(Difficulty.HARD)));
    GeneratedLevel same = make(folder.resolve("level"), tempoAlone.withBpm(120));
    assertTrue(same.estimate().isEmpty());
    assertEquals(120, same.tempo().bpmAt(0));
    assertEquals(FIRST_BEAT, same.tempo().secondsAt(0), 0.01);
    GeneratedLevel half = make(folder.resolve("half"), tempoAlone.withBpm(60));
    assertEquals(FIRST_BEAT, half.tempo().secondsAt(0) % 0.5, 0.01);
    assertEquals(60, half.tempo().bpmAt(0));
  }

  @Test
  void aTempoOrAFirstBeatThatCannotBeIsRefused() throws IOException {
    for (double bpm : new double[] {0, -1, 1e9, Double.NaN, Double.POSITIVE_INFINITY}) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> OPTIONS.withBpm(bpm));
      assertTrue(refused.getMessage().contains("bpm"), refused.getMessage());
    }
    // A bar takes two seconds, the song ten and a half.
    for (double first : new double[] {-5, -2, 10.5, 1e12, -1e12}) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> make(folder.resolve("level"), OPTIONS.withFirstBeatSeconds(first)));
      assertTrue(refused.getMessage().contains("first beat"), refused.getMessage());
    }
    assertOnlyTheSong();
  }

  @Test
  void everyStageIsToldInOrder() throws IOException {
    Set<String> stages = new LinkedHashSet<>();
    try (MapGenerator generator = generator("")) {
      LevelGenerator.generate(
          generator,
          song,
          folder.resolve("level"),
          OPTIONS,
          (stage, done, total, detail) -> stages.add(stage));
    }
    assertEquals(
        List.of("decoding", "tempo", "features", "listening", "generating", "writing"),
        new ArrayList<>(stages));
  }

  @Test
  void cancellingLeavesNothing() throws IOException {
    try (MapGenerator generator = generator("")) {
      for (String when : new String[] {"features", "listening", "generating", "writing"}) {
        assertThrows(
            CancellationException.class,
            () ->
                LevelGenerator.generate(
                    generator,
                    song,
                    folder.resolve("level"),
                    OPTIONS,
                    (stage, done, total, detail) -> {
                      if (stage.equals(when)) {
                        throw new CancellationException(when);
                      }
                    }));
      }
    }
    assertOnlyTheSong();
  }

  @Test
  void cancellingAfterTheLevelIsWrittenComesTooLate() throws IOException {
    Path target = folder.resolve("level");
    List<String> told = new ArrayList<>();
    try (MapGenerator generator = generator("")) {
      GeneratedLevel made =
          LevelGenerator.generate(
              generator,
              song,
              target,
              OPTIONS,
              (stage, done, total, detail) -> {
                if (stage.equals("writing") && done == 1) {
                  told.add(stage);
                  throw new CancellationException("too late");
                }
              });
      assertEquals(List.of("writing"), told);
      assertEquals(made.level().beatmaps().size(), LevelReader.read(target).beatmaps().size());
      assertTrue(made.levelFeatures().rows() > made.features().rows());
    }
  }

  @Test
  void aTakenTargetIsRefusedBeforeTheWorkUnlessItMayBeReplaced() throws IOException {
    Path target = folder.resolve("level");
    make(target, OPTIONS);
    List<String> stages = new ArrayList<>();
    try (MapGenerator generator = generator("")) {
      InputException taken =
          assertThrows(
              InputException.class,
              () ->
                  LevelGenerator.generate(
                      generator,
                      song,
                      target,
                      OPTIONS,
                      (stage, done, total, detail) -> stages.add(stage)));
      assertTrue(taken.getMessage().contains("level"), taken.getMessage());
      assertEquals(List.of(), stages);
    }
    LevelOptions replacing = OPTIONS.withReplace(true).withTitle("Second");
    make(target, replacing);
    assertEquals("Second", LevelReader.read(target).info().title());
  }

  @Test
  void whatIsNoSongIsRefusedByName() throws IOException {
    Files.writeString(song, "this is no audio, though it says so by its name");
    InputException refused =
        assertThrows(InputException.class, () -> make(folder.resolve("level"), OPTIONS));
    assertTrue(refused.getMessage().contains("Ten Clicks.wav"), refused.getMessage());
    assertOnlyTheSong();
  }

  @Test
  void aModelOfOtherFeaturesIsRefused() throws IOException {
    Path target = folder.resolve("level");
    try (MapGenerator generator = generator("other-features")) {
      InputException refused =
          assertThrows(
              InputException.class,
              () -> LevelGenerator.generate(generator, song, target, OPTIONS, Progress.NONE));
      assertTrue(refused.getMessage().contains("other-features"), refused.getMessage());
    }
    try (MapGenerator generator = generator(new FeatureExtractor().fingerprint())) {
      LevelGenerator.generate(generator, song, target, OPTIONS, Progress.NONE);
    }
    assertTrue(Files.isDirectory(target));
  }

  private GeneratedLevel make(Path target, LevelOptions options) throws IOException {
    return make(song, target, options);
  }

  private static GeneratedLevel make(Path song, Path target, LevelOptions options)
      throws IOException {
    try (MapGenerator generator = generator("")) {
      return LevelGenerator.generate(generator, song, target, options, Progress.NONE);
    }
  }

  private void assertOnlyTheSong() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(song), left.toList());
    }
  }

  private static MapGenerator generator(String fingerprint) {
    ModelConfig config = RandomModel.tiny();
    Map<String, float[]> weights = RandomModel.weights(config, 1);
    weights.get("onset.bias")[0] = -1;
    return MapGenerator.open(Checkpoint.of(config, weights, fingerprint, TrainingState.NONE));
  }

  /** A wave file with a short burst of noise at every beat of 120 a minute from FIRST_BEAT on. */
  private static byte[] clicks(double seconds) {
    int samples = (int) (seconds * RATE);
    Random random = new Random(1);
    short[] wave = new short[samples];
    for (double at = FIRST_BEAT; at < seconds; at += 0.5) {
      int start = (int) Math.round(at * RATE);
      for (int i = 0; i < 1500 && start + i < samples; i++) {
        wave[start + i] = (short) (random.nextGaussian() * 6000 * Math.exp(-i / 300.0));
      }
    }
    ByteBuffer file = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
    file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    file.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    file.putShort((short) 2).putShort((short) 16);
    file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
    for (short sample : wave) {
      file.putShort(sample);
    }
    return file.array();
  }
}
