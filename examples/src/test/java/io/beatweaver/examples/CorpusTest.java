package io.beatweaver.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.audio.WavWriter;
import io.beatweaver.demo.DemoCorpus;
import io.beatweaver.examples.Programs.Outcome;
import io.beatweaver.level.LevelReader;
import io.beatweaver.model.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
  private static final int RATE = 22_050;

  @TempDir Path folder;

  /** Clicks at 120 beats a minute from 0.25 s on. */
  private Path clicks() throws IOException {
    float[] samples = new float[40 * RATE];
    for (int click = 0; click < 78; click++) {
      int at = (int) Math.round((0.25 + click * 0.5) * RATE);
      for (int i = 0; i < 800; i++) {
        double wave = Math.sin(i * (click % 2 == 0 ? 0.05 : 0.4));
        samples[at + i] = (float) (0.7 * Math.exp(-i / 200.0) * wave);
      }
    }
    Path file = folder.resolve("music/Clicks.wav");
    Files.createDirectories(file.getParent());
    WavWriter.write(file, samples, RATE);
    return file;
  }

  @Test
  void songsAreChartedAndWhatIsNoneIsCounted() throws IOException {
    Path song = clicks();
    Files.writeString(song.resolveSibling("notes.txt"), "no song");
    Path out = folder.resolve("levels");
    Outcome told = Programs.run("corpus", "--from", song.getParent(), "--out", out, "--quiet");
    assertEquals(0, told.status(), told.err());
    assertTrue(told.out().contains("1 songs charted"), told.out());
    assertTrue(told.out().contains("1 x skipped: no audio that can be read"), told.out());
    assertTrue(told.out().contains("notes.txt"), told.out());

    Outcome again = Programs.run("corpus", "--from", song, "--out", out, "--quiet", "--json");
    assertEquals(0, again.status(), again.err());
    JsonNode charted = new ObjectMapper().readTree(again.out()).at("/songs/0");
    assertEquals(120, charted.get("bpm").asDouble(), 0.01);
    String part = Split.of(FeatureExtractor.audioHash(song)).toString();
    assertEquals(part, charted.get("part").asText(), "its own bytes decide");
    Path level = Path.of(charted.get("level").asText());
    int notes = LevelReader.read(level).beatmaps().get(4).notes().size();
    assertEquals(notes / 40.0, charted.at("/notesPerSecond/ExpertPlus").asDouble(), 1e-9);
  }

  @Test
  void theWideStyleIsAskedForByName() throws IOException {
    Path out = folder.resolve("wide");
    Object[] command = {"corpus", "--style", "wide", "--songs", 1, "--out", out, "--quiet"};
    Outcome outcome = Programs.run(command);
    assertEquals(0, outcome.status(), outcome.err());
    try (var levels = Files.list(out)) {
      Path song = levels.findFirst().orElseThrow().resolve(DemoCorpus.SONG_FILE);
      assertEquals(44_100, AudioDecoder.probe(song).sampleRate());
    }
  }

  @Test
  void wrongOptionsAndMissingSongsAreToldApart() {
    Path out = folder.resolve("none");
    Object missing = folder.resolve("missing");
    assertEquals(1, Programs.run("corpus", "--from", missing, "--out", out).status());
    assertEquals(2, Programs.run("corpus", "--style", "loud", "--out", out).status());
    Object[] unsure = {"corpus", "--from", folder, "--out", out, "--min-confidence", 2};
    assertEquals(2, Programs.run(unsure).status());
    assertEquals(2, Programs.run("corpus", "--from", folder, "--seed", 3, "--out", out).status());
    assertFalse(Files.exists(out));
  }
}
