package io.beatweaver.unity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.unity.BundleWriter.Packing;
import io.beatweaver.unity.internal.Container;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to pack the same data gives the same data, and what can't be read is said to be so. */
class ContainerVariantsTest {
  @TempDir Path folder;

  /** Text, repetition and noise: blocks that shrink beside blocks that don't. */
  private static byte[] content(int bytes, long seed) {
    Random random = new Random(seed);
    byte[] content = new byte[bytes];
    for (int at = 0; at < bytes; ) {
      int run = Math.min(bytes - at, 1 + random.nextInt(3000));
      switch (random.nextInt(3)) {
        case 0 -> Arrays.fill(content, at, at + run, (byte) random.nextInt());
        case 1 -> {
          byte[] noise = new byte[run];
          random.nextBytes(noise);
          System.arraycopy(noise, 0, content, at, run);
        }
        default -> {
          for (int i = at; i < at + run; i++) {
            content[i] = i >= 70 ? content[i - 70] : (byte) i;
          }
        }
      }
      at += run;
    }
    return content;
  }

  private static byte[] texts(int version, boolean big, byte[] script) {
    ObjectFileWriter objects = new ObjectFileWriter(version, true, big);
    int type = objects.type(UnityBundle.TEXT_ASSET, LevelBundles.TEXT);
    objects.object(-7, type, objects.bytes().string("name").string(script).done());
    objects.object(8, type, objects.bytes().string("other").string("x").done());
    return objects.build();
  }

  @Test
  void holdsTheSameHoweverItIsPacked() throws IOException {
    byte[] script = content(5000, 1);
    byte[] raw = content(300_001, 2);
    int variants = 0;
    for (int format = 6; format <= 8; format++) {
      for (Packing info : Packing.values()) {
        for (Packing data : Packing.values()) {
          for (boolean atEnd : new boolean[] {false, true}) {
            for (boolean padded : new boolean[] {false, true}) {
              String engine = format >= 7 ? "2022.3.33f1" : padded ? "2019.4.16f1" : "2018.4.1f1";
              byte[] bundle =
                  new BundleWriter()
                      .container(format, engine, padded)
                      .packing(info, data)
                      .infoAtEnd(atEnd)
                      .blockBytes(variants % 2 == 0 ? 0x20000 : 4099)
                      .raw("audio.resource", raw)
                      .objects("CAB-x", texts(22, false, script))
                      .build();
              String label = List.of(format, info, data, atEnd, padded).toString();
              assertHolds(bundle, script, raw, label);
              variants++;
            }
          }
        }
      }
    }
    assertEquals(3 * 4 * 4 * 2 * 2, variants);
  }

  @Test
  void readsEveryVersionOfObjectsInBothByteOrders() throws IOException {
    byte[] script = content(100, 3);
    for (int version = 17; version <= 22; version++) {
      for (boolean big : new boolean[] {false, true}) {
        byte[] bundle =
            new BundleWriter()
                .objects("CAB-x", texts(version, big, script))
                .raw("audio.resource", new byte[3])
                .build();
        assertHolds(bundle, script, new byte[3], version + (big ? " big" : " little"));
      }
    }
  }

  private void assertHolds(byte[] bundle, byte[] script, byte[] raw, String label)
      throws IOException {
    Path file = Files.write(folder.resolve("bundle"), bundle);
    try (UnityBundle opened = UnityBundle.open(file);
        Container container = Container.open(file, UnityBundle.MAX_BYTES)) {
      List<UnityObject> objects = opened.objects();
      assertEquals(2, objects.size(), label);
      assertEquals(-7, objects.get(0).pathId(), label);
      assertArrayEquals(script, opened.read(objects.get(0)).get("m_Script").bytes(), label);
      assertEquals("other", opened.read(objects.get(1)).get("m_Name").text(), label);
      BundleEntry entry =
          opened.entries().stream().filter(e -> !e.serialized()).findFirst().orElseThrow();
      assertArrayEquals(raw, container.stretch(entry).read(0, raw.length), label);
      // Backwards and across blocks too.
      for (int from = raw.length - 2; from > 0; from -= 50_021) {
        int length = Math.min(raw.length - from, 9000);
        assertArrayEquals(
            Arrays.copyOfRange(raw, from, from + length),
            container.stretch(entry).read(from, length),
            label);
      }
    }
  }

  private InputException refused(byte[] bundle) throws IOException {
    Path file = Files.write(folder.resolve("refused"), bundle);
    InputException refusal =
        assertThrows(
            InputException.class,
            () -> {
              try (UnityBundle opened = UnityBundle.open(file)) {
                for (UnityObject object : opened.objects()) {
                  opened.read(object);
                }
              }
            });
    assertEquals(file.toString(), refusal.file());
    return refusal;
  }

