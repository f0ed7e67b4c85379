package io.beatweaver.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that processes take from each other. */
class FolderLockProcessesTest {
  private static final String NAME = ".lock";
  private static final int ROUNDS = 1_000;
  private static final int HELD = 0;
  private static final int REFUSED = 3;

  @TempDir Path folder;

  private static Optional<FolderLock> tryHold(Path folder, boolean passing) throws IOException {
    return passing ? FolderLock.tryHoldPassing(folder, NAME) : FolderLock.tryHold(folder, NAME);
  }

  /** The other process: takes the folder once. */
  static final class Once {
    public static void main(String[] args) throws IOException {
      Optional<FolderLock> lock = tryHold(Path.of(args[0]), Boolean.parseBoolean(args[1]));
      System.exit(lock.isPresent() ? HELD : REFUSED);
    }
  }

  /** The other process: takes the folder and gives it back, over and over. */
  static final class Often {
    public static void main(String[] args) throws IOException {
      for (int held = 0; held < ROUNDS; ) {
        held += holdAlone(Path.of(args[0])) ? 1 : 0;
      }
    }
  }

  /** Fails if anybody else is inside. */
  private static boolean holdAlone(Path folder) throws IOException {
    Optional<FolderLock> lock = tryHold(folder, true);
    if (lock.isPresent()) {
      Path inside = Files.createFile(folder.resolve("inside"));
      Files.delete(inside);
      lock.get().close();
    }
    return lock.isPresent();
  }

  private Process start(Class<?> main, boolean passing) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .replace("\n", File.pathSeparator),
            main.getName(),
            folder.toString(),
            Boolean.toString(passing))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anotherProcessIsRefusedWhileItIsHeld(boolean passing) throws Exception {
    FolderLock lock = tryHold(folder, passing).orElseThrow();
    assertEquals(REFUSED, start(Once.class, passing).waitFor());
    assertEquals(Optional.empty(), tryHold(folder, passing));
    assertEquals(
        Optional.empty(), tryHold(folder.resolve("..").resolve(folder.getFileName()), passing));
    assertEquals(REFUSED, start(Once.class, passing).waitFor(), "after a refusal in this process");
    lock.close();
    assertEquals(HELD, start(Once.class, passing).waitFor());
  }

  /** A file that is deleted while another has it open is nobody's lock. */
  @Test
  void isHeldByOneAtATimeWhereTheFileGoes() throws Exception {
    Process other = start(Often.class, true);
    int held = 0;
    try {
      while (other.isAlive() || held == 0) {
        held += holdAlone(folder) ? 1 : 0;
      }
      assertEquals(0, other.waitFor());
    } finally {
      other.destroyForcibly();
    }
    assertTrue(held > 0);
  }
}
