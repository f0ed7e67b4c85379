package io.beatweaver.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavDecodingTest {
  private static final int PCM = 1;
  private static final int FLOAT = 3;

  @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("song.wav"), bytes);
  }

  private float[] decode(byte[] bytes) throws IOException {
    return AudioDecoder.decode(file(bytes)).toArray();
  }

  private String refusal(byte[] bytes) throws IOException {
    Path path = file(bytes);
    InputException e = assertThrows(InputException.class, () -> AudioDecoder.decode(path));
    assertEquals(path.toString(), e.file());
    assertThrows(InputException.class, () -> AudioDecoder.probe(path));
    return e.reason();
  }

  private static byte[] wav(byte[] format, byte[] data) {
    return new WavBytes().chunk("fmt ", format).chunk("data", data).build();
  }

  /** -1, 0, 0.5 and the smallest step below zero, in every integer width. */
  @ParameterizedTest
  @CsvSource({"8,0 128 192 127", "16,-32768 0 16384 -1", "24,-8388608 0 4194304 -1"})
  void readsIntegers(int bits, String values) throws IOException {
    int[] samples = Arrays.stream(values.split(" ")).mapToInt(Integer::parseInt).toArray();
    ByteBuffer data = WavBytes.little(samples.length * bits / 8);
    for (int sample : samples) {
      for (int shift = 0; shift < bits; shift += 8) {
        data.put((byte) (sample >> shift));
      }
    }
    float step = (float) Math.pow(2, 1 - bits);
    float[] expected = {-1, 0, .5f, -step};
    assertArrayEquals(expected, decode(wav(WavBytes.format(PCM, 1, 8000, bits), data.array())));
    assertArrayEquals(expected, decode(wav(WavBytes.extensible(PCM, 1, 8000, bits), data.array())));
  }

  @Test
  void reads32BitIntegers() throws IOException {
    byte[] data =
        WavBytes.little(12).putInt(Integer.MIN_VALUE).putInt(1 << 30).putInt(-256).array();
    float[] expected = {-1, .5f, -256f / 2147483648f};
    assertArrayEquals(expected, decode(wav(WavBytes.format(PCM, 1, 8000, 32), data)));
  }

  @Test
  void readsFloatsOfBothWidths() throws IOException {
    float[] expected = {.25f, -1.5f};
    byte[] single = WavBytes.little(8).putFloat(.25f).putFloat(-1.5f).array();
    byte[] twice = WavBytes.little(16).putDouble(.25).putDouble(-1.5).array();
    assertArrayEquals(expected, decode(wav(WavBytes.format(FLOAT, 1, 8000, 32), single)));
    assertArrayEquals(expected, decode(wav(WavBytes.format(FLOAT, 1, 8000, 64), twice)));
    assertArrayEquals(expected, decode(wav(WavBytes.extensible(FLOAT, 1, 8000, 32), single)));
  }

  @Test
  void averagesChannels() throws IOException {
    byte[] data = WavBytes.shorts(16384, -16384, 0, 32767, 3, 4, -32768, -32768, -32768);
    assertArrayEquals(
        new float[] {0, 32774f / 3 / 32768, -1},
        decode(wav(WavBytes.format(PCM, 3, 8000, 16), data)),
        1e-7f);
  }

  @Test
  void readsMoreThanOneBufferOfFrames() throws IOException {
    int[] samples = new Random(5).ints(3 * 70_001, -32768, 32768).toArray();
    float[] expected = new float[70_001];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = (samples[3 * i] + samples[3 * i + 1] + samples[3 * i + 2]) / 32768f / 3f;
    }
    byte[] bytes = wav(WavBytes.format(PCM, 3, 44100, 16), WavBytes.shorts(samples));
    assertArrayEquals(expected, decode(bytes), 1e-7f);
  }

  @Test
  void takesChunksInAnyOrderAndOddOnesWithPadding() throws IOException {
    byte[] bytes =
        new WavBytes()
            .chunk("LIST", new byte[7])
            .chunk("data", WavBytes.shorts(16384, 8192))
            .chunk("junk", new byte[3])
            .chunk("fmt ", WavBytes.format(PCM, 1, 22050, 16))
            .build();
    assertArrayEquals(new float[] {.5f, .25f}, decode(bytes));
    AudioInfo info = AudioDecoder.probe(file(bytes));
    assertEquals(new AudioInfo(AudioFormat.WAV, 22050, 1, 2), info);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MAX_VALUE, 1000, 5})
  void boundsTheDataByTheFile(int statedSize) throws IOException {
    byte[] bytes =
        new WavBytes()
            .chunk("fmt ", WavBytes.format(PCM, 1, 22050, 16))
            .chunk("data", statedSize, new byte[] {0, 64, 0, 32, 9}, false)
            .build();
    assertArrayEquals(new float[] {.5f, .25f}, decode(bytes));
  }

  @Test
  void readsRf64() throws IOException {
    byte[] sizes = WavBytes.little(28).putLong(100).putLong(4).putLong(2).array();
    byte[] bytes =
        new WavBytes()
            .chunk("ds64", sizes)
            .chunk("fmt ", WavBytes.format(PCM, 1, 22050, 16))
            .chunk("data", -1, WavBytes.shorts(16384, 8192, 1, 2), true)
            .build("RF64");
    assertArrayEquals(new float[] {.5f, .25f}, decode(bytes));
  }

  @Test
  void readsTheGoldenFiles() throws IOException {
    AudioInfo info = AudioDecoder.probe(GoldenSongs.resource("golden/stereo44k_24bit.wav"));
    assertEquals(new AudioInfo(AudioFormat.WAV, 44100, 2, 48510), info);
    assertEquals(1.1, info.seconds(), 1e-9);
    AudioClip clip = GoldenSongs.decode("stereo44k_24bit");
    assertEquals(48510, clip.length());
    assertEquals(44100, clip.sampleRate());
    assertEquals(72_000, GoldenSongs.decode("mono48k_float").length());
  }

  @Test
  void refusesWhatItCannotRead() throws IOException {
    byte[] data = WavBytes.shorts(1, 2, 3, 4);
    assertTrue(refusal(wav(WavBytes.format(0x11, 1, 8000, 4), data)).contains("0x11"));
    assertTrue(refusal(wav(WavBytes.format(PCM, 1, 8000, 12 * 8), data)).contains("96-bit"));
    assertTrue(refusal(wav(WavBytes.format(FLOAT, 1, 8000, 16), data)).contains("16-bit float"));
    assertTrue(refusal(wav(WavBytes.format(PCM, 0, 8000, 16), data)).contains("0 channels"));
    assertTrue(refusal(wav(WavBytes.format(PCM, 1, 0, 16), data)).contains("0 Hz"));
    assertTrue(refusal(wav(WavBytes.format(PCM, 1, -5, 16), data)).contains("-5 Hz"));
    assertTrue(refusal(wav(WavBytes.format(PCM, 200, 8000, 8), new byte[400])).contains("200"));
    assertTrue(refusal(wav(WavBytes.format(PCM, 1, 8000, 16), new byte[0])).contains("no audio"));
    assertTrue(refusal(new WavBytes().chunk("data", data).build()).contains("format chunk"));
    assertTrue(
        refusal(new WavBytes().chunk("fmt ", WavBytes.format(PCM, 1, 8000, 16)).build())
            .contains("data chunk"));
  }

  @Test
  void refusesSamplesThatAreNoNumbers() throws IOException {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -Float.MAX_VALUE, 0x1p33f}) {
      byte[] data = WavBytes.little(12).putFloat(0).putFloat(bad).putFloat(0).array();
      Path path = file(wav(WavBytes.format(FLOAT, 1, 8000, 32), data));
      InputException e = assertThrows(InputException.class, () -> AudioDecoder.decode(path));
      assertEquals("frame 1", e.place());
    }
  }

  @Test
  void refusesAudioThatIsTooLong() throws IOException {
    byte[] data = new byte[2 * 8000 * 2];
    Path path = file(wav(WavBytes.format(PCM, 1, 8000, 16), data));
    assertEquals(16_000, AudioDecoder.decode(path, 2).length());
    assertThrows(InputException.class, () -> AudioDecoder.decode(path, 1.99));
  }

  @Test
  void aSecondDataChunkIsSaidNotToBeUsed() throws IOException {
    byte[] format = WavBytes.format(PCM, 1, 8000, 16);
    byte[] bytes =
        new WavBytes()
            .chunk("fmt ", format)
            .chunk("data", WavBytes.shorts(1, 2, 3))
            .chunk("LIST", new byte[4])
            .chunk("data", WavBytes.shorts(4, 5))
            .chunk("fmt ", WavBytes.format(PCM, 2, 44100, 8))
            .build();
    AudioClip clip = AudioDecoder.decode(file(bytes));
    assertEquals(3, clip.length());
    assertEquals(8000, clip.sampleRate());
    assertEquals(1, clip.warnings().size());
    assertEquals("byte 62", clip.warnings().get(0).place());
  }

  @Test
  void truncatedAnywhereItIsAClipOrRefused() throws IOException {
    byte[] whole =
        new WavBytes()
            .chunk("LIST", new byte[5])
            .chunk("fmt ", WavBytes.extensible(PCM, 2, 8000, 16))
            .chunk("data", WavBytes.shorts(1, 2, 3, 4, 5, 6, 7, 8))
            .build();
    int clips = 0;
    for (int length = 0; length < whole.length; length++) {
      Path path = file(Arrays.copyOf(whole, length));
      try {
        AudioClip clip = AudioDecoder.decode(path);
        assertEquals(length == whole.length ? 0 : 1, clip.warnings().size());
        int audioBytes = length - (whole.length - 16);
        assertEquals(audioBytes / 4, clip.length());
        clips++;
      } catch (InputException e) {
        assertTrue(length < whole.length - 12, "refused at " + length);
      }
    }
    assertEquals(12, clips);
  }

  @Test
  void mutatedItIsAClipOrRefused() throws IOException {
    byte[] whole = wav(WavBytes.extensible(PCM, 2, 8000, 16), WavBytes.shorts(1, 2, 3, 4, 5, 6));
    Random random = new Random(11);
    int clips = 0;
    for (int round = 0; round < 500; round++) {
      byte[] bytes = whole.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Path path = file(bytes);
      try {
        assertTrue(AudioDecoder.decode(path).length() <= 12);
        clips++;
      } catch (InputException e) {
        assertTrue(!e.reason().isEmpty());
      }
    }
    assertTrue(clips > 50 && clips < 500, "clips: " + clips);
  }
}
