package io.beatweaver.level;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Levels whose files are in gzip or in a zip. */
class PackedLevelTest {
  @TempDir Path folder;

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  private static Level read(Map<String, byte[]> files) throws IOException {
    return LevelReader.read("level", files, ReadOptions.EVERYTHING);
  }

  @Test
  void everyFileMayBeGzip() throws IOException {
    Map<String, byte[]> files = SampleLevels.bytes(SampleLevels.v4());
    Level plain = read(files);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      file.setValue(gzip(file.getValue()));
    }
    Level packed = read(files);
    assertEquals(plain.info(), packed.info());
    assertEquals(plain.beatmaps(), packed.beatmaps());
    assertEquals(plain.warnings(), packed.warnings());
  }

  @Test
  void gzipIsUnpackedOnce() throws IOException {
    Map<String, byte[]> files = SampleLevels.bytes(SampleLevels.v4());
    for (String name : new String[] {"Audio.dat", "Expert.dat", "Lights.dat"}) {
      files.put(name, gzip(gzip(files.get(name))));
    }
    Level level = read(files);
    assertEquals(1, level.beatmaps().size());
    for (String name : new String[] {"Audio.dat", "Expert.dat"}) {
      assertTrue(
          level.warnings().stream()
              .anyMatch(w -> w.file().equals(name) && w.reason().startsWith("malformed JSON")),
          level.warnings()::toString);
    }
  }

  @Test
  void gzipCutShortCostsOnlyThatFile() throws IOException {
    Map<String, byte[]> files = SampleLevels.bytes(SampleLevels.v2());
    byte[] packed = gzip(files.get("Hard.dat"));
    files.put("Hard.dat", Arrays.copyOf(packed, packed.length / 2));
    Level level = read(files);
    assertEquals(2, level.beatmaps().size());
    assertTrue(level.warnings().get(0).reason().startsWith("damaged gzip"));
  }

  @Test
  void aByteChangedInAZipCostsItsFileAndTheHash() throws IOException {
    Path zip = folder.resolve("stored.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Map.Entry<String, byte[]> file : SampleLevels.bytes(SampleLevels.v2()).entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        CRC32 crc = new CRC32();
        crc.update(file.getValue());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(file.getValue().length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(file.getValue());
      }
    }
    assertEquals(3, LevelReader.read(zip).beatmaps().size());
    byte[] bytes = Files.readAllBytes(zip);
    // Another beat of a note: JSON as good as before.
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("\"_time\":10") + "\"_time\":1".length()]++;
    Level level = LevelReader.read(Files.write(zip, bytes));
    assertEquals(2, level.beatmaps().size());
    assertEquals("", level.hash());
    assertEquals(
        "Hard.dat: damaged in the zip: its CRC-32 is another", level.warnings().get(0).toString());
  }

  @Test
  void aZipInMemoryIsReadAsOneOnTheDisk() throws IOException {
    Path zip = folder.resolve("odd.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("../outside.dat"));
      for (Map.Entry<String, byte[]> file : SampleLevels.bytes(SampleLevels.v2()).entrySet()) {
        out.putNextEntry(new ZipEntry("some level/" + file.getKey()));
        out.write(file.getValue());
      }
    }
    Level onDisk = LevelReader.read(zip);
    Level inMemory =
        LevelReader.readZip("odd.zip", Files.readAllBytes(zip), ReadOptions.EVERYTHING);
    assertEquals(3, inMemory.beatmaps().size());
    assertEquals(onDisk.beatmaps(), inMemory.beatmaps());
    assertEquals(onDisk.hash(), inMemory.hash());
    assertEquals(onDisk.warnings(), inMemory.warnings());
    assertEquals(
        List.of(
            "odd.zip: 1 entries lead out of the level and are ignored",
            "some level/: the level is not at the root of the zip but here"),
        inMemory.warnings().stream().map(ReadWarning::toString).toList());
  }

  @Test
  void namesInTheDosCodePageAreRead() throws IOException {
    Path zip = folder.resolve("old.zip");
    Charset dos = Charset.forName("IBM437");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip), dos)) {
      for (Map.Entry<String, byte[]> file : SampleLevels.bytes(SampleLevels.v2()).entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
      }
      out.putNextEntry(new ZipEntry("F\u00fcr dich.txt"));
    }
    Level onDisk = LevelReader.read(zip);
    Level inMemory = LevelReader.readZip("old", Files.readAllBytes(zip), ReadOptions.EVERYTHING);
    assertEquals(3, onDisk.beatmaps().size());
    assertEquals(onDisk.beatmaps(), inMemory.beatmaps());
  }

  @Test
  void songsInAZipInMemoryAreBoundedToo() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("song.egg"));
      out.write(new byte[64 << 20]);
    }
    InputException e =
        assertThrows(
            InputException.class,
            () -> LevelReader.readZip("bomb", zip.toByteArray(), ReadOptions.EVERYTHING));
    assertEquals("song.egg", e.place());
  }

  /** Four bytes of a song that are those of a zip's end come about once in 65,000 zips. */
  @Test
  void bytesOfASongThatLookLikeAnEndAreNone() throws IOException {
    byte[] song = new byte[1000];
    Arrays.fill(song, (byte) 0x77);
    System.arraycopy(new byte[] {'P', 'K', 5, 6}, 0, song, 500, 4);
    Path zip = folder.resolve("like.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.setLevel(0);
      for (Map.Entry<String, byte[]> file : SampleLevels.bytes(SampleLevels.v2()).entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getKey().equals("song.egg") ? song : file.getValue());
      }
    }
    assertEquals(3, LevelReader.read(zip).beatmaps().size());
  }

  @Test
  void aZipWithAHugeDirectoryIsRefusedBeforeItIsRead() throws IOException {
    int size = 200 << 20;
    for (boolean wide : new boolean[] {false, true}) {
      Path zip = folder.resolve("huge" + wide + ".zip");
      ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
      end.putInt(0, 0x06054b50).putShort(10, (short) 1);
      // Either the directory begins at 0 and is huge, or the zip's 64-bit form says where it is.
      end.putInt(12, wide ? 100 : size).putInt(16, wide ? -1 : 0);
      try (RandomAccessFile file = new RandomAccessFile(zip.toFile(), "rw")) {
        file.seek(size);
        file.write(end.array());
      }
      InputException e = assertThrows(InputException.class, () -> LevelReader.read(zip));
      assertEquals("the zip's directory is too large", e.reason());
    }
  }
}
