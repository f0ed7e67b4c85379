package io.beatweaver.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.beatweaver.level.Level;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.internal.LevelLoad;
import io.beatweaver.level.internal.MemoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LevelFuzzTest {
  /** An object of three bytes, {@code {},}, becomes a row and a record in two lists. */
  private static final Trial.Limits LIMITS = new Trial.Limits(4 << 20, 600, 20_000);

  private final LevelMutator mutator = new LevelMutator();

  @TempDir Path folder;

  @Test
  void seedsAreReadWhole() throws IOException {
    for (Map<String, byte[]> seed : LevelSeeds.levels()) {
      if (seed.containsKey("Info.dat")) {
        Level level = read(seed);
        assertEquals(3, level.beatmaps().size());
        LevelPromise.check(level);
      }
    }
  }

  private static Level read(Map<String, byte[]> files) throws IOException {
    return LevelLoad.read(new MemoryFiles("level", files), Optional.empty());
  }

  private static void attempt(
      Trial trial, Map<String, byte[]> files, Trial.Reading<Level> reading) {
    try {
      trial.run(LevelSize.of(files), reading).ifPresent(LevelPromise::check);
    } catch (AssertionError e) {
      StringBuilder shown = new StringBuilder(e.getMessage());
      files.forEach(
          (name, bytes) ->
              shown.append('\n').append(name).append(": ").append(new String(bytes, UTF_8)));
      throw new AssertionError(shown.substring(0, Math.min(shown.length(), 20_000)), e);
    }
  }

  @Test
  void levelsInMemory() {
    try (Trial trial = new Trial("levels in memory", LIMITS)) {
      Cases.check(
          4000,
          random -> {
            Map<String, byte[]> files = mutator.level(random);
            attempt(trial, files, () -> read(files));
          });
    }
  }

  @Test
  void levelsInZips() {
    Path zip = folder.resolve("level.zip");
    try (Trial trial = new Trial("zips", LIMITS)) {
      Cases.check(
          1500,
          random -> {
            Map<String, byte[]> files = mutator.level(random);
            Files.write(zip, ZipMutator.zip(files, random));
            attempt(trial, files, () -> LevelReader.read(zip));
          });
    }
  }

  @Test
  void levelsInFolders() {
    try (Trial trial = new Trial("folders", LIMITS)) {
      Cases.check(
          300,
          random -> {
            Map<String, byte[]> files = mutator.level(random);
            Path level = Files.createTempDirectory(folder, "level");
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
              Path path = level.resolve(file.getKey());
              Files.createDirectories(path.getParent());
              Files.write(path, file.getValue());
            }
            attempt(trial, files, () -> LevelReader.read(level));
          });
    }
  }
}
