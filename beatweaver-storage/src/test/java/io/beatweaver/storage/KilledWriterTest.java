package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer whose process really dies in the middle of its work. */
class KilledWriterTest {
  private static final int DIED = 3;

  @TempDir Path folder;

  /** The process that dies: it writes songs until files have grown, and halts without closing. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws Exception {
      StoreSettings settings = StoreSettings.defaults().withReplace(true).withMaxFileBytes(50_000);
      StoreWriter writer = StoreWriter.create(Path.of(arguments[0]), settings);
      for (int i = 100; i < 150; i++) {
        writer.add(Songs.random(i));
      }
      Runtime.getRuntime().halt(DIED);
    }
  }

  private void die() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(DIED, process.waitFor());
  }

  private List<Path> temporaries() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith(".building-")).toList();
    }
  }

  @Test
  void leavesTheOlderStoreReadableAndTheFolderFree() throws Exception {
    Songs.write(folder, StoreSettings.defaults(), Songs.random(1));
    die();
    assertTrue(temporaries().size() > 3, "the process died after it had begun to write");
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      assertEquals(Songs.random(1).level().beatmaps(), store.beatmaps(Songs.hash(1)));
    }
    Songs.write(folder, StoreSettings.defaults().withReplace(true), Songs.random(2));
    assertEquals(List.of(), temporaries());
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      assertEquals(Songs.hash(2), store.songs().get(0).hash());
    }
  }

  @Test
  void leavesNoStoreWhereThereWasNone() throws Exception {
    die();
    assertThrows(InputException.class, () -> BeatmapStore.open(folder));
    Songs.write(folder, StoreSettings.defaults(), Songs.random(2));
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      assertEquals(1, store.songs().size());
    }
  }
}
