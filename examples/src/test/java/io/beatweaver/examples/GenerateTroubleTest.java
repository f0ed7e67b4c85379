package io.beatweaver.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beatweaver.audio.WavWriter;
import io.beatweaver.examples.Programs.Outcome;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelAssets;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.LevelWriter;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.render.MapPreview;
import io.beatweaver.tempo.TempoMap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code generate} where songs, options, disks or checkpoints are bad, and where it is told off.
 */
class GenerateTroubleTest {
  private static final int RATE = 22_050;

  @TempDir Path folder;

  private Path song(String name, double seconds, double loudness) throws IOException {
    float[] samples = new float[(int) (seconds * RATE)];
    Random random = new Random(1);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (loudness * random.nextGaussian());
    }
    Path file = folder.resolve(name);
    WavWriter.write(file, samples, RATE);
    return file;
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void refused(int status, String reason, Object... arguments) {
    Outcome outcome = Programs.run(arguments);
    assertEquals(status, outcome.status(), outcome.err());
    String said = outcome.err().strip();
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.startsWith("beatweaver: ") && said.contains(reason), said);
  }

  @Test
  void temposAndFirstBeatsThatNobodyMeansAreRefused() throws IOException {
    Path song = song("song.wav", 5, .1);
    Path out = folder.resolve("out");
    for (String bpm : List.of(".001", "9.9", "1001", "1e9", "NaN", "Infinity", "0", "-120")) {
      refused(
          2,
          "bpm must be from 10 to 1000: ",
          "generate",
          song,
          "--out",
          out,
          "--bpm=" + bpm,
          "--quiet");
    }
    for (String offset : List.of("1e9", "-1e9", "5", "-8", "NaN")) {
      refused(
          2,
          "the first beat must be",
          "generate",
          song,
          "--out",
          out,
          "--bpm=120",
          "--offset=" + offset,
          "--quiet");
    }
    assertEquals(List.of("song.wav"), left());
  }

  @Test
  void aSplitSecondIsNoSongFiveSecondsAre() throws IOException {
    Path click = song("click.wav", .4, .1);
    refused(
        1,
        "click.wav: is too short for a level: 0.400 s",
        "generate",
        click,
        "--out",
        click + ".d",
        "--quiet");
    assertEquals(List.of("click.wav"), left());
    Path out = folder.resolve("five");
    Outcome five = Programs.run("generate", song("five.wav", 5, .1), "--out", out, "--quiet");
    assertEquals(0, five.status(), five.err());
    assertEquals(5, LevelReader.read(out).beatmaps().size());
  }

  @Test
  void silenceGivesALevelWithoutNotesAndSaysSo() throws IOException {
    Path out = folder.resolve("silent");
    Outcome silent = Programs.run("generate", song("none.wav", 20, 0), "--out", out, "--quiet");
    assertEquals(0, silent.status(), silent.err());
    assertTrue(silent.out().contains("Not one note"), silent.out());
    assertTrue(silent.out().contains("No steady beat was found"), silent.out());
    LevelReader.read(out).beatmaps().forEach(map -> assertEquals(List.of(), map.notes()));
  }

  @Test
  void noiseGivesMapsOfUsualDensityThatRise() throws IOException {
    Path out = folder.resolve("noise");
    Outcome noise = Programs.run("generate", song("noise.wav", 40, .2), "--out", out, "--quiet");
    assertEquals(0, noise.status(), noise.err());
    int[] notes =
        LevelReader.read(out).beatmaps().stream().mapToInt(map -> map.notes().size()).toArray();
    assertEquals(5, notes.length);
    assertTrue(notes[0] > 40 * .8 && notes[4] < 40 * 7, Arrays.toString(notes));
    for (int i = 1; i < 5; i++) {
      assertTrue(notes[i] > notes[i - 1], Arrays.toString(notes));
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenIsRefusedBeforeTheWork() throws IOException {
    Path song = song("song.wav", 5, .1);
    refused(
        1, "song.wav is no folder", "generate", song, "--out", song.resolve("below"), "--quiet");
    refused(1, "there, and no folder", "generate", song, "--out", song, "--quiet");
    refused(1, "there, and no folder", "generate", song, "--out", song, "--quiet", "--replace");
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Files.writeString(taken.resolve("diary"), "dear diary");
    refused(1, "there already", "generate", song, "--out", taken, "--quiet");
    refused(1, "not replaced", "generate", song, "--out", taken, "--quiet", "--replace");
    assertTrue(Files.exists(taken.resolve("diary")));
    Path proc = Path.of("/proc/self");
    if (Files.isDirectory(proc)) {
      // Nobody may make files there, not even the machine's owner.
      Outcome outcome = Programs.run("generate", song, "--out", proc.resolve("level"), "--quiet");
      assertEquals(1, outcome.status(), outcome.err());
    }
    assertEquals(List.of("song.wav", "taken"), left());
  }

  @Test
  void whatLiesBesideTheLevelIsNotReplacedUnasked() throws IOException {
    Path song = song("song.wav", 5, .1);
    Path out = folder.resolve("level");
    Path picture = Files.writeString(folder.resolve("level.png"), "my cover");
    refused(1, "level.png: is there already", "generate", song, "--out", out, "--quiet");
    Object[] coverReplaced = {
      "generate", song, "--out", out, "--cover", picture, "--replace", "--quiet"
    };
    refused(1, "level.png: is what the level is made of", coverReplaced);
    assertEquals("my cover", Files.readString(picture));

    Path zip = folder.resolve("packed.ZIP");
    Path page = Files.writeString(folder.resolve("packed.preview.html"), "my page");
    refused(1, "packed.preview.html: is there already", "generate", song, "--out", zip, "--quiet");
    assertEquals("my page", Files.readString(page));
    // A song is known by its content, whatever it is called.
    Path odd = song("odd.zip.png", 5, .1);
    Object[] songReplaced = {
      "generate", odd, "--out", folder.resolve("odd"), "--zip", "--replace", "--quiet"
    };
    refused(1, "odd.zip.png: is what the level is made of", songReplaced);
    assertEquals(List.of("level.png", "odd.zip.png", "packed.preview.html", "song.wav"), left());

    Outcome replaced =
        Programs.run(
            "generate", song, "--out", zip, "--replace", "--quiet", "--difficulties", "Easy");
    assertEquals(0, replaced.status(), replaced.err());
    assertTrue(Files.readString(page).startsWith("<!"), "the page is replaced where asked for");
  }

  /** The same song with so much that isn't sound that no page takes it in. */
  private Path largeSong() throws IOException {
    byte[] small = Files.readAllBytes(song("small.wav", 5, .1));
    int rest = (int) MapPreview.MAX_EMBEDDED_BYTES;
    ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    header.put(small, 0, 4).putInt(small.length + rest).put(small, 8, 28);
    header.put("JUNK".getBytes(StandardCharsets.US_ASCII)).putInt(rest);
    Path large = folder.resolve("large.wav");
    try (FileChannel file =
        FileChannel.open(large, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      file.write(header.flip());
      file.write(ByteBuffer.wrap(small, 36, small.length - 36), 44L + rest);
    }
    return large;
  }

  private static String heard(Path page) throws IOException {
    Matcher source =
        Pattern.compile("<audio[^>]* src=\"([^\"]*)\"").matcher(Files.readString(page));
    assertTrue(source.find());
    return source.group(1);
  }

  @Test
  void thePreviewOfALargeSongNamesTheOneBesideIt() throws IOException {
    Path large = largeSong();
    Path out = folder.resolve("level");
    Outcome made =
        Programs.run("generate", large, "--out", out, "--quiet", "--difficulties", "Easy");
    assertEquals(0, made.status(), made.err());
    assertFalse(made.out().contains("too large"), made.out());
    assertEquals(-1, Files.mismatch(large, out.resolve(heard(out.resolve("preview.html")))));

    Path zip = folder.resolve("level.zip");
    made = Programs.run("generate", large, "--out", zip, "--quiet", "--difficulties", "Easy");
    assertEquals(0, made.status(), made.err());
    assertTrue(made.out().contains("silent unless large.wav is beside it"), made.out());
    assertEquals("large.wav", heard(folder.resolve("level.preview.html")));
  }

  @Test
  void aDamagedCheckpointIsNamed() throws IOException {
    Path song = song("song.wav", 5, .1);
    Path out = folder.resolve("out");
    Path model = folder.resolve("model");
    starter(model);
    Path weights = model.resolve("model.safetensors");
    byte[] whole = Files.readAllBytes(weights);
    Object[] command = {"generate", song, "--out", out, "--quiet", "--checkpoint", model};
    Files.write(weights, Arrays.copyOf(whole, whole.length / 2));
    refused(1, weights.toString(), command);
    Files.write(weights, new byte[0]);
    refused(1, weights.toString(), command);
    byte[] broken = whole.clone();
    // Not a number among the weights, far from the header.
    Arrays.fill(broken, whole.length / 2, whole.length / 2 + 4, (byte) 0xff);
    Files.write(weights, broken);
    refused(1, weights.toString(), command);
    Files.write(weights, whole);
    Path config = model.resolve("config.json");
    ObjectMapper json = new ObjectMapper();
    ObjectNode changed = (ObjectNode) json.readTree(config.toFile());
    ((ObjectNode) changed.get("model")).put("width", 64);
    json.writeValue(config.toFile(), changed);
    refused(1, "shape", command);
    Files.writeString(config, "{");
    refused(1, config.toString(), command);
    Files.delete(config);
    refused(1, config.toString(), command);
    assertEquals(List.of("model", "song.wav"), left());
  }

  private static void starter(Path model) throws IOException {
    Files.createDirectory(model);
    for (String name : List.of("config.json", "model.safetensors", "state.json")) {
      try (InputStream in = Checkpoint.class.getResourceAsStream("starter/" + name)) {
        Files.copy(in, model.resolve(name));
      }
    }
  }

  private List<String> command(Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-Dai.djl.pytorch.num_threads=1"));
    command.add("-Djava.io.tmpdir=" + folder.resolve("temporary"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(BeatWeaver.class.getName());
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    return command;
  }

  @Test
  void toldToEndItLeavesNothing() throws Exception {
    Files.createDirectory(folder.resolve("temporary"));
    Path song = song("long.wav", 400, .1);
    endAfter(
        "features", command("generate", song, "--out", folder.resolve("out"), "--candidates", 64));
    assertEquals(List.of("long.wav", "temporary"), left());
    assertNothingTemporary();
  }

  @Test
  void regenerateToldToEndLeavesNothing() throws Exception {
    Files.createDirectory(folder.resolve("temporary"));
    Path song = song("long.wav", 120, .1);
    Path zip = folder.resolve("level.zip");
    Beatmap map = Beatmap.of(Difficulty.EXPERT, TempoMap.constant(120, 0), List.of());
    Level level = Level.of(LevelInfo.of("T", "A", "M", 120, "song.wav"), List.of(map));
    LevelAssets assets = new LevelAssets(song, 120 * RATE, RATE, song("cover.png", 1, 0));
    LevelWriter.write(level, LevelFormat.V3, assets, zip);
    List<String> before = left();
    endAfter(
        "decoding",
        command(
            "regenerate",
            zip,
            "--beats",
            "4..230",
            "--out",
            folder.resolve("out"),
            "--candidates",
            64));
    assertEquals(before, left());
    assertNothingTemporary();
  }

  private static void endAfter(String stage, List<String> command) throws Exception {
    java.lang.Process process = new ProcessBuilder(command).start();
    try (BufferedReader said = process.errorReader()) {
      // A stage that has ended is told of where no terminal is.
      String line = said.readLine();
      while (line != null && !line.startsWith(stage)) {
        line = said.readLine();
      }
      assertTrue(line != null, "it came as far as " + stage);
      process.destroy();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    } finally {
      process.destroyForcibly();
    }
    assertNotEquals(0, process.exitValue());
  }

  private void assertNothingTemporary() throws IOException {
    try (Stream<Path> temporary = Files.list(folder.resolve("temporary"))) {
      List<Path> own =
          temporary.filter(p -> p.getFileName().toString().startsWith("beatweaver")).toList();
      assertEquals(List.of(), own);
    }
  }

  @Test
  void aFullDiskIsNamedAndNothingHalfWrittenIsLeft() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Files.createDirectory(folder.resolve("temporary"));
    Path song = song("song.wav", 30, .1);
    String mount = "mount -t tmpfs -o size=700k tmpfs " + disk;
    assumeTrue(
        new ProcessBuilder("unshare", "-rm", "bash", "-c", mount).start().waitFor() == 0,
        "no small disk can be made here");
    List<String> command =
        new ArrayList<>(
            List.of(
                "unshare", "-rm", "bash", "-c", mount + "; \"$@\"; echo $?; ls -A " + disk, "--"));
    command.addAll(
        command(
            "generate", song, "--out", disk.resolve("level"), "--quiet", "--difficulties", "Easy"));
    java.lang.Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> lines = said.lines().filter(line -> !line.startsWith("[main]")).toList();
    int at = lines.indexOf("1");
    assertTrue(at > 0, said);
    String reason = lines.get(at - 1);
    assertTrue(reason.startsWith("beatweaver: " + disk.resolve("level")), reason);
    assertTrue(reason.contains("No space left on device"), reason);
    assertEquals(at + 1, lines.size(), "left on the disk: " + said);
  }
}
