package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writers whose process is really killed, at random moments, over and over on the same store. How
 * often: {@code -Dbeatweaver.kills=50}.
 */
class KilledWriterTest {
  private static final int SONGS = 40;

  @TempDir Path folder;

  /**
   * The process that is killed: goes on with the store, song after song. Every third song is put in
   * place, every seventh takes out the song before it, every tenth ends the run and begins another.
   */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws Exception {
      Path store = Path.of(arguments[0]);
      System.out.println("ready");
      System.out.flush();
      for (int first = 0; first < SONGS; first += 10) {
        write(store, first, first + 10);
      }
    }

    static void write(Path store, int first, int behind) throws IOException {
      StoreSettings settings = StoreSettings.defaults().withMaxFileBytes(200_000);
      try (StoreWriter writer = StoreWriter.append(store, settings)) {
        for (int i = first; i < behind; i++) {
          boolean gone = i % 7 == 5 && writer.contains(Songs.hash(i + 1));
          if (!gone && !writer.contains(Songs.hash(i))) {
            writer.add(Songs.random(i));
          }
          if (i % 7 == 6) {
            writer.remove(Songs.hash(i - 1));
          }
          writer.remember(new LevelSource("place " + i, i, Songs.hash(i), "test", ""));
          if (i % 3 == 0) {
            writer.checkpoint();
          }
        }
        writer.commit();
      }
    }
  }

  private static List<Object> content(Path folder) throws IOException {
    List<Object> content = new ArrayList<>();
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      store.verify();
      for (SongEntry song : store.songs()) {
        content.add(song);
        content.add(store.beatmaps(song));
      }
      content.add(store.sources());
      content.add(store.summary().withDuplicates(0));
    }
    return content;
  }

  @Test
  void neverLoseWhatIsInPlaceAndCompleteIt(@TempDir Path reference) throws Exception {
    for (int first = 0; first < SONGS; first += 10) {
      Victim.write(reference, first, first + 10);
    }
    List<Object> expected = content(reference);
    int kills = Integer.getInteger("beatweaver.kills", 4);
    Random random = new Random(2026);
    int killed = 0;
    int meanwhile = 0;
    Path store = folder.resolve("store0");
    for (int trial = 0; killed < kills; trial++) {
      boolean ended = run(store, 5 + random.nextInt(700));
      killed += ended ? 0 : 1;
      if (Files.exists(store.resolve("metadata.json"))) {
        int songs = songs(store);
        assertTrue(songs >= meanwhile - 1, "songs were lost: " + songs + " of " + meanwhile);
        meanwhile = songs;
      }
      if (ended || trial % 5 == 4) {
        for (int first = 0; first < SONGS; first += 10) {
          Victim.write(store, first, first + 10);
        }
        assertEquals(expected, content(store), "after trial " + trial);
        try (Stream<Path> files = Files.list(store)) {
          assertEquals(
              0, files.filter(file -> file.getFileName().toString().startsWith(".")).count());
        }
        store = folder.resolve("store" + (trial + 1));
        meanwhile = 0;
      }
    }
    System.out.println("writers killed: " + killed + ", stores damaged: 0");
  }

  private static int songs(Path store) throws IOException {
    try (BeatmapStore opened = BeatmapStore.open(store)) {
      opened.verify();
      return opened.songs().size();
    } catch (InputException e) {
      throw new AssertionError("a store that doesn't open: " + e.getMessage(), e);
    }
  }

  /** Runs a writer and kills it after a while; true if it came to its end before. */
  private static boolean run(Path store, int millis) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                store.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      while (process.getInputStream().read() != '\n') {
        assertTrue(process.isAlive() || process.getInputStream().available() > 0, "it began");
      }
      if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
        assertEquals(0, process.exitValue());
        return true;
      }
      return false;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
