package io.beatweaver.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.Progress;
import io.beatweaver.demo.DemoCorpus;
import io.beatweaver.demo.DemoSettings;
import io.beatweaver.level.LevelReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says to write compiles and does what it says, word for word. */
class ReadmeTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static final List<String> IMPORTS =
      List.of(
          "io.beatweaver.*",
          "io.beatweaver.level.*",
          "io.beatweaver.model.*",
          "java.nio.file.Path");

  @TempDir Path folder;

  private static List<String> blocks() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    List<String> blocks = new ArrayList<>();
    for (Matcher found = JAVA.matcher(readme); found.find(); ) {
      blocks.add(found.group(1));
    }
    return blocks;
  }

  /** Compiles a block as the body of a main class and runs it in the folder. */
  private String run(String block) throws Exception {
    StringBuilder source = new StringBuilder();
    IMPORTS.forEach(name -> source.append("import ").append(name).append(";\n"));
    source.append("class Readme {\n");
    source.append(
        "static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(\"r\");\n");
    source.append("public static void main(String[] args) throws Exception {\n");
    source.append(block).append("}\n}\n");
    Path file = Files.writeString(folder.resolve("Readme.java"), source);
    String classPath = System.getProperty("java.class.path");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", classPath, "-d", folder.toString(), file.toString());
    assertEquals(0, status, source.toString());
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dai.djl.pytorch.num_threads=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-cp",
                folder + File.pathSeparator + classPath,
                "Readme")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    command.environment().put("OMP_WAIT_POLICY", "PASSIVE");
    java.lang.Process process = command.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue(), said);
    return said;
  }

  @Test
  void aLevelInAtMostTenLinesAndThenItIsRead() throws Exception {
    DemoSettings one = DemoSettings.DEFAULT.withSongs(1).withSeconds(15, 16);
    Path song =
        DemoCorpus.write(folder.resolve("corpus"), one, Progress.NONE)
            .get(0)
            .resolve(DemoCorpus.SONG_FILE);
    Files.copy(song, folder.resolve("song.ogg"));
    List<String> blocks = blocks();
    assertEquals(2, blocks.size(), "one that writes a level, one that reads it");
    assertTrue(blocks.get(0).lines().count() <= 10, blocks.get(0));
    String said = run(blocks.get(0));
    for (String difficulty : List.of("Easy", "Normal", "Hard", "Expert", "ExpertPlus")) {
      assertTrue(said.contains(difficulty + ": "), said);
    }
    Path level = folder.resolve("my-level");
    assertEquals("My song", LevelReader.read(level).info().title());
    Files.move(level, folder.resolve("level-or-zip"));
    run(blocks.get(1));
  }
}
