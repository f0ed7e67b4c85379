package io.beatweaver.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  private static final String NAME = ".lock";

  @TempDir Path folder;

  @Test
  void isHeldByOneAtATime() throws IOException {
    FolderLock lock = FolderLock.tryHold(folder, NAME).orElseThrow();
    assertEquals(Optional.empty(), FolderLock.tryHold(folder, NAME));
    FolderLock.tryHold(folder, ".other").orElseThrow().close();
    lock.close();
    FolderLock.tryHold(folder, NAME).orElseThrow().close();
  }

  @Test
  void whoOpenedItBeforeItWasGivenBackDoesNotLockAnotherFile() throws IOException {
    FolderLock first = FolderLock.tryHold(folder, NAME).orElseThrow();
    try (FileChannel late = FileChannel.open(folder.resolve(NAME), StandardOpenOption.WRITE)) {
      first.close();
      FolderLock second = FolderLock.tryHold(folder, NAME).orElseThrow();
      assertThrows(OverlappingFileLockException.class, late::tryLock);
      second.close();
    }
  }

  @Test
  void aPassingLockTakesItsFileAlong() throws IOException {
    FolderLock first = FolderLock.tryHoldPassing(folder, NAME).orElseThrow();
    assertEquals(Optional.empty(), FolderLock.tryHoldPassing(folder, NAME));
    assertTrue(Files.exists(folder.resolve(NAME)));
    first.close();
    assertFalse(Files.exists(folder.resolve(NAME)));
  }

  @Test
  void closingTwiceDoesNotGiveBackWhatAnotherHolds() throws IOException {
    FolderLock first = FolderLock.tryHoldPassing(folder, NAME).orElseThrow();
    first.close();
    FolderLock second = FolderLock.tryHoldPassing(folder, NAME).orElseThrow();
    first.close();
    assertTrue(Files.exists(folder.resolve(NAME)));
    assertEquals(Optional.empty(), FolderLock.tryHoldPassing(folder, NAME));
    second.close();
  }

  @Test
  void aFolderThatIsNotThereIsNoneToHold() {
    assertThrows(
        NoSuchFileException.class, () -> FolderLock.tryHold(folder.resolve("missing"), NAME));
  }
}
