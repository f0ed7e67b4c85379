package io.beatweaver.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.Note;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapPreviewTest {
  private static final String TITLE = "Half </script><b>bold</b> & \"quoted\"";

  @TempDir Path folder;

  /** 120 beats a minute from 0.25 s: beat b is at 0.25 + b / 2 seconds. */
  private static Level level() {
    TempoMap tempo = TempoMap.constant(120, 0.25);
    List<Note> easy = new ArrayList<>();
    for (int beat = 0; beat < 16; beat++) {
      easy.add(new Note(beat, 1, 0, Hand.LEFT, 1, 0));
    }
    List<Note> hard = new ArrayList<>();
    for (int half = 0; half < 32; half++) {
      hard.add(new Note(half / 2.0, half % 4, half % 3, Hand.RIGHT, half % 9, 0));
    }
    return Level.of(
        LevelInfo.of(TITLE, "Nobody", "", 120, "song.wav"),
        List.of(
            Beatmap.of(Difficulty.EASY, tempo, easy), Beatmap.of(Difficulty.HARD, tempo, hard)));
  }

  /** Ten seconds of a tone in 8 bits. */
  private Path song() throws IOException {
    int samples = 80_000;
    ByteBuffer wav = ByteBuffer.allocate(44 + samples).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes()).putInt(36 + samples).put("WAVEfmt ".getBytes()).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(8000);
    wav.putShort((short) 1).putShort((short) 8).put("data".getBytes()).putInt(samples);
    for (int i = 0; i < samples; i++) {
      wav.put((byte) (128 + 40 * Math.sin(i * 0.3)));
    }
    return Files.write(folder.resolve("song.wav"), wav.array());
  }

  private Path write() throws IOException {
    Path page = folder.resolve("out/preview.html");
    new MapPreview(level(), 10, new float[] {0, 1, 0.5f}).write(page, song(), "audio/wav");
    return page;
  }

  private static String between(String text, String from, String to) {
    int start = text.indexOf(from) + from.length();
    return text.substring(start, text.indexOf(to, start));
  }

  @Test
  void holdsTheSongAndTheNotesInSeconds() throws IOException {
    String page = Files.readString(write());
    String song = between(page, "src=\"data:audio/wav;base64,", "\"");
    assertArrayEquals(Files.readAllBytes(song()), Base64.getDecoder().decode(song));

    String text = between(page, "<script type=\"application/json\" id=\"data\">", "</script>");
    assertFalse(text.contains("<"), "nothing in the data can end its element");
    JsonNode data = new JsonMapper().readTree(text);
    assertEquals(TITLE, data.get("title").asText());
    assertEquals(10, data.get("seconds").asDouble());
    assertEquals("Hard", data.get("maps").get(1).get("name").asText());
    JsonNode note = data.get("maps").get(1).get("notes").get(5);
    // The sixth half beat: 2.5 beats after 0.25 s.
    assertEquals("[1.5,1,2,1,5,0]", note.toString());
    List<Double> bars = new ArrayList<>();
    data.get("bars").forEach(bar -> bars.add(bar.get(0).asDouble()));
    assertEquals(List.of(0.25, 2.25, 4.25, 6.25, 8.25), bars);
    // The second onset is at a 1/16 beat, 0.28125 s: bin 33 of 1200 over 10 s.
    assertEquals(255, data.get("onsets").get(33).asInt());
  }

  @Test
  void aVeryLongSongIsNamedAndNotEmbedded() throws IOException {
    Path song = folder.resolve("an hour & more.wav");
    try (RandomAccessFile sparse = new RandomAccessFile(song.toFile(), "rw")) {
      sparse.setLength(MapPreview.MAX_EMBEDDED_BYTES + 1);
    }
    Path page = folder.resolve("preview.html");
    new MapPreview(level(), 3600, null).write(page, song, "audio/wav");
    assertTrue(Files.readString(page).contains("src=\"an%20hour%20%26%20more.wav\""));
    assertTrue(Files.size(page) < 1 << 20);
  }

  @Test
  void refusesWhatCannotBeShown() {
    Level level = level();
    assertThrows(IllegalArgumentException.class, () -> new MapPreview(level, 0, null));
    assertThrows(IllegalArgumentException.class, () -> new MapPreview(level, Double.NaN, null));
    Level none = Level.of(level.info(), List.of());
    assertThrows(IllegalArgumentException.class, () -> new MapPreview(none, 10, null));
    assertThrows(
        IllegalArgumentException.class,
        () -> new MapPreview(level, 10, null).write(folder.resolve("p"), song(), "\"><script>"));
  }

  @Test
  void aBrowserShowsTheNotesOfThePlaceAndDifficultyAskedFor() throws Exception {
    Optional<Path> browser =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(n -> Stream.of("/usr/bin/", "/usr/local/bin/").map(d -> Path.of(d + n)))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(browser.isPresent(), "no Chromium here, so the page is not tried in a browser");
    Path page = write();
    // From 0.12 s behind to 1.6 s ahead of 4 s: half beats 7.26 .. 10.7 of the hard map.
    String hard = dom(browser.get(), page, "#t=4&map=2");
    assertEquals("Hard", attribute(hard, "map"));
    assertEquals("4.000", attribute(hard, "time"));
    assertEquals(
        level().beatmaps().get(1).notes().stream().filter(n -> seen(n, 4)).count(), shown(hard));
    String easy = dom(browser.get(), page, "#t=2&map=1");
    assertEquals("Easy", attribute(easy, "map"));
    assertEquals(
        level().beatmaps().get(0).notes().stream().filter(n -> seen(n, 2)).count(), shown(easy));
    assertEquals("yes", attribute(easy, "sound"), "the song can be played");
    assertTrue(easy.contains("aria-pressed=\"true\">Easy"), "the switch shows the difficulty");
    assertTrue(easy.contains("16 notes"), "the facts are of the difficulty");
  }

  private static boolean seen(Note note, double now) {
    double second = 0.25 + note.beat() / 2;
    return second >= now - 0.12 && second < now + 1.6;
  }

  private static long shown(String dom) {
    return Long.parseLong(attribute(dom, "visible"));
  }

  private static String attribute(String dom, String name) {
    Matcher matcher = Pattern.compile("data-" + name + "=\"([^\"]*)\"").matcher(dom);
    assertTrue(matcher.find(), "no data-" + name + " in " + between(dom, "<body", ">"));
    return matcher.group(1);
  }

  private String dom(Path browser, Path page, String hash) throws Exception {
    Path profile = Files.createTempDirectory(folder, "profile");
    Path dump = folder.resolve("dom.html");
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--user-data-dir=" + profile,
                "--virtual-time-budget=3000",
                "--dump-dom",
                page.toUri() + hash)
            .redirectOutput(dump.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the browser ends");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Files.readString(dump);
  }
}
