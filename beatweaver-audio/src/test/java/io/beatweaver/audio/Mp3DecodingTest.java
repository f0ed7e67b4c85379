package io.beatweaver.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Mp3DecodingTest {
  private static final String CBR = "mp3/stereo44k_cbr.mp3";
  private static final int FRAMES = 26_467;

  /** 128 kbit/s at 44.1 kHz without padding. */
  private static final int FRAME_BYTES = 417;

  @TempDir Path folder;

  private static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(GoldenSongs.resource(name));
  }

  private Path file(byte[]... parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return Files.write(folder.resolve("song.bin"), out.toByteArray());
  }

  private static AudioClip decode(Path path) throws IOException {
    AudioClip clip = AudioDecoder.decode(path);
    assertEquals(clip.length(), AudioDecoder.probe(path).frames());
    return clip;
  }

  /** The frames' places in a file of 128 kbit/s at 44.1 kHz, after the tag frame. */
  private static int[] frameStarts(byte[] song) {
    return IntStream.iterate(
            0, at -> at < song.length, at -> at + FRAME_BYTES + (song[at + 2] >> 1 & 1))
        .skip(1)
        .toArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({
    "stereo44k_cbr,44100,2,26467,.01",
    "mono44k_vbr,44100,1,26467,.01",
    "stereo48k_joint_crc,48000,2,28807,.01",
    "stereo32k_vbr,32000,2,19207,.02",
    "mono22k_abr,22050,1,13237,.02",
    "mono16k_vbr,16000,1,9607,.02",
    "stereo12k_cbr,12000,2,7207,.02",
    "stereo44k_lavf_tags,44100,2,20011,.01"
  })
  void taggedItStartsAndEndsWhereTheSongDid(
      String name, int rate, int channels, int frames, double tolerance) throws IOException {
    Path path = GoldenSongs.resource("mp3/" + name + ".mp3");
    AudioClip clip = decode(path);
    assertEquals(new AudioInfo(AudioFormat.MP3, rate, channels, frames), AudioDecoder.probe(path));
    assertEquals(rate, clip.sampleRate());
    assertEquals(List.of(), clip.warnings());
    double[] song = SongFormulas.tones(rate, frames, channels);
    double error = error(song, clip, 0);
    assertTrue(error < tolerance, "error " + error);
    for (int shift : new int[] {-2, -1, 1, 2}) {
      assertTrue(error(song, clip, shift) > 1.5 * error, "a shift by " + shift + " fits better");
    }
  }

  /** The root mean square of the difference to a song that starts {@code shift} samples later. */
  private static double error(double[] song, AudioClip clip, int shift) {
    double sum = 0;
    int count = 0;
    for (int i = Math.max(0, shift); i < Math.min(song.length, clip.length() + shift); i++) {
      double d = song[i] - clip.sample(i - shift);
      sum += d * d;
      count++;
    }
    return Math.sqrt(sum / count);
  }

  @ParameterizedTest
  @CsvSource({"stereo44k_untagged,44100,2,27648", "mono8k_untagged,8000,1,6336"})
  void untaggedItIsGivenWhole(String name, int rate, int channels, int frames) throws IOException {
    AudioClip clip = decode(GoldenSongs.resource("mp3/" + name + ".mp3"));
    assertEquals(frames, clip.length());
    assertEquals(List.of(), clip.warnings());
    // LAME puts 576 samples in front, any decoder 529.
    double[] song = SongFormulas.tones(rate, frames - 1105, channels);
    assertTrue(error(Arrays.copyOf(song, rate / 2), clip, -1105) < .03);
  }

  @Test
  void agreesWithMpg123() throws IOException {
    float[] reference = Npy.read("mp3/stereo44k_cbr.mpg123.npy").values();
    float[] samples = decode(GoldenSongs.resource(CBR)).toArray();
    assertArrayEquals(reference, Arrays.copyOf(samples, reference.length), 1e-6f);
  }

  @Test
  void passesOverTagsAndBytesInFront() throws IOException {
    AudioClip plain = decode(GoldenSongs.resource(CBR));
    byte[] id3v2 = new byte[10 + 300];
    System.arraycopy(ascii("ID3\4\0\0\0\0\2\54"), 0, id3v2, 0, 10);
    Arrays.fill(id3v2, 20, 300, (byte) 0xff);
    byte[] id3v1 = Arrays.copyOf(ascii("TAGtitle"), 128);
    byte[] ape = Arrays.copyOf(ascii("APETAGEX\0\0\7\0\0\40\0\0\0\0\0\0\0\0\0\0\240"), 64);
    ape[8] = (byte) 0xd0;
    byte[] lyrics = ascii("LYRICSBEGININD0000200000LYRICS200");
    AudioClip tagged = decode(file(id3v2, id3v2, bytes(CBR), lyrics, ape, id3v1));
    assertEquals(plain, tagged);
    assertEquals(List.of(), tagged.warnings());
    assertEquals(List.of(), decode(file(bytes(CBR), new byte[500])).warnings());
    AudioClip late = decode(file(new byte[] {1, 2, -1, -5, 0, 9, 8}, bytes(CBR)));
    assertEquals(plain, late);
    assertEquals(1, late.warnings().size());
  }

  /** Beginnings without an end are stray; the last one's end is found behind those that failed. */
  @Test
  void passesOverLyricsWhoseEndComesLate() throws IOException {
    byte[] song = bytes(CBR);
    int middle = frameStarts(song)[10];
    byte[] head = Arrays.copyOf(song, middle);
    byte[] tail = Arrays.copyOfRange(song, middle, song.length);
    for (int letters : new int[] {1, 13_000, 16_360, 16_384}) {
      Path path =
          file(
              head,
              ascii("LYRICSBEGIN".repeat(21) + "y".repeat(letters) + "LYRICSEND"),
              tail,
              ascii("LYRICSBEGINabcLYRICS200"));
      // A tag begins where one is near enough to its end: less than 16 KiB before it.
      int end = 11 * 21 + letters;
      int tag = Math.max(0, (end - 16_383 + 10) / 11 * 11);
      if (tag > 11 * 20) {
        InputException e = assertThrows(InputException.class, () -> AudioDecoder.decode(path));
        assertTrue(e.reason().contains(end + 9 + " bytes"), e.reason());
        continue;
      }
      AudioClip clip = decode(path);
      assertEquals(decode(GoldenSongs.resource(CBR)), clip);
      assertEquals(tag == 0, clip.warnings().isEmpty(), letters + " letters");
      if (tag > 0) {
        assertTrue(clip.warnings().get(0).reason().startsWith(tag + " bytes"));
      }
    }
  }

  @Test
  void passesOverStrayBytesBetweenFramesAndSaysSo() throws IOException {
    byte[] song = bytes(CBR);
    int middle = frameStarts(song)[10];
    byte[] stray = new byte[99];
    Arrays.fill(stray, (byte) 0x5a);
    AudioClip clip =
        decode(
            file(
                Arrays.copyOf(song, middle), stray, Arrays.copyOfRange(song, middle, song.length)));
    assertEquals(decode(GoldenSongs.resource(CBR)), clip);
    assertTrue(clip.warnings().get(0).reason().contains("99 bytes"));
  }

  @Test
  void refusesMuchOfWhatIsNoMp3() throws IOException {
    byte[] song = bytes(CBR);
    int middle = frameStarts(song)[10];
    byte[] stray = new byte[20_000];
    Arrays.fill(stray, (byte) 0x5a);
    Path path =
        file(Arrays.copyOf(song, middle), stray, Arrays.copyOfRange(song, middle, song.length));
    InputException e = assertThrows(InputException.class, () -> AudioDecoder.decode(path));
    assertTrue(e.reason().contains("20000 bytes"), e.reason());
  }

  @Test
  void cutOffItGivesWhatIsThereWithAWarning() throws IOException {
    byte[] song = bytes(CBR);
    float[] whole = decode(GoldenSongs.resource(CBR)).toArray();
    int[] starts = frameStarts(song);
    for (int cut : new int[] {starts[12], starts[12] + 1, starts[12] + 200}) {
      AudioClip clip = decode(file(Arrays.copyOf(song, cut)));
      assertEquals(12 * 1152 - 1105, clip.length());
      assertArrayEquals(Arrays.copyOf(whole, clip.length()), clip.toArray());
      assertEquals(1, clip.warnings().size());
      assertTrue(clip.warnings().get(0).reason().contains("has 12"), clip.warnings().toString());
    }
  }

  @Test
  void aFrameThatDoesNotDecodeBecomesSilenceOfItsLength() throws IOException {
    byte[] song = bytes(CBR);
    int start = frameStarts(song)[15];
    // Asks for bytes of the frames before it that were never there.
    Arrays.fill(song, start + 4, start + FRAME_BYTES, (byte) 0xff);
    AudioClip clip = decode(file(song));
    assertEquals(FRAMES, clip.length());
    assertTrue(!clip.warnings().isEmpty());
    float[] whole = decode(GoldenSongs.resource(CBR)).toArray();
    int far = 15 * 1152 - 1105 - 1152;
    assertArrayEquals(Arrays.copyOf(whole, far), Arrays.copyOf(clip.toArray(), far));
  }

  @Test
  void severalThreadsDecodeTheSame() throws Exception {
    AudioClip alone = decode(GoldenSongs.resource(CBR));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<AudioClip> task = () -> AudioDecoder.decode(GoldenSongs.resource(CBR));
      for (Future<AudioClip> clip : threads.invokeAll(List.of(task, task, task, task))) {
        assertEquals(alone, clip.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void refusesOtherLayersAndNothing() throws IOException {
    byte[] second = new byte[2000];
    for (int at = 0; at < 2000; at += 417) {
      second[at] = -1;
      second[at + 1] = (byte) 0xfd;
      second[at + 2] = (byte) 0x90;
    }
    Path path = file(second);
    assertThrows(InputException.class, () -> AudioDecoder.decode(path));
    Path tag = file(ascii("ID3\4\0\0\0\0\0\0"));
    assertThrows(InputException.class, () -> AudioDecoder.decode(tag));
  }
}
