package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.beatweaver.InputException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers of several processes in one folder. */
class WriterLockTest {
  private static final int WRITTEN = 0;
  private static final int REFUSED = 3;

  @TempDir Path folder;

  /** The other process. */
  static final class Other {
    private Other() {}

    public static void main(String[] arguments) throws Exception {
      try {
        Songs.append(Path.of(arguments[0]), Songs.random(2));
        System.exit(WRITTEN);
      } catch (InputException e) {
        System.exit(e.reason().startsWith("another writer") ? REFUSED : 1);
      }
    }
  }

  private int other() throws Exception {
    return CacheProcesses.start("", Other.class, folder).start().waitFor();
  }

  @Test
  void aSecondProcessIsRefusedWhileAWriterIsAtWork() throws Exception {
    try (StoreWriter writer = StoreWriter.append(folder, StoreSettings.defaults())) {
      writer.add(Songs.random(1));
      assertEquals(REFUSED, other());
      assertThrows(
          InputException.class, () -> StoreWriter.append(folder, StoreSettings.defaults()));
      assertEquals(REFUSED, other(), "after a refusal in this process");
      writer.checkpoint();
      assertEquals(REFUSED, other());
      writer.commit();
    }
    assertEquals(WRITTEN, other());
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      store.verify();
      assertEquals(2, store.songs().size());
    }
  }
}