  private void assertRefused(String reason, byte[] bundle) throws IOException {
    String message = refused(bundle).getMessage();
    assertTrue(message.contains(reason), message);
  }

  private static BundleWriter small() {
    return new BundleWriter().objects("CAB-x", texts(22, false, new byte[10]));
  }

  @Test
  void refusesWhatIsEncrypted() throws IOException {
    assertRefused("encrypted", small().flags(0x440).build());
    assertRefused("encrypted", small().flags(0x1040).build());
    // The bit that means padding now meant encryption once.
    assertRefused("encrypted", small().container(7, "2020.3.33f1", true).build());
    assertRefused("encrypted", small().container(7, "2021.3.1f1", true).build());
    assertRefused("encrypted", small().container(8, "2022.1.0f1", true).build());
  }

  @Test
  void refusesUnknownCompressionByItsNumber() throws IOException {
    assertRefused(
        "unknown compression 4", small().packing(Packing.STORED, Packing.LZ4).flags(0x44).build());
    byte[] bundle = small().packing(Packing.STORED, Packing.LZ4).build();
    // The first block's flags: after the header (50 bytes, padded to 64), hash, count, two sizes.
    bundle[64 + 16 + 4 + 8 + 1] = 5;
    assertRefused("unknown compression 5", bundle);
  }

  @Test
  void refusesWhatIsNoBundle() throws IOException {
    assertRefused("no UnityFS bundle", new byte[0]);
    assertRefused("no UnityFS bundle", "UnityWeb and more".getBytes());
    assertRefused("container format 5", small().container(5, "5.6.1f1", false).build());
    assertRefused("container format 9", small().container(9, "7000.0.1f1", true).build());
    assertRefused("directory", small().flags(0).build());
    assertRefused("version 16", withObjectVersion(16));
    assertRefused("version 23", withObjectVersion(23));
  }

  private static byte[] withObjectVersion(int version) {
    byte[] objects = texts(22, false, new byte[10]);
    objects[11] = (byte) version;
    return new BundleWriter().objects("CAB-x", objects).build();
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] whole = small().packing(Packing.LZ4, Packing.LZ4).build();
    for (int length = 0; length < whole.length; length++) {
      refused(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void refusesAnObjectOfAnotherSizeThanItsTypeSays() throws IOException {
    ObjectFileWriter objects = new ObjectFileWriter();
    int type = objects.type(UnityBundle.TEXT_ASSET, LevelBundles.TEXT);
    byte[] right = objects.bytes().string("name").string("text").done();
    objects.object(1, type, Arrays.copyOf(right, right.length + 1));
    assertRefused("1 bytes more", new BundleWriter().objects("CAB-x", objects.build()).build());
  }

  @Test
  void readsTheEnginesOwnTypesWithoutTypeTrees() throws IOException {
    ObjectFileWriter objects = new ObjectFileWriter(21, false, false);
    int text = objects.type(UnityBundle.TEXT_ASSET, "");
    int clip = objects.type(UnityBundle.AUDIO_CLIP, "");
    int script = objects.type(UnityBundle.MONO_BEHAVIOUR, "");
    objects.object(1, text, objects.bytes().string("name").string("text").done());
    LittleEndian fields = objects.bytes().string("song").i32(1).i32(2).i32(44_100).i32(16).f32(1);
    fields.u8(0).u8(0).align(4).i32(0).u8(0).u8(0).u8(0).align(4).string("a/audio.resource");
    byte[] bank = Banks.pcm16(8000, 1, new byte[] {1, 2, 3, 4});
    objects.object(2, clip, fields.i64(0).i64(bank.length).i32(0).done());
    objects.object(3, script, new byte[40]);
    byte[] bundle =
        new BundleWriter().objects("CAB-x", objects.build()).raw("audio.resource", bank).build();
    Path file = Files.write(folder.resolve("bundle"), bundle);
    try (UnityBundle opened = UnityBundle.open(file)) {
      List<UnityObject> all = opened.objects();
      assertEquals("text", opened.read(all.get(0)).get("m_Script").text());
      ByteArrayOutputStream wav = new ByteArrayOutputStream();
      opened.audio(all.get(1)).writeTo(wav);
      assertEquals(44 + 4, wav.size());
      assertEquals(List.of(), opened.fieldNames(all.get(2)));
      InputException refusal = assertThrows(InputException.class, () -> opened.read(all.get(2)));
      assertTrue(refusal.reason().contains("no type tree"), refusal.getMessage());
    }
  }
}
