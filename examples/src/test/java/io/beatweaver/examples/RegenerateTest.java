package io.beatweaver.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beatweaver.Progress;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.demo.DemoCorpus;
import io.beatweaver.demo.DemoSettings;
import io.beatweaver.examples.Programs.Outcome;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelAssets;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.LevelSong;
import io.beatweaver.level.LevelWriter;
import io.beatweaver.level.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code regenerate} on a level as {@code generate} leaves it. */
class RegenerateTest {
  @TempDir static Path folder;

  private static Path level;
  private static Level before;

  @BeforeAll
  static void generate() throws IOException {
    DemoSettings one = DemoSettings.DEFAULT.withSongs(1).withSeconds(30, 31);
    Path song =
        DemoCorpus.write(folder.resolve("corpus"), one, Progress.NONE)
            .get(0)
            .resolve(DemoCorpus.SONG_FILE);
    level = folder.resolve("level.zip");
    run(0, "generate", song, "--out", level, "--difficulties", "Hard,Expert", "--format", "v3");
    before = LevelReader.read(level);
  }

  private static Outcome run(int status, Object... arguments) {
    Outcome outcome = Programs.run(arguments);
    assertEquals(status, outcome.status(), outcome.err());
    return outcome;
  }

  private static List<Note> outside(Beatmap map) {
    return map.notes().stream().filter(n -> n.beat() < 16 || n.beat() >= 32).toList();
  }

  private static List<Note> inside(Beatmap map) {
    return map.notes().stream().filter(n -> n.beat() >= 16 && n.beat() < 32).toList();
  }

  @Test
  void theStretchIsNewAndTheRestIsKept() throws IOException {
    Path out = folder.resolve("anew");
    Outcome done =
        run(0, "regenerate", level, "--beats", "16..32", "--out", out, "--seed", 5, "--json");
    JsonNode json = new ObjectMapper().readTree(done.out());
    Level after = LevelReader.read(out);
    assertEquals(List.of(), after.warnings());
    assertEquals(before.info(), after.info());
    assertEquals(2, after.beatmaps().size());
    for (int i = 0; i < 2; i++) {
      Beatmap was = before.beatmaps().get(i);
      Beatmap is = after.beatmaps().get(i);
      assertEquals(outside(was), outside(is));
      assertNotEquals(inside(was), inside(is));
      assertTrue(inside(is).size() > 4, "notes in eight seconds or so: " + inside(is));
      assertEquals(
          inside(is).size(),
          json.at("/notes").get("Standard/" + is.difficulty().serializedName()).asInt());
      assertEquals(was.lights(), is.lights());
      assertEquals(was.tempo().secondsAt(20), is.tempo().secondsAt(20), 1e-6);
      assertTrue(is.version().startsWith("3."), is.version());
    }
    AudioDecoder.decode(out.resolve(after.info().songFile()));
  }

  @Test
  void oneBeatmapOfSeveral() throws IOException {
    Path out = folder.resolve("one.zip");
    run(
        0,
        "regenerate",
        level,
        "--beats",
        "16..32",
        "--out",
        out,
        "--seed",
        5,
        "--beatmap",
        "Expert");
    Level after = LevelReader.read(out);
    Beatmap hard = before.beatmap(before.beatmaps().get(0).characteristic(), Difficulty.HARD).get();
    assertEquals(hard.notes(), after.beatmaps().get(0).notes());
    assertNotEquals(before.beatmaps().get(1).notes(), after.beatmaps().get(1).notes());
  }

  @Test
  void otherCharacteristicsAreKeptUnlessNamed() throws IOException {
    Beatmap expert = before.beatmaps().get(1);
    Beatmap turning = expert.toBuilder().characteristic(new Characteristic("360Degree")).build();
    Level mixed = Level.of(before.info(), List.of(expert, turning));
    Path source = folder.resolve("mixed.zip");
    Path song = LevelSong.file(before, folder);
    LevelAssets assets = new LevelAssets(song, 30 * 44_100, 44_100, null);
    LevelWriter.write(mixed, LevelFormat.V3, assets, source);
    Path out = folder.resolve("mixed-anew.zip");
    Outcome done = run(0, "regenerate", source, "--beats", "16..32", "--out", out, "--seed", 5);
    assertTrue(done.out().contains("passed over: 360Degree/Expert"), done.out());
    Level after = LevelReader.read(out);
    assertNotEquals(
        expert.notes(),
        after.beatmap(Characteristic.STANDARD, Difficulty.EXPERT).orElseThrow().notes());
    assertEquals(
        expert.notes(),
        after.beatmap(turning.characteristic(), Difficulty.EXPERT).orElseThrow().notes());
  }

  @Test
  void otherFormatsAreWrittenAsTheyWere() throws IOException {
    for (LevelFormat format : List.of(LevelFormat.V2, LevelFormat.V4)) {
      Path other = folder.resolve(format + ".zip");
      run(0, "convert", level, "--to", format.name(), "--out", other, "--lossy");
      Path out = folder.resolve(format + "-anew.zip");
      run(0, "regenerate", other, "--beats", "16..32", "--out", out);
      String version = LevelReader.read(other).beatmaps().get(0).version();
      assertEquals(version, LevelReader.read(out).beatmaps().get(0).version());
    }
  }

  @Test
  void whatIsNoStretchIsRefusedInOneLineAndNothingIsWritten() throws IOException {
    Path out = folder.resolve("never");
    for (String beats :
        List.of(
            "", "..", "8", "8..", "..8", "8..8", "9..8", "-1..8", "a..b", "NaN..8", "0..1..2")) {
      Outcome refused = run(2, "regenerate", level, "--beats=" + beats, "--out", out);
      assertTrue(refused.err().startsWith("beatweaver: --beats must be two beats"), refused.err());
      assertEquals(1, refused.err().lines().count());
    }
    assertTrue(
        run(2, "regenerate", level, "--beats", "4000..4004", "--out", out, "--quiet")
            .err()
            .contains("the song ends at"));
    assertTrue(
        run(1, "regenerate", level, "--beats", "0..4", "--out", out, "--beatmap", "Easy", "--quiet")
            .err()
            .contains("has no beatmap Easy"));
    run(1, "regenerate", folder.resolve("missing"), "--beats", "0..4", "--out", out);
    Outcome taken = run(1, "regenerate", level, "--beats", "0..4", "--out", level);
    assertTrue(taken.err().startsWith("beatweaver: " + level + ": there already"), taken.err());
    assertFalse(Files.exists(out));
    assertEquals(before.hash(), LevelReader.read(level).hash());
  }

  @Test
  void aLevelWithoutItsSongIsRefused() throws IOException {
    Path silent = folder.resolve("silent");
    run(0, "convert", level, "--to", "v3", "--out", silent);
    Files.delete(silent.resolve(before.info().songFile()));
    Outcome refused =
        run(1, "regenerate", silent, "--beats", "0..4", "--out", folder.resolve("no"), "--quiet");
    assertTrue(refused.err().contains(before.info().songFile()), refused.err());
    assertFalse(Files.exists(folder.resolve("no")));
  }
}
