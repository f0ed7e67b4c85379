package io.beatweaver.file;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes beside a file's or folder's place, forces the bytes to the disk and moves them there: no
 * reader ever sees a part, and a run killed midway leaves what was there before.
 *
 * <p>What a killed run leaves behind is a hidden sibling whose name {@link #isLeftover} knows.
 * Methods may be called by several threads; of two writers of one place the later move wins.
 */
public final class AtomicFiles {
  private static final Logger LOG = LoggerFactory.getLogger(AtomicFiles.class);
  private static final String FRESH = ".bw-new";
  private static final String ASIDE = ".bw-old";

  /**
   * Characters of a target's name that its siblings' names begin with: at most 180 bytes of UTF-8,
   * so that with what is added they stay below the usual 255.
   */
  private static final int MAX_STEM = 60;

  private static final int UUID_LENGTH = 36;

  /** Writes a file's content. */
  @FunctionalInterface
  public interface FileContent {
    /**
     * Writes it all.
     *
     * @param out where to, unbuffered; closing it is allowed and has no effect
     * @throws IOException if it can't be written; then the target stays as it was
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Fills a folder. */
  @FunctionalInterface
  public interface FolderContent {
    /**
     * Puts all files there.
     *
     * @param folder an empty folder that takes the target's place afterwards
     * @throws IOException if it can't be filled; then the target stays as it was
     */
    void fill(Path folder) throws IOException;
  }

  private AtomicFiles() {}

  /**
   * Writes a file, making its parent folders; a file that is there is replaced.
   *
   * @param target where it goes
   * @param content writes it
   * @throws IOException if it can't be written; then nothing is left behind
   */
  public static void write(Path target, FileContent content) throws IOException {
    Path fresh = beside(target);
    try {
      try (FileChannel channel =
          FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(new OpenStream(Channels.newOutputStream(channel)));
        channel.force(true);
      }
      Files.move(
          fresh,
          target.toAbsolutePath(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      forceFolder(target.toAbsolutePath().getParent());
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /**
   * As {@link #write(Path, FileContent)}, for bytes in memory.
   *
   * @param target where they go
   * @param content the bytes, from each buffer's position to its limit; the positions move
   * @throws IOException if they can't be written
   */
  public static void write(Path target, ByteBuffer... content) throws IOException {
    write(
        target,
        out -> {
          var channel = Channels.newChannel(out);
          for (ByteBuffer part : content) {
            channel.write(part);
          }
        });
  }

  /**
   * Fills a folder, making its parents. A folder that is there is replaced as a whole: it steps
   * aside, comes back if the new one can't take its place, and is deleted afterwards. Between the
   * two moves a killed run leaves the old one at {@link #aside}. The files' bytes are forced to the
   * disk before the move.
   *
   * @param target where it goes
   * @param content fills it
   * @throws IOException if it can't be written; then nothing is left behind and the old one is
   *     there
   */
  public static void writeFolder(Path target, FolderContent content) throws IOException {
    Path fresh = beside(target);
    try {
      Files.createDirectory(fresh);
      content.fill(fresh);
      forceTree(fresh);
      moveFolder(fresh, target.toAbsolutePath());
    } finally {
      deleteTree(fresh);
    }
  }

  private static void moveFolder(Path fresh, Path target) throws IOException {
    Path aside = aside(target);
    boolean replaces = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    if (replaces) {
      deleteTree(aside);
      Files.move(target, aside, StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      if (replaces) {
        try {
          Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException second) {
          e.addSuppressed(second);
        }
      }
      throw e;
    }
    forceFolder(target.getParent());
    deleteTree(aside);
  }

  /**
   * Where {@link #writeFolder} puts the old folder for the moment between its two moves.
   *
   * @param target the folder's place
   * @return a sibling; if it is there and the target isn't, a run was killed between the moves and
   *     this is the last whole version
   */
  public static Path aside(Path target) {
    Path absolute = target.toAbsolutePath();
    String name = absolute.getFileName().toString();
    String stem = stem(name);
    if (!stem.equals(name)) {
      // Two long names may begin alike, and no target may take another's old version.
      stem += "." + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
    return absolute.resolveSibling("." + stem + ASIDE);
  }

  /**
   * Undoes what a run left that was killed while it replaced a folder: puts the old one back if the
   * new one isn't there yet, else deletes it. Only for whoever alone writes the folder.
   *
   * @param target the folder's place
   * @throws IOException if it can't be moved or deleted
   */
  public static void recover(Path target) throws IOException {
    Path aside = aside(target);
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      deleteTree(aside);
    } else if (Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
      LOG.info("putting {} back, which a run that was cut off had set aside", target);
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /**
   * Whether a name is one that a killed run's writing left behind. Deleting it is safe when no
   * other process writes beside it.
   *
   * @param path file or folder
   * @return whether it's an unfinished new version (never the old one set aside)
   */
  public static boolean isLeftover(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") && name.endsWith(FRESH);
  }

  /**
   * Whether a name is one that a killed run's writing of a certain file or folder left behind.
   *
   * @param path file or folder
   * @param target what was being written; of names that begin with the same 60 characters, any
   * @return whether it's an unfinished new version of it
   */
  public static boolean isLeftoverOf(Path path, Path target) {
    String name = path.getFileName().toString();
    String start = start(target);
    return isLeftover(path)
        && name.startsWith(start)
        && name.length() == start.length() + UUID_LENGTH + FRESH.length();
  }

  /**
   * Deletes a file, or a folder with all that is in it; links are deleted, not followed. What isn't
   * there is no error.
   *
   * @param path what to delete
   * @throws IOException if something can't be deleted
   */
  public static void deleteTree(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Makes sure that a folder's names are on the disk, where the system can do that.
   *
   * @param folder the folder
   */
  public static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      LOG.debug("the system can't force folder {} to disk", folder, e);
    }
  }

  private static void forceTree(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            forceFolder(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  // Not createTempFile: its files are for the owner alone, and stay so when moved.
  private static Path beside(Path target) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null) {
      throw new IOException(target + ": no place for a file or folder");
    }
    Files.createDirectories(folder);
    return folder.resolve(start(absolute) + UUID.randomUUID() + FRESH);
  }

  private static String start(Path target) {
    return "." + stem(target.toAbsolutePath().getFileName().toString()) + ".";
  }

  /** The name, or what it begins with; never half a character. */
  private static String stem(String name) {
    if (name.length() <= MAX_STEM) {
      return name;
    }
    boolean splits = Character.isHighSurrogate(name.charAt(MAX_STEM - 1));
    return name.substring(0, splits ? MAX_STEM - 1 : MAX_STEM);
  }

  /** Keeps the channel open, so that it can be forced after the content closed its stream. */
  private static final class OpenStream extends FilterOutputStream {
    OpenStream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
