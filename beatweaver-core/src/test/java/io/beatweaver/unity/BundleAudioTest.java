package io.beatweaver.unity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Audio out of banks, against files of a real encoder and against what the formats say. */
class BundleAudioTest {
  @TempDir Path folder;

  private byte[] rebuilt(byte[] bank) throws IOException {
    LevelBundles.Level level = new LevelBundles.Level("song", List.of(), null, bank);
    Path file = Files.write(folder.resolve("bundle"), LevelBundles.level(level));
    try (UnityBundle bundle = UnityBundle.open(file)) {
      UnityObject clip =
          bundle.objects().stream()
              .filter(object -> object.classId() == UnityBundle.AUDIO_CLIP)
              .findFirst()
              .orElseThrow();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      bundle.audio(clip).writeTo(out);
      return out.toByteArray();
    }
  }

  private void assertRefused(String reason, byte[] bank) {
    InputException refusal = assertThrows(InputException.class, () -> rebuilt(bank));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  private static OggClip clip(String name) throws IOException {
    return OggClip.of(Samples.bytes(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stereo44-q5.ogg", "mono48-q3.ogg"})
  void givesBackWhatTheEncoderMade(String name) throws IOException {
    OggClip original = clip(name);
    OggClip clip =
        OggClip.of(
            rebuilt(
                Banks.vorbis(
                    original.rate(),
                    original.channels(),
                    original.frames(),
                    original.setup(),
                    original.audio())));
    assertPackets(original.audio(), clip.audio());
    assertArrayEquals(original.setup(), clip.setup());
    // The same but for the bit rates, of which the bank says nothing.
    byte[] identification = original.packets().get(0).clone();
    java.util.Arrays.fill(identification, 16, 28, (byte) 0);
    assertArrayEquals(identification, clip.packets().get(0));
    assertEquals(original.frames(), clip.frames());
    assertEquals(2, clip.flags().get(0));
    assertEquals(4, clip.flags().get(clip.flags().size() - 1));
    // Where both end a page after the same packet, the encoder has the same position.
    int compared = 0;
    for (int i = 0; i < original.finished().size(); i++) {
      int same = clip.finished().indexOf(original.finished().get(i));
      if (same >= 0) {
        assertEquals(original.granules().get(i), clip.granules().get(same));
        compared++;
      }
    }
    assertTrue(compared > 2, "pages of both end together");
  }

  private static void assertPackets(List<byte[]> expected, List<byte[]> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i));
    }
  }

  @Test
  void laysOutPacketsOfEveryAwkwardLength() throws IOException {
    OggClip original = clip("stereo44-q5.ogg");
    List<byte[]> packets = new ArrayList<>();
    for (int length : new int[] {1, 254, 255, 256, 509, 510, 511, 4096, 65_024, 65_025, 65_535}) {
      for (int i = 0; i < 3; i++) {
        // Short blocks: only the first byte is looked at.
        packets.add(new byte[length]);
      }
    }
    for (int i = 0; i < 600; i++) {
      packets.add(new byte[1]);
    }
    long frames = (packets.size() - 1) * 128L - 5;
    OggClip clip = OggClip.of(rebuilt(Banks.vorbis(44_100, 2, frames, original.setup(), packets)));
    assertPackets(packets, clip.audio());
    assertEquals(frames, clip.frames());
    for (int page = 2; page < clip.granules().size() - 1; page++) {
      boolean any = !clip.finished().get(page).equals(clip.finished().get(page - 1));
      long done = (clip.finished().get(page) - 3 - 1) * 128L;
      assertEquals(any ? done : -1, clip.granules().get(page), "page " + page);
    }
  }

  @Test
  void everySetupHeaderOfTheTableHasShortAndLongBlocksAndOggencsAreThere() throws IOException {
    SetupHeaders table = SetupHeaders.builtIn();
    assertEquals(124, table.checksums().size());
    assertTrue(table.checksums().contains(1_820_829_487));
    for (String name : List.of("stereo44-q5.ogg", "mono48-q3.ogg")) {
      java.util.zip.CRC32 crc = new java.util.zip.CRC32();
      crc.update(clip(name).setup());
      assertArrayEquals(clip(name).setup(), table.find((int) crc.getValue()).orElseThrow());
    }
  }

  @Test
  void checksPositionsAgainstTheBanksSeekTable() throws IOException {
    OggClip clip = clip("stereo44-q5.ogg");
    int third = 0;
    for (byte[] packet : clip.audio().subList(0, 3)) {
      third += 2 + packet.length;
    }
    byte[] right = rebuilt(bank(clip, clip.frames(), seekFrames(clip, 3), third));
    assertEquals(clip.frames(), OggClip.of(right).frames());
    assertRefused("disagree", bank(clip, clip.frames(), seekFrames(clip, 3) + 64, third));
    assertRefused("disagree", bank(clip, clip.frames(), seekFrames(clip, 3), third + 1));
  }

  /** Frames after a packet, of the encoder's own block sizes: mode 1 is long. */
  private static long seekFrames(OggClip clip, int packet) {
    long frames = 0;
    for (int i = 1; i <= packet; i++) {
      int before = (clip.audio().get(i - 1)[0] & 2) != 0 ? 2048 : 256;
      int block = (clip.audio().get(i)[0] & 2) != 0 ? 2048 : 256;
      frames += before / 4 + block / 4;
    }
    return frames;
  }

  private static byte[] bank(OggClip clip, long frames, long... seek) {
    return Banks.vorbis(44_100, 2, frames, clip.setup(), clip.audio(), seek);
  }

  @Test
  void refusesDamagedVorbis() throws IOException {
    OggClip clip = clip("stereo44-q5.ogg");
    assertRefused("frames of", bank(clip, clip.frames() + 5000));
    assertRefused("more audio", bank(clip, 1000));
    List<byte[]> header = new ArrayList<>(clip.audio());
    header.set(5, new byte[] {1, 2, 3});
    assertRefused("no audio packet", Banks.vorbis(44_100, 2, clip.frames(), clip.setup(), header));
    assertRefused("frames of", Banks.vorbis(44_100, 2, 10, clip.setup(), List.of()));
    assertRefused("setup header", Banks.vorbis(44_100, 2, clip.frames(), 12_345, clip.audio()));
  }

  @Test
  void namesWhatItCantRead() {
    byte[] data = new byte[64];
    assertRefused("packed as MPEG", Banks.bank(11, 44_100, 2, 10, 1, new byte[] {2}, data));
    assertRefused("packed as HEVAG", Banks.bank(9, 44_100, 2, 10, 1, new byte[] {2}, data));
    assertRefused("packed as mode 99", Banks.bank(99, 44_100, 2, 10, 1, new byte[] {2}, data));
    assertRefused("channels", Banks.bank(2, 44_100, 2, 10, 1, new byte[] {9}, data));
    assertRefused("fewer samples", Banks.bank(2, 44_100, 2, 17, 1, new byte[] {2}, data));
    assertRefused("no audio of a known kind", "not a bank".getBytes());
  }

  @Test
  void makesWavOfPlainSamplesAndCopiesWholeFiles() throws IOException {
    byte[] samples = {1, 0, 2, 0, 3, 0, 4, 0, -1, -1, -2, -1};
    ByteBuffer wav = ByteBuffer.wrap(rebuilt(Banks.pcm16(22_050, 3, samples)));
    wav.order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(44 + samples.length, wav.capacity());
    assertEquals(36 + samples.length, wav.getInt(4));
    assertEquals(3, wav.getShort(22));
    assertEquals(22_050, wav.getInt(24));
    assertEquals(22_050 * 6, wav.getInt(28));
    assertEquals(6, wav.getShort(32));
    assertEquals(16, wav.getShort(34));
    assertEquals(samples.length, wav.getInt(40));
    byte[] body = new byte[samples.length];
    wav.get(44, body);
    assertArrayEquals(samples, body);

    byte[] ogg = Samples.bytes("mono48-q3.ogg");
    assertArrayEquals(ogg, rebuilt(ogg));
  }

  @Test
  void takesSetupHeadersOfOnesOwn() throws IOException {
    byte[] packet = {5, 'v', 'o', 'r', 'b', 'i', 's', 1, 2, 3};
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(packet);
    byte[] file = new LittleEndian().i32(crc.getValue()).i32(packet.length).bytes(packet).done();
    Path good = Files.write(folder.resolve("headers.bin"), file);
    SetupHeaders more = SetupHeaders.builtIn().with(good);
    assertEquals(125, more.checksums().size());
    assertArrayEquals(packet, more.find((int) crc.getValue()).orElseThrow());
    file[0]++;
    Path bad = Files.write(folder.resolve("bad.bin"), file);
    assertThrows(InputException.class, () -> SetupHeaders.builtIn().with(bad));
    Path cut = Files.write(folder.resolve("cut.bin"), java.util.Arrays.copyOf(file, 9));
    assertThrows(InputException.class, () -> SetupHeaders.builtIn().with(cut));
  }
}
