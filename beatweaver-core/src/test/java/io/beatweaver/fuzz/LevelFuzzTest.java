package io.beatweaver.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.beatweaver.level.Level;
import io.beatweaver.level.LevelAssets;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.LevelWriter;
import io.beatweaver.level.OnLoss;
import io.beatweaver.level.ReadOptions;
import io.beatweaver.level.WriteOptions;
import io.beatweaver.level.WriteReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
      Level level = read(seed);
      assertEquals(seed.containsKey("Info.dat") ? 3 : 1, level.beatmaps().size());
      LevelPromise.check(level);
    }
  }

  private static Level read(Map<String, byte[]> files) throws IOException {
    return LevelReader.read("level", files, ReadOptions.EVERYTHING);
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
  void whatWasReadIsWrittenAndReadAgain() throws IOException {
    Path song = Files.write(folder.resolve("any.ogg"), new byte[] {1});
    LevelAssets assets = new LevelAssets(song, 44_100 * 60, 44_100, null);
    WriteOptions options = WriteOptions.STRICT.withOnLoss(OnLoss.REPORT).withReplace(true);
    Path target = folder.resolve("written");
    try (Trial trial = new Trial("written levels", LIMITS)) {
      Cases.check(
          150,
          random -> {
            Map<String, byte[]> files = mutator.level(random);
            LevelFormat format = LevelFormat.values()[random.nextInt(3)];
            attempt(
                trial,
                files,
                () -> {
                  Level level = read(files);
                  WriteReport report = LevelWriter.write(level, format, assets, target, options);
                  Level again = LevelReader.read(target);
                  if (report.lossless()) {
                    LevelPromise.requireSame(level, again);
                  }
                  return again;
                });
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
