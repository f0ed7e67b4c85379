package io.beatweaver.storage.internal.parquet;

import io.beatweaver.InputException;
import io.beatweaver.storage.Compression;
import io.beatweaver.storage.StoreSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A Parquet file of a store with its index, which is read and checked once. Each read opens the
 * file for itself, so that threads don't meet. Immutable.
 */
public final class TableFile {
  private static final int TAIL = 8;

  private final Path path;
  private final StoreSchema table;
  private final StoreFile known;
  private final Compression compression;
  private final List<GroupIndex.Group> groups;

  private TableFile(
      Path path,
      StoreSchema table,
      StoreFile known,
      Compression compression,
      List<GroupIndex.Group> groups) {
    this.path = path;
    this.table = table;
    this.known = known;
    this.compression = compression;
    this.groups = groups;
  }

  /**
   * Reads a file's index and holds it against what the manifest says.
   *
   * @param path where it is
   * @param table the table
   * @param known what the manifest says
   * @param compression how its pages are compressed
   * @return the file
   * @throws InputException if it is missing, damaged or another one
   */
  public static TableFile open(
      Path path, StoreSchema table, StoreFile known, Compression compression) throws IOException {
    try {
      long bytes = Files.size(path);
      if (bytes != known.bytes()) {
        throw new InputException(
            path, "has " + bytes + " bytes, the store's metadata says " + known.bytes());
      }
      List<GroupIndex.Group> groups =
          GroupIndex.read(path, known.indexOffset(), known.indexBytes(), known.indexCrc32c());
      long rows = groups.stream().mapToLong(GroupIndex.Group::rows).sum();
      if (groups.size() != known.rowGroups() || rows != known.rows()) {
        throw new InputException(
            path,
            String.format(
                "has %d rows in %d row groups, the store's metadata says %d in %d",
                rows, groups.size(), known.rows(), known.rowGroups()));
      }
      return new TableFile(path, table, known, compression, groups);
    } catch (NoSuchFileException e) {
      throw new InputException(
          path.toString(), "", "missing, but the store's metadata names it", e);
    }
  }

  /**
   * Where the file is.
   *
   * @return its path
   */
  public Path path() {
    return path;
  }

  /**
   * Its row groups.
   *
   * @return in the order of the file
   */
  public List<GroupIndex.Group> groups() {
    return groups;
  }

  /**
   * Opens the file for a number of reads by one thread.
   *
   * @return the reader, which the caller closes
   * @throws InputException if the file has gone
   */
  public Reader reader() throws IOException {
    try {
      return new Reader(FileChannel.open(path));
    } catch (NoSuchFileException e) {
      throw new InputException(
          path.toString(), "", "has gone since the store was opened; open it anew", e);
    }
  }

  /** Reads row groups. Belongs to one thread. */
  public final class Reader implements AutoCloseable {
    private final FileChannel channel;
    private final GroupDecoder decoder = new GroupDecoder();
    private byte[] bytes = new byte[0];

    private Reader(FileChannel channel) {
      this.channel = channel;
    }

    /**
     * Appends the rows of a row group to columns.
     *
     * @param number the row group
     * @param columns one for each column of the table; null for one that isn't wanted
     * @throws InputException if it is damaged
     */
    public void read(int number, Column[] columns) throws IOException {
      GroupIndex.Group group = groups.get(number);
      int needed = Math.addExact(group.bytes(), 8);
      if (bytes.length < needed) {
        bytes = new byte[Math.max(needed, bytes.length * 2)];
      }
      Reads.into(channel, group.offset(), ByteBuffer.wrap(bytes, 0, group.bytes()), path);
      try {
        decoder.decode(
            bytes, group.bytes(), group.rows(), group.packedColumns(), compression, columns);
      } catch (BadPage e) {
        throw new InputException(
            path.toString(), "row group " + number, "damaged: " + e.getMessage(), e);
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** The footer's bytes from its first, on a channel of this file. */
  InputStream footer(FileChannel channel) throws IOException {
    return TableFileWriter.stream(channel, known.indexOffset() + known.indexBytes());
  }

  /**
   * Reads the whole file and holds every checksum against it.
   *
   * @throws InputException if anything is damaged
   */
  public void verify() throws IOException {
    long footerAt = known.indexOffset() + known.indexBytes();
    try (FileChannel channel = FileChannel.open(path)) {
      int size = Math.toIntExact(known.bytes() - footerAt);
      ByteBuffer footer = Reads.fully(channel, footerAt, size, path);
      CRC32C crc = new CRC32C();
      crc.update(footer.duplicate());
      if (size < TAIL || (int) crc.getValue() != known.footerCrc32c()) {
        throw new InputException(path, "the footer's checksum is not that of the store's metadata");
      }
    }
    try (Reader reader = reader()) {
      for (int i = 0; i < groups.size(); i++) {
        reader.read(i, Rows.columns(table));
      }
    }
  }

  static InputException damaged(Path path, String place, Exception e) {
    if (e instanceof InputException known) {
      return known;
    }
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    // Parquet's own messages may go on for lines.
    String reason = message.lines().findFirst().orElse("");
    return new InputException(
        path.toString(), place, "can't be read, it may be damaged: " + reason, e);
  }
}
