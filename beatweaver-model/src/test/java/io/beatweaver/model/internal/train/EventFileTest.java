package io.beatweaver.model.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the files back with a reader written from the formats' definitions alone. */
class EventFileTest {
  @TempDir Path folder;

  private record Field(int number, int wire, long bits, byte[] bytes) {}

  @Test
  void holdsWhatWasWritten() throws Exception {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("train/loss", 1.25);
    figures.put("validation/onsetF1", -0.1);
    try (EventFile file = EventFile.create(folder, 1_700_000_000_500L, 300)) {
      file.add(1_700_000_001_000L, 310, figures);
      file.add(1_700_000_002_000L, 1L << 40, Map.of());
    }
    List<byte[]> records = records(onlyFile());
    assertEquals(4, records.size());
    List<Field> version = fields(records.get(0));
    assertEquals(1_700_000_000.5, Double.longBitsToDouble(field(version, 1).bits));
    assertEquals("brain.Event:2", new String(field(version, 3).bytes, StandardCharsets.UTF_8));
    List<Field> start = fields(records.get(1));
    assertEquals(300, field(start, 2).bits);
    assertEquals(1, field(fields(field(start, 7).bytes), 1).bits);
    List<Field> event = fields(records.get(2));
    assertEquals(1_700_000_001.0, Double.longBitsToDouble(field(event, 1).bits));
    assertEquals(310, field(event, 2).bits);
    Map<String, Float> read = new LinkedHashMap<>();
    for (Field value : fields(field(event, 5).bytes)) {
      assertEquals(1, value.number);
      List<Field> scalar = fields(value.bytes);
      assertEquals(5, field(scalar, 2).wire);
      read.put(
          new String(field(scalar, 1).bytes, StandardCharsets.UTF_8),
          Float.intBitsToFloat((int) field(scalar, 2).bits));
    }
    assertEquals(Map.of("train/loss", 1.25f, "validation/onsetF1", -0.1f), read);
    assertEquals(1L << 40, field(fields(records.get(3)), 2).bits);
  }

  @Test
  void everyStartHasAFileOfItsOwnInOrder() throws Exception {
    for (int i = 0; i < 3; i++) {
      EventFile.create(folder, 1_700_000_000_500L, 10 * i).close();
    }
    List<Path> files;
    try (var list = Files.list(folder)) {
      files = list.sorted().toList();
    }
    assertEquals(3, files.size());
    for (int i = 0; i < 3; i++) {
      assertTrue(files.get(i).getFileName().toString().startsWith("events.out.tfevents.17"));
      byte[] start = records(Files.readAllBytes(files.get(i))).get(1);
      assertEquals(10 * i, field(fields(start), 2).bits);
    }
  }

  @Test
  void aResumedTrainingKeepsTheFiguresOfTheStepItGoesOnFrom() throws Exception {
    // Readers drop what is at the step of a start or later.
    Journal.open(folder, 10).close();
    try (var files = Files.walk(folder)) {
      Path events = files.filter(f -> f.toString().endsWith(".beatweaver")).findFirst().get();
      assertEquals(11, field(fields(records(Files.readAllBytes(events)).get(1)), 2).bits);
    }
  }

  @Test
  void theChecksumOfThisTestIsCastagnolis() {
    // RFC 3720, B.4: 32 bytes of zeros, 32 of ones.
    assertEquals(0x8a9136aa, crc32c(new byte[32]));
    byte[] ones = new byte[32];
    Arrays.fill(ones, (byte) 0xff);
    assertEquals(0x62a8ab43, crc32c(ones));
  }

  private byte[] onlyFile() throws Exception {
    try (var list = Files.list(folder)) {
      return Files.readAllBytes(list.findFirst().orElseThrow());
    }
  }

  private static List<byte[]> records(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertEquals(masked(length), in.getInt());
      byte[] data = new byte[(int) ByteBuffer.wrap(length).order(in.order()).getLong()];
      in.get(data);
      assertEquals(masked(data), in.getInt());
      records.add(data);
    }
    return records;
  }

  private static int masked(byte[] bytes) {
    int crc = crc32c(bytes);
    return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
  }

  private static int crc32c(byte[] bytes) {
    int crc = -1;
    for (byte b : bytes) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 1 ? 0x82f63b78 : 0);
      }
    }
    return ~crc;
  }

  private static List<Field> fields(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    List<Field> fields = new ArrayList<>();
    while (in.hasRemaining()) {
      long key = varint(in);
      int wire = (int) (key & 7);
      byte[] bytes = null;
      long bits = 0;
      switch (wire) {
        case 0 -> bits = varint(in);
        case 1 -> bits = in.getLong();
        case 2 -> {
          bytes = new byte[(int) varint(in)];
          in.get(bytes);
        }
        case 5 -> bits = in.getInt();
        default -> throw new AssertionError("wire type " + wire);
      }
      fields.add(new Field((int) (key >>> 3), wire, bits, bytes));
    }
    return fields;
  }

  private static Field field(List<Field> fields, int number) {
    List<Field> found = fields.stream().filter(f -> f.number == number).toList();
    assertEquals(1, found.size(), "field " + number);
    return found.get(0);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
