package io.beatweaver.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void makesParentsAndReplacesWhatIsThere() throws IOException {
    Path file = folder.resolve("a/b/c.txt");
    AtomicFiles.write(file, out -> out.write("first, and longer".getBytes(StandardCharsets.UTF_8)));
    AtomicFiles.write(file, out -> out.write("second".getBytes(StandardCharsets.UTF_8)));
    assertEquals("second", Files.readString(file));
    assertEquals(List.of("c.txt"), List.of(file.getParent().toFile().list()));
  }

  @Test
  void contentMayCloseItsStream() throws IOException {
    Path file = folder.resolve("closed.txt");
    AtomicFiles.write(
        file,
        out -> {
          try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            writer.write("whole");
          }
        });
    assertEquals("whole", Files.readString(file));
  }

  @Test
  void writesBuffersFromPositionToLimit() throws IOException {
    Path file = folder.resolve("bytes");
    ByteBuffer part = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}).position(1).limit(3);
    AtomicFiles.write(file, part, ByteBuffer.wrap(new byte[] {3}));
    assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(file));
  }

  @Test
  void oldFileStaysWhereContentFails() throws IOException {
    Path file = folder.resolve("kept.txt");
    Files.writeString(file, "old");
    assertThrows(
        IOException.class,
        () ->
            AtomicFiles.write(
                file,
                out -> {
                  out.write(1);
                  assertTrue(names().stream().anyMatch(n -> AtomicFiles.isLeftover(Path.of(n))));
                  throw new IOException("disk");
                }));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("kept.txt"), names());
  }

  @Test
  void folderIsReplacedAsAWhole() throws IOException {
    Path target = folder.resolve("level");
    AtomicFiles.writeFolder(target, fresh -> Files.writeString(fresh.resolve("one"), "1"));
    AtomicFiles.writeFolder(
        target,
        fresh -> {
          assertTrue(Files.exists(target.resolve("one")), "the old one stays until the move");
          Files.createDirectory(fresh.resolve("sub"));
          Files.writeString(fresh.resolve("sub/two"), "2");
        });
    assertFalse(Files.exists(target.resolve("one")));
    assertEquals("2", Files.readString(target.resolve("sub/two")));
    assertEquals(List.of("level"), names());
  }

  @Test
  void oldFolderStaysWhereFillingFails() throws IOException {
    Path target = folder.resolve("level");
    AtomicFiles.writeFolder(target, fresh -> Files.writeString(fresh.resolve("one"), "1"));
    assertThrows(
        UncheckedIOException.class,
        () ->
            AtomicFiles.writeFolder(
                target,
                fresh -> {
                  Files.writeString(fresh.resolve("two"), "2");
                  throw new UncheckedIOException(new IOException("disk"));
                }));
    assertEquals("1", Files.readString(target.resolve("one")));
    assertEquals(List.of("level"), names());
  }

  @Test
  void asideIsNoLeftover() {
    assertFalse(AtomicFiles.isLeftover(AtomicFiles.aside(folder.resolve("level"))));
    assertFalse(AtomicFiles.isLeftover(Path.of("level.bw-new")));
  }

  @Test
  void targetsMayBeNamedAsLongAsFilesCanBe() throws IOException {
    for (String name : List.of("k".repeat(255), "譜".repeat(85), "a" + "🎵".repeat(63))) {
      Path target = folder.resolve(name);
      AtomicFiles.write(target, ByteBuffer.wrap(new byte[] {1}));
      assertEquals(List.of(name), names());
      Files.delete(target);
      AtomicFiles.writeFolder(target, fresh -> Files.writeString(fresh.resolve("one"), "1"));
      AtomicFiles.writeFolder(
          target,
          fresh -> {
            assertTrue(AtomicFiles.isLeftoverOf(fresh, target), fresh.toString());
            Files.writeString(fresh.resolve("two"), "2");
          });
      assertEquals(List.of(name), names());
      assertEquals("2", Files.readString(target.resolve("two")));
      AtomicFiles.deleteTree(target);
    }
  }

  @Test
  void namesThatBeginAlikeAreSetAsideApart() {
    String start = "k".repeat(100);
    assertNotEquals(
        AtomicFiles.aside(folder.resolve(start + "1")),
        AtomicFiles.aside(folder.resolve(start + "2")));
  }

  @Test
  void leftoversAreKnownByTheirTarget() throws IOException {
    Path target = folder.resolve("level");
    Path other = folder.resolve("level.2");
    AtomicFiles.writeFolder(
        other,
        fresh -> {
          assertTrue(AtomicFiles.isLeftoverOf(fresh, other));
          assertFalse(AtomicFiles.isLeftoverOf(fresh, target));
        });
    assertFalse(AtomicFiles.isLeftoverOf(AtomicFiles.aside(target), target));
  }

  @Test
  void theOldFolderComesBackOnlyWhereTheNewOneIsMissing() throws IOException {
    Path target = folder.resolve("level");
    AtomicFiles.recover(target);
    Files.createDirectories(AtomicFiles.aside(target).resolve("old"));
    AtomicFiles.recover(target);
    assertTrue(Files.exists(target.resolve("old")));
    Files.createDirectories(AtomicFiles.aside(target).resolve("older"));
    AtomicFiles.recover(target);
    assertTrue(Files.exists(target.resolve("old")));
    assertEquals(List.of("level"), names());
  }

  @Test
  void deletingATreeFollowsNoLinks() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside"), "stays");
    Path tree = Files.createDirectories(folder.resolve("tree/sub")).getParent();
    Files.createSymbolicLink(tree.resolve("sub/link"), outside);
    Files.createSymbolicLink(tree.resolve("folder"), folder);
    AtomicFiles.deleteTree(tree);
    AtomicFiles.deleteTree(tree);
    assertEquals(List.of("outside"), names());
  }

  @Test
  void aRootIsNoTarget() {
    assertThrows(
        IOException.class, () -> AtomicFiles.write(Paths.get("/"), ByteBuffer.allocate(1)));
  }
}
