package io.beatweaver.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlacDecodingTest {
  private static final int FRAMES = 2503;
  private static final int BLOCK = 1152;

  @TempDir Path folder;

  private static byte[] stereo() throws IOException {
    return Files.readAllBytes(GoldenSongs.resource("flac/stereo44k_16.flac"));
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("song.mp3"), bytes);
  }

  private static AudioClip decode(Path path) throws IOException {
    AudioClip clip = AudioDecoder.decode(path);
    assertEquals(clip.length(), AudioDecoder.probe(path).frames());
    return clip;
  }

  private static float[] expected(int channels, int bits) {
    double[] steps = SongFormulas.steps(FRAMES, channels, bits);
    float[] floats = new float[FRAMES];
    for (int i = 0; i < FRAMES; i++) {
      floats[i] = (float) steps[i];
    }
    return floats;
  }

  /** Where the frames begin. */
  private static int[] frames(byte[] song) {
    int[] starts = new int[3];
    int found = 0;
    for (int at = 42; at < song.length - 5 && found < 3; at++) {
      if (song[at] == -1 && song[at + 1] == (byte) 0xf8 && song[at + 4] == found) {
        starts[found++] = at;
      }
    }
    assertEquals(3, found);
    return starts;
  }

  @ParameterizedTest
  @CsvSource({
    "mono44k_8,44100,1,8",
    "stereo44k_16,44100,2,16",
    "stereo192k_24,192000,2,24",
    "six48k_16,48000,6,16",
    "mono8k_16,8000,1,16",
    "stereo44k_16_unknown_length,44100,2,16"
  })
  void isExactlyWhatWasEncoded(String name, int rate, int channels, int bits) throws IOException {
    Path path = GoldenSongs.resource("flac/" + name + ".flac");
    AudioClip clip = decode(path);
    assertEquals(new AudioInfo(AudioFormat.FLAC, rate, channels, FRAMES), AudioDecoder.probe(path));
    assertEquals(rate, clip.sampleRate());
    assertEquals(List.of(), clip.warnings());
    assertArrayEquals(expected(channels, bits), clip.toArray(), channels > 2 ? 2e-8f : 0);
  }

  @Test
  void passesOverTagsAtBothEnds() throws IOException {
    byte[] id3 = "ID3\4\0\0\0\0\0\3abc".getBytes(StandardCharsets.ISO_8859_1);
    byte[] unknown =
        Files.readAllBytes(GoldenSongs.resource("flac/stereo44k_16_unknown_length.flac"));
    for (byte[] song : List.of(stereo(), unknown)) {
      byte[] tagged = Arrays.copyOf(id3, id3.length + song.length + 128);
      System.arraycopy(song, 0, tagged, id3.length, song.length);
      System.arraycopy(
          "TAG".getBytes(StandardCharsets.ISO_8859_1), 0, tagged, id3.length + song.length, 3);
      assertArrayEquals(expected(2, 16), decode(file(tagged)).toArray());
    }
  }

  /** Empty padding behind the stream info, of more blocks and more tags than any tool writes. */
  @Test
  void takesAThousandTagsAndAThousandHeadersAndNoMore() throws IOException {
    byte[] song = stereo();
    for (boolean more : new boolean[] {false, true}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] tag = "ID3\4\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
      for (int i = 0; i < (more ? 1001 : 1000); i++) {
        out.writeBytes(tag);
      }
      out.writeBytes(song);
      byte[] tagged = out.toByteArray();
      out.reset();
      out.write(song, 0, 42);
      // The song has three headers of its own.
      int empty = more ? 998 : 997;
      for (int i = 0; i < empty; i++) {
        out.writeBytes(new byte[] {1, 0, 0, 0});
      }
      out.write(song, 42, song.length - 42);
      for (byte[] bytes : List.of(tagged, out.toByteArray())) {
        Path path = file(bytes);
        if (more) {
          InputException e = assertThrows(InputException.class, () -> AudioDecoder.decode(path));
          assertTrue(e.reason().contains("more than 1000"), e.reason());
        } else {
          assertArrayEquals(expected(2, 16), decode(path).toArray());
        }
      }
    }
  }

  @Test
  void cutOffItGivesWhatIsThereWithAWarning() throws IOException {
    byte[] song = stereo();
    int[] frames = frames(song);
    float[] whole = expected(2, 16);
    for (int cut = frames[1]; cut < song.length; cut += 61) {
      AudioClip clip = decode(file(Arrays.copyOf(song, cut)));
      assertEquals(cut < frames[2] ? BLOCK : 2 * BLOCK, clip.length());
      assertArrayEquals(Arrays.copyOf(whole, clip.length()), clip.toArray());
      assertEquals(1, clip.warnings().size());
      assertTrue(clip.warnings().get(0).reason().contains("cut off after " + clip.length()));
    }
    for (int cut = 0; cut < frames[1]; cut += 61) {
      Path path = file(Arrays.copyOf(song, cut));
      assertThrows(InputException.class, () -> AudioDecoder.decode(path));
    }
  }

  @Test
  void refusesAnyFlippedBitOfAFrame() throws IOException {
    byte[] song = stereo();
    int first = frames(song)[0];
    for (int at = first; at < song.length; at += 7) {
      byte[] bytes = song.clone();
      bytes[at] ^= (byte) (1 << at % 8);
      Path path = file(bytes);
      InputException e =
          assertThrows(InputException.class, () -> AudioDecoder.decode(path), "" + at);
      assertTrue(!e.place().isEmpty());
    }
  }

  @Test
  void refusesALostFrame() throws IOException {
    byte[] song = stereo();
    int[] frames = frames(song);
    byte[] bytes = Arrays.copyOf(song, song.length - (frames[2] - frames[1]));
    System.arraycopy(song, frames[2], bytes, frames[1], song.length - frames[2]);
    Path path = file(bytes);
    InputException e = assertThrows(InputException.class, () -> AudioDecoder.decode(path));
    assertTrue(e.reason().contains("missing"), e.reason());
  }

  @ParameterizedTest
  @ValueSource(ints = {BLOCK, BLOCK - 1, 2 * BLOCK - 7})
  void saysThatThereIsMoreThanTheHeaderStates(int stated) throws IOException {
    byte[] song = stereo();
    ByteBuffer.wrap(song).putInt(22, stated);
    AudioClip clip = decode(file(song));
    assertArrayEquals(Arrays.copyOf(expected(2, 16), stated), clip.toArray());
    assertEquals(1, clip.warnings().size());
    assertTrue(clip.warnings().get(0).reason().startsWith("goes on behind the " + stated));
  }

  @Test
  void aClaimOfLengthAllocatesNothing() throws IOException {
    byte[] song = stereo();
    for (int at = 22; at < 26; at++) {
      song[at] = -1;
    }
    AudioClip clip = decode(file(song));
    assertArrayEquals(expected(2, 16), clip.toArray());
    assertEquals(1, clip.warnings().size());
  }
}
