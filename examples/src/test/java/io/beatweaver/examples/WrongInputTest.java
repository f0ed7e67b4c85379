package io.beatweaver.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.examples.Programs.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with the input: one line that says so, exit status 1, nothing half-written. */
class WrongInputTest {
  @TempDir Path folder;

  private Path out;

  /** A program and arguments of which one is wrong input. */
  private record Case(String name, List<Object> arguments) {}

  @BeforeEach
  void setUp() {
    out = folder.resolve("out");
  }

  @TestFactory
  Stream<DynamicTest> everyProgramRefusesItInOneLine() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (Path wrong : wrongSongs()) {
      add(cases, wrong, "tempo", wrong);
      add(cases, wrong, "features", wrong, "--npy", out);
      add(cases, wrong, "generate", wrong, "--out", out);
    }
    for (Path wrong : wrongLevels()) {
      add(cases, wrong, "inspect", wrong);
      add(cases, wrong, "convert", wrong, "--to", "v3", "--out", out);
      add(cases, wrong, "render", wrong, "--out", out);
      add(cases, wrong, "regenerate", wrong, "--beats", "0..8", "--out", out);
      add(cases, wrong, "store", wrong);
      add(cases, wrong, "train", wrong, "--out", out);
      add(cases, wrong, "evaluate", wrong);
    }
    for (Path wrong : List.of(folder.resolve("missing"), directory(), text(), empty("bundle"))) {
      add(cases, wrong, "extract-official", wrong, "--out", out);
    }
    for (Path wrong : List.of(folder.resolve("missing"), text())) {
      add(cases, wrong, "process", wrong, "--out", out);
    }
    return cases.stream()
        .map(c -> DynamicTest.dynamicTest(c.name(), () -> refused(c.arguments().toArray())));
  }

  private void add(List<Case> cases, Path wrong, Object... arguments) {
    cases.add(new Case(arguments[0] + " " + wrong.getFileName(), List.of(arguments)));
  }

  private void refused(Object... arguments) {
    Outcome outcome = Programs.run(arguments);
    assertEquals(BeatWeaver.INPUT_FAULT, outcome.status(), outcome.err());
    List<String> lines = outcome.err().lines().filter(l -> l.startsWith("beatweaver: ")).toList();
    assertEquals(1, lines.size(), outcome.err());
    assertFalse(outcome.err().contains("unexpected"), outcome.err());
    assertFalse(outcome.err().contains("\tat "), outcome.err());
    assertFalse(Files.exists(out), "something was left at " + out);
  }

  private List<Path> wrongSongs() throws IOException {
    Path truncated = folder.resolve("truncated.ogg");
    byte[] page = new byte[60];
    System.arraycopy("OggS".getBytes(), 0, page, 0, 4);
    Files.write(truncated, page);
    return List.of(
        folder.resolve("missing.ogg"), directory(), text(), empty("empty.wav"), truncated);
  }

  private List<Path> wrongLevels() throws IOException {
    Path zip = folder.resolve("empty.zip");
    try (OutputStream file = Files.newOutputStream(zip)) {
      new ZipOutputStream(file).finish();
    }
    Path malformed = Files.createDirectory(folder.resolve("malformed"));
    Files.writeString(malformed.resolve("Info.dat"), "{\"_version\": \"2.1.0\", ");
    return List.of(folder.resolve("missing"), directory(), text(), zip, malformed);
  }

  private Path directory() throws IOException {
    return Files.createDirectories(folder.resolve("directory"));
  }

  private Path text() throws IOException {
    return Files.writeString(folder.resolve("text.txt"), "this is neither audio nor a level\n");
  }

  private Path empty(String name) throws IOException {
    return Files.write(folder.resolve(name), new byte[0]);
  }

  @Test
  void wrongUsageIsStatusTwo() {
    assertEquals(2, Programs.run().status());
    assertEquals(2, Programs.run("no-such-program").status());
    assertEquals(2, Programs.run("inspect").status());
    assertEquals(2, Programs.run("convert", "level", "--to", "v5", "--out", out).status());
  }

  @Test
  void helpIsStatusZeroAndNamesEveryProgram() {
    Outcome help = Programs.run("--help");
    assertEquals(0, help.status());
    for (String program : List.of("quickstart", "generate", "inspect", "train", "render")) {
      assertTrue(help.out().contains(program), help.out());
      assertEquals(0, Programs.run(program, "--help").status());
    }
  }
}
