package io.beatweaver.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beatweaver.audio.WavWriter;
import io.beatweaver.demo.DemoCorpus;
import io.beatweaver.demo.DemoSettings;
import io.beatweaver.demo.DemoSong;
import io.beatweaver.demo.RuleMapper;
import io.beatweaver.examples.Programs.Outcome;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Note;
import io.beatweaver.model.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each program's JSON against the demo song that it was given. */
class ProgramsTest {
  private static final DemoSettings SETTINGS =
      DemoSettings.DEFAULT.withSongs(10).withSeconds(20, 25);

  /** A song of one tempo, its number found by looking. */
  private static DemoSong song;

  @TempDir static Path folder;
  private static Path corpus;
  private static Path level;

  @BeforeAll
  static void writeCorpus() throws IOException {
    corpus = folder.resolve("corpus");
    List<Path> levels = DemoCorpus.write(corpus, SETTINGS, io.beatweaver.Progress.NONE);
    for (int i = 0; song == null; i++) {
      DemoSong candidate = DemoSong.ofCorpus(SETTINGS, i);
      if (candidate.tempo().isConstant()) {
        song = candidate;
        level = levels.get(i);
      }
    }
  }

  private static JsonNode json(Object... arguments) throws IOException {
    Outcome outcome = Programs.run(arguments);
    assertEquals(0, outcome.status(), outcome.err());
    assertEquals(1, outcome.out().lines().count(), outcome.out());
    return new ObjectMapper().readTree(outcome.out());
  }

  /** Clicks of a sine at 120 beats a minute, then at 150; silence has no beat. */
  private static Path clicks(String name, double loudness) throws IOException {
    int rate = 22050;
    float[] samples = new float[rate * 60];
    for (double at = .25; at < 59.5; at += at < 30 ? .5 : .4) {
      for (int i = 0; i < 400; i++) {
        samples[(int) Math.round(at * rate) + i] +=
            (float) (loudness * Math.exp(-i / 80.) * Math.sin(i * .4));
      }
    }
    Path file = folder.resolve(name);
    WavWriter.write(file, samples, rate);
    return file;
  }

  @Test
  void tempoGivesEveryChangeAndSaysWhenItIsADefault() throws IOException {
    JsonNode tempo = json("tempo", clicks("clicks.wav", .8), "--json");
    assertEquals(120, tempo.get("bpm").asDouble(), .05);
    assertEquals(.25, tempo.get("firstBeatSeconds").asDouble(), .01);
    assertEquals(60, tempo.get("seconds").asDouble(), 1e-9);
    assertTrue(tempo.get("found").asBoolean());
    assertTrue(tempo.get("confidence").asDouble() > .5);
    assertEquals(1, tempo.get("changes").size());
    assertEquals(150, tempo.at("/changes/0/bpm").asDouble(), .05);
    assertEquals(60, tempo.at("/changes/0/beat").asDouble());
    assertEquals(30.25, tempo.at("/changes/0/seconds").asDouble(), .02);
    assertTrue(tempo.get("downbeat").asInt() < 4);

    Path silence = clicks("silence.wav", 0);
    JsonNode none = json("tempo", silence, "--json");
    assertEquals(0, none.get("confidence").asDouble());
    assertTrue(!none.get("found").asBoolean());
    String said = Programs.run("tempo", silence).out();
    assertTrue(said.contains("No steady beat was found"), said);
    assertTrue(json("features", silence, "--json").get("tempoIsDefault").asBoolean());
    said = Programs.run("features", silence).out();
    assertTrue(said.contains("No steady beat was found"), said);
  }

  @Test
  void mapsFollowAChangeOfTempo() throws IOException {
    Path out = folder.resolve("two-tempos");
    json("generate", clicks("two-tempos.wav", .8), "--out", out, "--quiet", "--json");
    JsonNode maps = json("inspect", out, "--json").at("/beatmaps");
    assertEquals(5, maps.size());
    for (JsonNode map : maps) {
      int[] notes = new int[2];
      int[] near = new int[2];
      for (JsonNode note : map.at("/notes")) {
        double seconds = note.get(1).asDouble();
        // Half beats, for what lies between the clicks may be played too.
        double beat = seconds < 30 ? (seconds - .25) / .25 : (seconds - 30.25) / .2;
        int half = seconds < 30 ? 0 : 1;
        notes[half]++;
        near[half] += Math.abs(beat - Math.rint(beat)) * (half == 0 ? .25 : .2) < .02 ? 1 : 0;
      }
      for (int half = 0; half < 2; half++) {
        // By chance 16 and 20 of a hundred would be that near.
        assertTrue(notes[half] > 15, map.at("/difficulty") + ": " + notes[half]);
        assertTrue(near[half] > .8 * notes[half], map.at("/difficulty") + ": " + near[half]);
      }
    }
  }

