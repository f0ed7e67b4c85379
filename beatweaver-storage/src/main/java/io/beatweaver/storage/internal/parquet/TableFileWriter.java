package io.beatweaver.storage.internal.parquet;

import io.beatweaver.storage.Compression;
import io.beatweaver.storage.StoreSchema;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes one Parquet file: row groups one after another, then the index, then the footer. Small row
 * groups are gathered before they go to the disk. Not safe for several threads.
 */
public final class TableFileWriter implements AutoCloseable {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER_BYTES = 1 << 20;

  private final Path path;
  private final FileChannel channel;
  private final Footer footer;
  private final List<GroupIndex.Group> groups = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private long position;

  private TableFileWriter(Path path, FileChannel channel, Footer footer) {
    this.path = path;
    this.channel = channel;
    this.footer = footer;
  }

  /**
   * Begins a file.
   *
   * @param path which must not exist
   * @param table whose columns it has
   * @param compression how its pages are compressed
   * @return the writer, which the caller closes
   */
  public static TableFileWriter create(Path path, StoreSchema table, Compression compression)
      throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    TableFileWriter writer = new TableFileWriter(path, channel, new Footer(table, compression));
    writer.write(ByteBuffer.wrap(MAGIC));
    return writer;
  }

  /**
   * How large the file is so far.
   *
   * @return bytes without index and footer
   */
  public long position() {
    return position;
  }

  /**
   * Appends a row group.
   *
   * @param group the row group
   * @param songs whose rows they are
   */
  public void append(EncodedGroup group, List<GroupIndex.SongRows> songs) throws IOException {
    footer.add(group, position);
    groups.add(
        new GroupIndex.Group(
            position,
            group.bytes().length,
            group.rows(),
            group.packedColumns(),
            List.copyOf(songs)));
    write(ByteBuffer.wrap(group.bytes()));
  }

  /**
   * Appends row groups of another file as they are.
   *
   * @param file the other file, of the same table and compression
   * @param kept for each of its row groups whether it comes along
   */
  public void copy(TableFile file, List<Boolean> kept) throws IOException {
    List<Long> moves = new ArrayList<>();
    try (FileChannel from = FileChannel.open(file.path())) {
      for (int i = 0; i < kept.size(); i++) {
        GroupIndex.Group group = file.groups().get(i);
        if (!kept.get(i)) {
          moves.add(null);
          continue;
        }
        moves.add(position - group.offset());
        groups.add(group.moved(position - group.offset()));
        transfer(from, group.offset(), group.bytes(), file.path());
      }
      try (InputStream in = file.footer(from)) {
        footer.addMoved(new BufferedInputStream(in, 1 << 16), moves);
      } catch (IOException e) {
        throw TableFile.damaged(file.path(), "footer", e);
      }
    }
  }

  private void transfer(FileChannel from, long offset, int bytes, Path path) throws IOException {
    if (bytes > buffer.remaining()) {
      flush();
    }
    if (bytes <= buffer.remaining()) {
      buffer.limit(buffer.position() + bytes);
      Reads.into(from, offset, buffer, path);
      buffer.limit(buffer.capacity());
      position += bytes;
    } else {
      write(Reads.fully(from, offset, bytes, path));
    }
  }

  /**
   * Ends the file and forces it to the disk.
   *
   * @param name what the file is called in the manifest
   * @return what the manifest says of it
   */
  public StoreFile finish(String name) throws IOException {
    ByteBuffer index = GroupIndex.encode(groups);
    CRC32C indexCrc = new CRC32C();
    indexCrc.update(index.duplicate());
    long indexOffset = position;
    int indexBytes = index.remaining();
    write(index);
    byte[] encoded = footer.encode();
    ByteBuffer tail = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    tail.putInt(encoded.length).put(MAGIC).flip();
    CRC32C footerCrc = new CRC32C();
    footerCrc.update(encoded);
    footerCrc.update(tail.duplicate());
    write(ByteBuffer.wrap(encoded));
    write(tail);
    flush();
    channel.force(true);
    channel.close();
    return new StoreFile(
        name,
        position,
        footer.count(),
        footer.rows(),
        indexOffset,
        indexBytes,
        (int) indexCrc.getValue(),
        (int) footerCrc.getValue());
  }

  private void write(ByteBuffer bytes) throws IOException {
    position += bytes.remaining();
    if (bytes.remaining() > buffer.remaining()) {
      flush();
    }
    if (bytes.remaining() > buffer.remaining()) {
      drain(bytes);
    } else {
      buffer.put(bytes);
    }
  }

  private void flush() throws IOException {
    buffer.flip();
    drain(buffer);
    buffer.clear();
  }

  private void drain(ByteBuffer bytes) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new IOException(path + ": can't be written: " + e.getMessage(), e);
    }
  }

  /** Lets go of the file, finished or not. */
  @Override
  public void close() throws IOException {
    channel.close();
  }

  static InputStream stream(FileChannel channel, long position) throws IOException {
    channel.position(position);
    return Channels.newInputStream(channel);
  }
}
