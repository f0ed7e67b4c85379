package io.beatweaver.model.internal.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Writes numbers as TensorBoard reads them: records of length, its checksum, an Event message, its
 * checksum (TensorFlow's record_writer.cc and event.proto). Every start of a training writes a file
 * of its own, so that a record cut off by a kill is the last of its file, as readers expect.
 */
final class EventFile implements AutoCloseable {
  private static final int MASK = 0xa282ead8;
  private static final int WALL_TIME = 1 << 3 | 1;
  private static final int STEP = 2 << 3;
  private static final int FILE_VERSION = 3 << 3 | 2;
  private static final int SUMMARY = 5 << 3 | 2;
  private static final int SESSION_LOG = 7 << 3 | 2;
  private static final int VALUE = 1 << 3 | 2;
  private static final int TAG = 1 << 3 | 2;
  private static final int SIMPLE_VALUE = 2 << 3 | 5;
  private static final byte[] SESSION_START = {1 << 3, 1};

  private final OutputStream out;

  private EventFile(OutputStream out) {
    this.out = out;
  }

  /**
   * Begins a new file.
   *
   * @param folder where; made if it's missing
   * @param millis the time, since 1970
   * @param step the first step that is to come; readers forget what they read of it and later ones
   * @return the file, to be closed
   * @throws IOException if it can't be written
   */
  static EventFile create(Path folder, long millis, long step) throws IOException {
    Files.createDirectories(folder);
    OutputStream out = null;
    for (int i = 0; out == null; i++) {
      // Readers take the files in the order of their names.
      String name =
          String.format(Locale.ROOT, "events.out.tfevents.%010d.%03d.beatweaver", millis / 1000, i);
      try {
        out = Files.newOutputStream(folder.resolve(name), StandardOpenOption.CREATE_NEW);
      } catch (FileAlreadyExistsException e) {
        // Two starts within one second.
      }
    }
    EventFile file = new EventFile(out);
    try {
      file.write(millis, 0, FILE_VERSION, "brain.Event:2".getBytes(StandardCharsets.US_ASCII));
      file.write(millis, step, SESSION_LOG, SESSION_START);
    } catch (IOException e) {
      file.close();
      throw e;
    }
    return file;
  }

  /**
   * Writes the figures of a step.
   *
   * @param millis the time, since 1970
   * @param step the step
   * @param figures name to value
   * @throws IOException if they can't be written
   */
  void add(long millis, long step, Map<String, Double> figures) throws IOException {
    ByteArrayOutputStream summary = new ByteArrayOutputStream();
    figures.forEach(
        (name, value) -> {
          ByteArrayOutputStream scalar = new ByteArrayOutputStream();
          field(scalar, TAG, name.getBytes(StandardCharsets.UTF_8));
          scalar.write(SIMPLE_VALUE);
          scalar.writeBytes(little(4).putFloat(value.floatValue()).array());
          field(summary, VALUE, scalar.toByteArray());
        });
    write(millis, step, SUMMARY, summary.toByteArray());
  }

  private void write(long millis, long step, int tag, byte[] content) throws IOException {
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    event.write(WALL_TIME);
    event.writeBytes(little(8).putDouble(millis / 1e3).array());
    event.write(STEP);
    varint(event, step);
    field(event, tag, content);
    byte[] data = event.toByteArray();
    byte[] length = little(8).putLong(data.length).array();
    ByteBuffer record = little(length.length + 4 + data.length + 4);
    record.put(length).putInt(masked(length)).put(data).putInt(masked(data));
    out.write(record.array());
  }

  private static void field(ByteArrayOutputStream out, int tag, byte[] content) {
    out.write(tag);
    varint(out, content.length);
    out.writeBytes(content);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