  @Test
  void aSongThatIsCutOffIsSaidToBe() throws IOException {
    Path song = clicks("cut.wav", .8);
    byte[] whole = Files.readAllBytes(song);
    Files.write(song, Arrays.copyOf(whole, whole.length / 2));
    for (String program : List.of("tempo", "features")) {
      assertEquals(1, json(program, song, "--json").get("warnings").size());
      String said = Programs.run(program, song).out();
      assertTrue(said.contains("warning: " + song) && said.contains("cut off"), said);
    }
  }

  @Test
  void inspectGivesEveryNoteWithItsTime() throws IOException {
    JsonNode inspected = json("inspect", level, "--json");
    assertEquals(song.title(), inspected.at("/info/title").asText());
    assertEquals(40, inspected.at("/hash").asText().length());
    assertEquals(0, inspected.at("/warnings").size());
    JsonNode expert = null;
    for (JsonNode map : inspected.at("/beatmaps")) {
      expert = map.at("/difficulty").asText().equals("Expert") ? map : expert;
    }
    List<Note> charted =
        RuleMapper.map(song, Difficulty.EXPERT).stream().sorted(Note.ORDER).toList();
    assertEquals(charted.size(), expert.at("/notes").size());
    for (int i = 0; i < charted.size(); i++) {
      JsonNode note = expert.at("/notes").get(i);
      assertEquals(charted.get(i).beat(), note.get(0).asDouble(), 1e-9);
      assertEquals(song.tempo().secondsAt(charted.get(i).beat()), note.get(1).asDouble(), 1e-6);
      assertEquals(charted.get(i).x(), note.get(2).asInt());
      assertEquals(charted.get(i).y(), note.get(3).asInt());
      assertEquals(charted.get(i).hand().color(), note.get(4).asInt());
      assertEquals(charted.get(i).direction(), note.get(5).asInt());
    }
  }

  @Test
  void convertKeepsNotesAndTimes() throws IOException {
    JsonNode before = json("inspect", level, "--json");
    for (String format : List.of("v2", "v3", "v4")) {
      Path target = folder.resolve("converted-" + format + ".zip");
      json("convert", level, "--to", format, "--out", target, "--json");
      JsonNode after = json("inspect", target, "--json");
      for (int i = 0; i < before.at("/beatmaps").size(); i++) {
        JsonNode expected = before.at("/beatmaps").get(i).at("/notes");
        JsonNode actual = after.at("/beatmaps").get(i).at("/notes");
        assertEquals(expected.size(), actual.size());
        for (int n = 0; n < expected.size(); n++) {
          assertEquals(expected.get(n).get(0).asDouble(), actual.get(n).get(0).asDouble(), 1e-9);
          assertEquals(expected.get(n).get(1).asDouble(), actual.get(n).get(1).asDouble(), 1e-4);
          assertEquals(expected.get(n).get(5), actual.get(n).get(5));
        }
      }
    }
  }

  @Test
  void featuresAreWrittenForNumPy() throws IOException {
    Path npy = folder.resolve("features.npy");
    JsonNode features =
        json(
            "features",
            level.resolve(DemoCorpus.SONG_FILE),
            "--bpm",
            song.bpm(),
            "--offset",
            song.offsetSeconds(),
            "--npy",
            npy,
            "--json");
    assertEquals(81, features.at("/columns").asInt());
    double beats = (song.seconds() - song.offsetSeconds()) * song.bpm() / 60;
    assertEquals(beats * 16, features.at("/rows").asInt(), 4);
    byte[] file = Files.readAllBytes(npy);
    assertEquals("NUMPY", new String(file, 1, 5, java.nio.charset.StandardCharsets.US_ASCII));
    assertEquals(features.at("/rows").asLong() * 81 * 4 + 128, file.length, 64);
  }

  @Test
  void renderDrawsAPicture() throws IOException {
    Path picture = folder.resolve("level.png");
    json("render", level, "--out", picture, "--beatmap", "Standard/Hard", "--json");
    assertTrue(ImageIO.read(picture.toFile()).getWidth() > 500);
  }

  @Test
  void aTrainingToldToEndIsSavedAndGoesOn() throws Exception {
    Path store = folder.resolve("store of the stopped");
    json("process", corpus, "--out", store, "--json");
    Path run = folder.resolve("stopped");
    Path metrics = run.resolve("metrics.jsonl");
    java.lang.Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.pytorch.num_threads=1",
                "-cp",
                System.getProperty("java.class.path"),
                BeatWeaver.class.getName(),
                "train",
                store.toString(),
                "--out",
                run.toString(),
                "--minutes",
                "30")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    try {
      while (process.isAlive() && !(Files.exists(metrics) && Files.size(metrics) > 0)) {
        process.waitFor(50, TimeUnit.MILLISECONDS);
      }
      process.destroy();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(folder.resolve("said"));
    assertTrue(said.contains("--resume goes on"), said);
    long step = Checkpoint.load(run.resolve("last")).state().step();
    assertTrue(step >= 10, "step " + step);
    JsonNode more = json("train", store, "--out", run, "--resume", "--minutes", 0.001, "--json");
    assertTrue(more.at("/step").asLong() >= step, more.toString());
  }

