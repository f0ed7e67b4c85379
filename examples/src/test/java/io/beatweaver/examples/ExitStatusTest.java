package io.beatweaver.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.examples.Programs.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a script can tell from the exit status: 1 is the input's fault, 2 the command's. */
class ExitStatusTest {
  @TempDir Path folder;

  @Test
  void anOptionOutOfRangeIsUsage() throws IOException {
    Path level = Files.createDirectory(folder.resolve("level"));
    Path out = folder.resolve("out");
    assertUsage("candidates", "generate", "song.ogg", "--out", out, "--candidates", 0);
    assertUsage("temperature", "generate", "song.ogg", "--out", out, "--temperature", 99);
    assertUsage("bpm", "generate", "song.ogg", "--out", out, "--bpm", -3);
    assertUsage("own-rhythm", "regenerate", out, "--beats", "0..4", "--out", out, "--own-rhythm");
    assertUsage("Foo", "generate", "song.ogg", "--out", out, "--difficulties", "Foo");
    assertUsage("workers", "process", level, "--out", out, "--workers", 0);
    assertUsage("workers", "extract-official", level, "--out", out, "--workers", 0);
    assertUsage("songs", "corpus", "--out", out, "--songs", 0);
    assertUsage("epochs", "train", level, "--out", out, "--epochs", 0);
    assertUsage("minutes", "train", level, "--out", out, "--minutes", "NaN");
    assertUsage("featureMasks", "train", level, "--out", out, "--masks", 99);
    assertUsage("songs", "evaluate", level, "--songs", 0);
    assertUsage("songs", "quickstart", "--out", out, "--songs", 0);
    assertFalse(Files.exists(out));
  }

  @Test
  void processingNothingIsTheInputsFault() throws IOException {
    Path nothing = Files.createDirectory(folder.resolve("nothing"));
    Outcome outcome = Programs.run("process", nothing, "--out", folder.resolve("store"));
    assertEquals(BeatWeaver.INPUT_FAULT, outcome.status(), outcome.err());
    assertTrue(outcome.err().contains("no level"), outcome.err());
    assertFalse(Files.exists(folder.resolve("store")));
  }

  @Test
  void aRunThatIsThereIsNotOverwritten() throws IOException {
    Path last = Files.createDirectories(folder.resolve("run").resolve("last"));
    Outcome outcome = Programs.run("train", folder, "--out", folder.resolve("run"));
    assertEquals(BeatWeaver.INPUT_FAULT, outcome.status(), outcome.err());
    assertTrue(outcome.err().contains(last + ": is there already"), outcome.err());
  }

  @Test
  void aTrainingsConfigIsRefusedByTheNameOfWhatIsWrong() throws IOException {
    Path config = folder.resolve("my.json");
    for (String wrong :
        new String[] {"{'training': {'lr': 1}}", "{'model': {'lr': 1}}", "{'lr': 1}"}) {
      Files.writeString(config, wrong.replace('\'', '"'));
      Outcome outcome =
          Programs.run("train", folder, "--out", folder.resolve("run"), "--config", config);
      assertEquals(BeatWeaver.INPUT_FAULT, outcome.status(), outcome.err());
      assertTrue(outcome.err().contains(config.toString()), outcome.err());
      assertTrue(outcome.err().contains("lr: is unknown; known are "), outcome.err());
    }
    Outcome missing =
        Programs.run("train", folder, "--out", folder.resolve("run"), "--config", "huge");
    assertEquals(BeatWeaver.INPUT_FAULT, missing.status(), missing.err());
    assertTrue(missing.err().contains("huge: there is no such file"), missing.err());
  }

  @Test
  void aFolderThatMayNotBeReadIsSaidSo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Outcome outcome = Programs.run("corpus", "--songs", 1, "--out", file.resolve("below"));
    assertEquals(BeatWeaver.INPUT_FAULT, outcome.status(), outcome.err());
    assertTrue(outcome.err().matches("beatweaver: \\S+: \\S.*\\R"), outcome.err());
  }

  private static void assertUsage(String named, Object... arguments) {
    Outcome outcome = Programs.run(arguments);
    assertEquals(2, outcome.status(), outcome.err());
    assertTrue(outcome.err().contains(named), outcome.err());
    assertEquals("", outcome.out());
  }
}
