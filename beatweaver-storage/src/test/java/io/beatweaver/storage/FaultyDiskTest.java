package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, files that may not grow, a folder that may not be written to. */
class FaultyDiskTest {
  @TempDir Path folder;

  /**
   * Writes songs until the disk won't take more, then says what is still there. On its own, for it
   * runs under limits.
   */
  static final class Filler {
    private Filler() {}

    public static void main(String[] arguments) throws Exception {
      Path store = Path.of(arguments[0], "store");
      int stored = 0;
      try (StoreWriter writer = StoreWriter.append(store, StoreSettings.defaults())) {
        for (int i = 0; i < 600; i++) {
          writer.add(Songs.random(i));
          if (i % 5 == 4) {
            writer.checkpoint();
            stored = i + 1;
          }
        }
        writer.commit();
        System.out.println("no limit was met");
      } catch (IOException e) {
        System.out.println("failed: " + e.getMessage());
      }
      try (BeatmapStore opened = BeatmapStore.open(store)) {
        opened.verify();
        boolean whole = opened.songs().size() == stored;
        for (int i = 0; i < stored; i++) {
          whole &= Songs.random(i).level().beatmaps().equals(opened.beatmaps(Songs.hash(i)));
        }
        System.out.println(whole && stored > 0 ? "all there" : "not all there: " + stored);
      }
    }
  }

  /** Runs the filler behind a command of the shell's. */
  private List<String> fill(String limit, String... before) throws Exception {
    List<String> command = new ArrayList<>(List.of(before));
    command.addAll(List.of("bash", "-c", limit + " && exec \"$@\"", "--"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Filler.class.getName(), folder.toString()));
    // What Java itself has to say (newer ones warn of native libraries) goes to the error stream.
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(2, TimeUnit.MINUTES));
    return out.lines().toList();
  }

  private static boolean works(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  @Test
  void aFullDiskIsNamedAndWhatWasInPlaceStays() throws Exception {
    String mount = "mount -t tmpfs -o size=1500k tmpfs " + folder;
    assumeTrue(works("unshare", "-rm", "bash", "-c", mount), "no small disk can be made here");
    List<String> said = fill(mount, "unshare", "-rm");
    assertEquals(2, said.size(), said.toString());
    assertTrue(said.get(0).startsWith("failed: " + folder), said.get(0));
    assertTrue(said.get(0).contains("No space left on device"), said.get(0));
    assertEquals("all there", said.get(1));
  }

  @Test
  void aFileThatMayNotGrowIsNamedAndWhatWasInPlaceStays() throws Exception {
    assumeTrue(works("bash", "-c", "ulimit -f 100"), "no limits can be set here");
    // Of 1,024 bytes; what a checkpoint writes stays below, the file that a commit makes of them
    // doesn't.
    List<String> said = fill("ulimit -f 1500");
    assertEquals(2, said.size(), said.toString());
    assertTrue(said.get(0).startsWith("failed: " + folder), said.get(0));
    assertTrue(said.get(0).contains("File too large"), said.get(0));
    assertEquals("all there", said.get(1));
  }

  @Test
  void aFolderThatMayNotBeWrittenToIsNamed() throws Exception {
    Path store = folder.resolve("store");
    Songs.write(store, StoreSettings.defaults(), Songs.random(1));
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeTrue(!Files.isWritable(store), "this user may write everywhere");
      InputException refused =
          assertThrows(
              InputException.class, () -> StoreWriter.append(store, StoreSettings.defaults()));
      assertEquals(store.toString(), refused.file());
      try (BeatmapStore opened = BeatmapStore.open(store)) {
        assertEquals(Songs.random(1).level().beatmaps(), opened.beatmaps(Songs.hash(1)));
      }
    } finally {
      Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** Nobody may make files there, not even the machine's owner. */
  @Test
  void aFileSystemThatTakesNoFilesIsNamed() {
    Path proc = Path.of("/proc/self");
    assumeTrue(Files.isDirectory(proc), "no such file system here");
    InputException refused =
        assertThrows(
            InputException.class,
            () -> StoreWriter.append(proc.resolve("store"), StoreSettings.defaults()));
    assertTrue(refused.reason().startsWith("can't be written to"), refused.getMessage());
  }
}