  @Test
  void aStoreIsProcessedShownTrainedOnAndEvaluated() throws IOException {
    Path store = folder.resolve("store");
    JsonNode processed = json("process", corpus, "--out", store, "--json");
    assertEquals(SETTINGS.songs(), processed.at("/stored").asInt());
    assertEquals(SETTINGS.songs(), processed.at("/songsWithFeatures").asInt());
    assertEquals(0, processed.at("/failures").size());

    JsonNode shown = json("store", store, "--json");
    assertEquals(SETTINGS.songs(), shown.at("/songs").size());
    assertEquals(processed.at("/notes").asLong(), shown.at("/notes").asLong());

    Path run = folder.resolve("run");
    Path config =
        Files.writeString(
            folder.resolve("my.json"),
            """
            {"model": {"encoder": "PLAIN", "encoderLayers": 1, "width": 64, "feedForward": 128},
             "training": {"steps": 3, "accumulation": 2, "schedule": "cosine"}}
            """);
    JsonNode trained = json("train", store, "--out", run, "--config", config, "--quiet", "--json");
    assertEquals(3, trained.at("/step").asInt());
    assertEquals("budget", trained.at("/end").asText());
    Path checkpoint = Path.of(trained.at("/checkpoint").asText());
    assertEquals(64, Checkpoint.load(checkpoint).config().width());
    JsonNode longer =
        json("train", store, "--out", run, "--resume", "--epochs", 1, "--quiet", "--json");
    assertTrue(longer.at("/step").asInt() >= 3);
    assertEquals(64, Checkpoint.load(checkpoint).config().width());
    Outcome otherShape =
        Programs.run("train", store, "--out", run, "--resume", "--config", "medium", "--quiet");
    assertEquals(BeatWeaver.INPUT_FAULT, otherShape.status());
    assertTrue(otherShape.err().contains("another shape"), otherShape.err());

    JsonNode evaluated =
        json(
            "evaluate",
            store,
            "--checkpoint",
            checkpoint,
            "--split",
            "train",
            "--songs",
            1,
            "--json",
            "--quiet");
    double f1 = evaluated.at("/difficulties/Expert/onset_f1").asDouble(-1);
    assertTrue(f1 >= 0 && f1 <= 1, evaluated.toString());
    assertTrue(evaluated.at("/timing_loss").asDouble() > 0, evaluated.toString());
    assertEquals(3.09, evaluated.at("/difficulties/Expert/nps_human_low").asDouble());

    JsonNode ofLevel =
        json("evaluate", level, "--checkpoint", checkpoint, "--json", "--quiet", "--seed", 3);
    assertTrue(ofLevel.at("/other_song_synthesised").asBoolean());
    assertEquals(1, ofLevel.at("/songs").asInt());
    assertEquals(5, ofLevel.at("/difficulties").size());
    assertEquals(5, ofLevel.at("/all/beatmaps").asInt());
    for (JsonNode row : ofLevel.at("/difficulties")) {
      assertEquals(
          row.at("/onset_f1").asDouble() - row.at("/onset_f1_other_song").asDouble(),
          row.at("/contrast").asDouble(),
          1e-12);

      double metronome = row.at("/onset_f1_metronome").asDouble();
      double random = row.at("/onset_f1_random").asDouble();
      assertTrue(0 < random && random < 1 && 0 < metronome && metronome < 1, row.toString());
      assertTrue(row.at("/hand_alternation_chart").asDouble() > 0, row.toString());
    }
    assertEquals(
        ofLevel,
        json("evaluate", level, "--checkpoint", checkpoint, "--json", "--quiet", "--seed", 3));

    Path made = folder.resolve("made");
    JsonNode generated =
        json(
            "generate",
            level.resolve(DemoCorpus.SONG_FILE),
            "--checkpoint",
            checkpoint,
            "--out",
            made,
            "--difficulties",
            "Easy,Expert+",
            "--json",
            "--quiet");
    assertEquals(2, generated.at("/beatmaps").size());
    assertEquals(2, json("inspect", made, "--json").at("/beatmaps").size());
    Outcome again =
        Programs.run(
            "generate",
            level.resolve(DemoCorpus.SONG_FILE),
            "--checkpoint",
            checkpoint,
            "--out",
            made,
            "--quiet");
    assertEquals(BeatWeaver.INPUT_FAULT, again.status(), "a level that is there isn't overwritten");
  }

  @Test
  void quickstartLeavesALevelAndItsPicture() throws IOException {
    Path out = folder.resolve("quickstart");
    JsonNode done =
        json("quickstart", "--out", out, "--songs", 8, "--minutes", 0.05, "--json", "--quiet");
    assertEquals(8, done.at("/corpus/stored").asInt());
    assertEquals(5, done.at("/difficulties").size());
    JsonNode made = json("inspect", Path.of(done.at("/level").asText()), "--json");
    assertEquals(done.at("/heldOut"), made.at("/info/title"));
    assertEquals(5, made.at("/beatmaps").size());
    assertTrue(ImageIO.read(Path.of(done.at("/picture").asText()).toFile()).getWidth() > 500);
  }
}
