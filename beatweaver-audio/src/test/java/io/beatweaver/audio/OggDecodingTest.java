package io.beatweaver.audio;

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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OggDecodingTest {
  private static final int FRAMES = 44_321;

  @TempDir Path folder;

  private static byte[] stereo() throws IOException {
    return Files.readAllBytes(GoldenSongs.resource("ogg/stereo44k.ogg"));
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("song.egg"), bytes);
  }

  private float[] decode(byte[] bytes) throws IOException {
    Path path = file(bytes);
    AudioClip clip = AudioDecoder.decode(path);
    assertEquals(clip.length(), AudioDecoder.probe(path).frames());
    return clip.toArray();
  }

  private String refusal(byte[] bytes) throws IOException {
    Path path = file(bytes);
    return assertThrows(InputException.class, () -> AudioDecoder.decode(path)).reason();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  @Test
  void agreesWithOggdec() throws IOException {
    Path path = GoldenSongs.resource("ogg/stereo44k.ogg");
    assertEquals(new AudioInfo(AudioFormat.OGG_VORBIS, 44100, 2, FRAMES), AudioDecoder.probe(path));
    AudioClip clip = AudioDecoder.decode(path);
    assertEquals(44100, clip.sampleRate());
    assertEquals(FRAMES, clip.length());
    ByteBuffer reference =
        ByteBuffer.wrap(Files.readAllBytes(GoldenSongs.resource("ogg/stereo44k.oggdec.s16le")))
            .order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(FRAMES * 4, reference.limit());
    for (int i = 0; i < FRAMES; i++) {
      float mean = (reference.getShort(i * 4) + reference.getShort(i * 4 + 2)) / 65536f;
      assertEquals(mean, clip.sample(i), 1.05f / 32768, "frame " + i);
    }
  }

  @Test
  void agreesWithLibsndfile() throws IOException {
    AudioClip clip = AudioDecoder.decode(GoldenSongs.resource("ogg/mono48k.ogg"));
    Npy reference = Npy.read("ogg/mono48k.libsndfile.npy");
    assertEquals(48000, clip.sampleRate());
    assertArrayEquals(reference.values(), clip.toArray(), 1e-6f);
  }

  @Test
  void goesByTheContentNotTheName() throws IOException {
    Path named = Files.write(folder.resolve("song.mp3"), stereo());
    assertEquals(AudioFormat.OGG_VORBIS, AudioDecoder.probe(named).format());
  }

  @Test
  void cutsTheEndWhereTheLastPageSays() throws IOException {
    OggBytes ogg = new OggBytes(stereo());
    float[] whole = decode(ogg.build());
    int last = ogg.pages.size() - 1;
    assertEquals(FRAMES, ogg.granule(last));
    ogg.setGranule(last, FRAMES - 100);
    assertArrayEquals(Arrays.copyOf(whole, FRAMES - 100), decode(ogg.build()));
  }

  @Test
  void cutsTheStartWhereTheFirstPageSays() throws IOException {
    OggBytes ogg = new OggBytes(stereo());
    float[] whole = decode(ogg.build());
    assertTrue(ogg.pages.size() >= 4, "needs audio on several pages");
    for (int page = 0; page < ogg.pages.size(); page++) {
      if (ogg.granule(page) > 0) {
        ogg.setGranule(page, ogg.granule(page) - 77);
      }
    }
    assertArrayEquals(Arrays.copyOfRange(whole, 77, FRAMES), decode(ogg.build()));
  }

  @Test
  void takesAStreamThatStartsLater() throws IOException {
    OggBytes ogg = new OggBytes(stereo());
    float[] whole = decode(ogg.build());
    for (int page = 0; page < ogg.pages.size(); page++) {
      if (ogg.granule(page) > 0) {
        ogg.setGranule(page, ogg.granule(page) + 1_000_000);
      }
    }
    assertArrayEquals(whole, decode(ogg.build()));
  }

  @Test
  void takesAWholeStreamWithoutEndMark() throws IOException {
    OggBytes ogg = new OggBytes(stereo());
    float[] whole = decode(ogg.build());
    ogg.clearEndMark();
    float[] unmarked = decode(ogg.build());
    assertTrue(unmarked.length >= FRAMES && unmarked.length < FRAMES + 2048);
    assertArrayEquals(whole, Arrays.copyOf(unmarked, FRAMES));
  }

  @Test
  void passesOverStrayBytesAfterTheEnd() throws IOException {
    assertEquals(FRAMES, decode(concat(stereo(), new byte[] {'T', 'A', 'G', 0, 1})).length);
  }

  /** The headers of pages without a body, with wrong checksums. */
  private static byte[] wrongPages(int count) {
    byte[] pages = new byte[27 * count];
    for (int at = 0; at < pages.length; at += 27) {
      System.arraycopy(new byte[] {'O', 'g', 'g', 'S'}, 0, pages, at, 4);
      pages[at + 22] = 1;
    }
    return pages;
  }

  @Test
  void findsASecondSongBehindDamagedPages() throws IOException {
    assertTrue(refusal(concat(stereo(), wrongPages(99), stereo())).contains("several"));
  }

  @Test
  void saysThatItGaveUpSearchingForASecondSong() throws IOException {
    Path path = file(concat(stereo(), wrongPages(100), stereo()));
    AudioClip clip = AudioDecoder.decode(path);
    assertEquals(FRAMES, clip.length());
    assertEquals(1, clip.warnings().size());
    assertTrue(clip.warnings().get(0).reason().contains("isn't searched any further"));
    assertEquals(clip.warnings(), AudioDecoder.probe(path).warnings());
    assertEquals(List.of(), AudioDecoder.decode(file(concat(stereo(), wrongPages(99)))).warnings());
  }

  @Test
  void refusesAFileWhoseLastPageIsFullOfDamagedOnes() throws IOException {
    OggBytes ogg = new OggBytes(stereo());
    byte[] last = ogg.pages.remove(ogg.pages.size() - 1);
    // Of the largest size, which the file doesn't have.
    byte[] large = Arrays.copyOf(last, 27 + 255);
    Arrays.fill(large, 26, large.length, (byte) 0xff);
    assertTrue(refusal(concat(ogg.build(), large, wrongPages(100))).contains("wrong checksums"));
    Path path = file(concat(ogg.build(), large, wrongPages(99)));
    assertTrue(AudioDecoder.decode(path).warnings().get(0).reason().contains("cut off"));
  }

  @Test
  void refusesStreamsInARow() throws IOException {
    assertTrue(refusal(concat(stereo(), stereo())).contains("several"));
  }

  @Test
  void refusesALostPage() throws IOException {
    OggBytes ogg = new OggBytes(stereo());
    ogg.pages.remove(ogg.pages.size() - 2);
    assertTrue(refusal(ogg.build()).contains("missing"));
  }

  @Test
  void refusesACorruptPage() throws IOException {
    byte[] bytes = stereo();
    bytes[bytes.length - 500] ^= 1;
    assertTrue(refusal(bytes).contains("checksum"));
  }

  @Test
  void averagesSixChannels() throws IOException {
    Path path = GoldenSongs.resource("ogg/surround6.ogg");
    assertEquals(new AudioInfo(AudioFormat.OGG_VORBIS, 48000, 6, 4800), AudioDecoder.probe(path));
    float[] reference = Npy.read("ogg/surround6.libsndfile.npy").values();
    assertArrayEquals(reference, AudioDecoder.decode(path).toArray(), 1e-6f);
  }

  @Test
  void refusesAudioThatIsTooLong() throws IOException {
    Path path = file(stereo());
    assertEquals(FRAMES, AudioDecoder.decode(path, 1.006).length());
    assertThrows(InputException.class, () -> AudioDecoder.decode(path, 1.0));
    assertThrows(InputException.class, () -> AudioDecoder.decode(path, 0.01));
  }

  @Test
  void cutOffItGivesWhatIsThereWithAWarning() throws IOException {
    byte[] song = stereo();
    float[] whole = decode(song);
    OggBytes ogg = new OggBytes(song);
    int headers = ogg.pages.get(0).length + ogg.pages.get(1).length;
    int clips = 0;
    for (int cut = 0; cut < song.length; cut += 97) {
      Path path = file(Arrays.copyOf(song, cut));
      try {
        AudioClip clip = AudioDecoder.decode(path);
        assertTrue(clip.length() < FRAMES);
        assertArrayEquals(Arrays.copyOf(whole, clip.length()), clip.toArray());
        assertEquals(clip.length(), AudioDecoder.probe(path).frames());
        assertEquals(1, clip.warnings().size());
        assertEquals(clip.warnings(), AudioDecoder.probe(path).warnings());
        assertTrue(clip.warnings().get(0).reason().contains("cut"));
        clips++;
      } catch (InputException e) {
        assertTrue(cut < headers + ogg.pages.get(2).length, e.getMessage());
      }
    }
    assertTrue(clips > 10, "clips: " + clips);
  }

  @Test
  void givesTheSameInPiecesOfAnySize() throws IOException {
    Path path = GoldenSongs.resource("ogg/stereo44k.ogg");
    float[] whole = AudioDecoder.decode(path).toArray();
    for (int size : new int[] {1009, 7, 65_536}) {
      float[] pieces = new float[FRAMES + size];
      int at = 0;
      try (AudioSource source = AudioDecoder.open(path)) {
        assertEquals(FRAMES, source.expectedFrames());
        for (int got; (got = source.read(pieces, at, size)) > 0; ) {
          at += got;
        }
        assertEquals(-1, source.read(pieces, 0, 1));
      }
      assertArrayEquals(whole, Arrays.copyOf(pieces, at));
    }
  }

  @Test
  void mutatedItIsTheSameClipOrRefused() throws IOException {
    byte[] whole = stereo();
    float[] clip = decode(whole);
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = whole.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertArrayEquals(clip, AudioDecoder.decode(file(bytes)).toArray());
      } catch (InputException e) {
        assertTrue(!e.reason().isEmpty());
      }
    }
  }

  /** With right checksums the damage reaches the codec; its tables are what could ask for much. */
  @Test
  void mutatedBelowTheChecksumsItIsAClipOrRefused() throws IOException {
    byte[] whole = stereo();
    Random random = new Random(4);
    int clips = 0;
    for (int round = 0; round < 300; round++) {
      OggBytes ogg = new OggBytes(whole);
      int page = round % 3 == 0 ? random.nextInt(ogg.pages.size()) : 1 + round % 2;
      byte[] bytes = ogg.pages.get(page);
      int from = ogg.bodyStart(page);
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes[from + random.nextInt(bytes.length - from)] = (byte) random.nextInt(256);
      }
      try {
        assertTrue(AudioDecoder.decode(file(ogg.build())).length() <= FRAMES);
        clips++;
      } catch (InputException e) {
        assertTrue(!e.reason().isEmpty());
      }
    }
    assertTrue(clips > 20 && clips < 300, "clips: " + clips);
  }
}
