package io.beatweaver.official;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.beatweaver.Progress;
import io.beatweaver.level.LevelReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfficialLevelsTest {
  @TempDir Path folder;

  @Test
  void first() throws IOException {
    Path game = folder.resolve("game");
    Path data = game.resolve("Beat Saber_Data/StreamingAssets");
    put("spikesong", data.resolve("BeatmapLevelsData/spikesong"));
    put("spikesong_lzma", game.resolve("DLC/Levels/Other/other"));
    put(
        "spike_pack_assets_all_00000000000000000000000000000000.bundle",
        data.resolve(
            "aa/StandaloneWindows64/spike_pack_assets_all_00000000000000000000000000000000.bundle"));
    ExtractionReport report =
        OfficialLevels.extract(
            List.of(game), folder.resolve("out"), ExtractionOptions.defaults(), Progress.NONE);
    System.out.println(report);
    for (Path l : report.extracted()) {
      System.out.println(LevelReader.read(l).warnings());
      try (var f = Files.list(l)) {
        f.forEach(x -> System.out.println(x + " " + x.toFile().length()));
      }
    }
    System.out.println(Files.readString(report.extracted().get(0).resolve("Info.dat")));
    System.out.println(Files.readString(report.extracted().get(0).resolve("_official_meta.json")));
    report =
        OfficialLevels.extract(
            List.of(game), folder.resolve("out"), ExtractionOptions.defaults(), Progress.NONE);
    assertEquals(2, report.upToDate().size());
  }

  private static void put(String sample, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (InputStream in =
        OfficialLevelsTest.class.getResourceAsStream("/io/beatweaver/unity/" + sample)) {
      Files.copy(in, file);
    }
  }
}
