package io.beatweaver.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.AudioInfo;
import io.beatweaver.examples.Programs.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Official levels out of a game's folder, their songs decoded by another's decoder. */
class ExtractOfficialTest {
  private static final int FRAMES = 529_200;

  @TempDir Path folder;

  private Path game;
  private Path out;

  @BeforeEach
  void setUp() throws IOException {
    game = folder.resolve("Beat Saber");
    out = folder.resolve("out");
    Path data = game.resolve("Beat Saber_Data/StreamingAssets");
    put("spikesong", data.resolve("BeatmapLevelsData/spikesong"));
    put("spikesong_lzma", game.resolve("DLC/Levels/Other/other"));
    String pack = "spike_pack_assets_all_00000000000000000000000000000000.bundle";
    put(pack, data.resolve("aa/StandaloneWindows64/" + pack));
  }

  private static void put(String sample, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (InputStream in =
        ExtractOfficialTest.class.getResourceAsStream("/io/beatweaver/unity/" + sample)) {
      Files.copy(in, file);
    }
  }

  private static JsonNode json(Object... arguments) throws IOException {
    Outcome outcome = Programs.run(arguments);
    assertEquals(0, outcome.status(), outcome.err());
    assertEquals(1, outcome.out().lines().count(), outcome.out());
    return new ObjectMapper().readTree(outcome.out());
  }

  @Test
  void aGamesLevelsAreInspectedWithoutAWarning() throws IOException {
    JsonNode extracted = json("extract-official", game, "--out", out, "--json", "--quiet");
    assertEquals(2, extracted.at("/extracted").size());
    assertEquals(0, extracted.at("/failures").size());
    for (JsonNode folder : extracted.at("/extracted")) {
      JsonNode level = json("inspect", Path.of(folder.asText()), "--json");
      assertEquals(0, level.at("/warnings").size());
      assertEquals(3, level.at("/beatmaps").size());
      assertEquals("Spike Song é日", level.at("/info/title").asText());
      Path song = Path.of(folder.asText()).resolve(level.at("/info/songFile").asText());
      AudioInfo info = AudioDecoder.probe(song);
      assertEquals(FRAMES, info.frames());
      assertEquals(44_100, info.sampleRate());
      assertEquals(2, info.channels());
      AudioClip clip = AudioDecoder.decode(song);
      assertEquals(FRAMES, clip.length());
    }
    JsonNode again = json("extract-official", game, "--out", out, "--json", "--quiet");
    assertEquals(0, again.at("/extracted").size());
    assertEquals(extracted.at("/extracted"), again.at("/upToDate"));
  }

  @Test
  void songsBecomeWavOfTheSameSamples() throws IOException {
    Path level = game.resolve("Beat Saber_Data/StreamingAssets/BeatmapLevelsData/spikesong");
    json("extract-official", level, "--out", out, "--json", "--quiet");
    AudioClip ogg = AudioDecoder.decode(out.resolve("spikesong/song.ogg"));
    json("extract-official", level, "--out", out, "--wav", "--json", "--quiet");
    assertFalse(Files.exists(out.resolve("spikesong/song.ogg")));
    AudioClip wav = AudioDecoder.decode(out.resolve("spikesong/song.wav"));
    assertEquals(ogg.length(), wav.length());
    for (int i = 0; i < ogg.length(); i += 97) {
      assertEquals(ogg.sample(i), wav.sample(i), 1.0 / 32768);
    }
  }

  @Test
  void theSummarySaysWhatFailedAndWhy() throws IOException {
    Files.writeString(game.resolve("DLC/Levels/Other/broken"), "no bundle");
    Outcome outcome = Programs.run("extract-official", game, "--out", out, "--quiet");
    assertEquals(0, outcome.status(), outcome.err());
    assertTrue(outcome.out().contains("extracted 2, there already 0, failed 1"));
    assertTrue(outcome.out().contains("failed: 1, no UnityFS bundle"), outcome.out());
  }
}
