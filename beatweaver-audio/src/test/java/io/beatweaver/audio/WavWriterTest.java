package io.beatweaver.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WavWriterTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8191, 8192, 20_011})
  void theJdkReadsBackWhatWasWritten(int length) throws Exception {
    float[] samples = new float[length];
    short[] expected = new short[length];
    Random random = new Random(length);
    for (int i = 0; i < length; i++) {
      expected[i] = (short) random.nextInt();
      samples[i] = expected[i] / 32768f;
    }
    Path file = folder.resolve("song.wav");
    WavWriter.write(file, samples, 22_050);

    try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
      AudioFormat format = in.getFormat();
      assertEquals(AudioFormat.Encoding.PCM_SIGNED, format.getEncoding());
      assertEquals(22_050, format.getSampleRate());
      assertEquals(1, format.getChannels());
      assertEquals(16, format.getSampleSizeInBits());
      assertEquals(length, in.getFrameLength());
      assertArrayEquals(expected, shorts(in.readAllBytes(), format));
    }
  }

  @Test
  void aClipIsWrittenAsItsSamplesAre() throws Exception {
    Path file = folder.resolve("song.wav");
    WavWriter.write(file, AudioClip.wrap(new float[] {0.5f, -1.5f, 0, -0.25f}, 32_000));
    try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
      assertEquals(32_000, in.getFormat().getSampleRate());
      assertArrayEquals(
          new short[] {16384, -32768, 0, -8192}, shorts(in.readAllBytes(), in.getFormat()));
    }
  }

  @Test
  void whatExceedsFullScaleIsClampedAndNanIsSilence() throws Exception {
    Path file = folder.resolve("song.wav");
    WavWriter.write(file, new float[] {2, -2, 1, -1, Float.NaN, 0.25f / 32768}, 48_000);
    try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
      assertArrayEquals(
          new short[] {32767, -32768, 32767, -32768, 0, 0},
          shorts(in.readAllBytes(), in.getFormat()));
    }
  }

  @Test
  void anOlderFileIsReplacedAndNothingElseIsLeft() throws Exception {
    Path file = folder.resolve("song.wav");
    WavWriter.write(file, new float[1000], 44_100);
    WavWriter.write(file, new float[10], 44_100);
    assertEquals(44 + 20, Files.size(file));
    assertEquals(1, fileCount());
  }

  @Test
  void itsPermissionsAreThoseOfAnyNewFile() throws Exception {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path other = Files.writeString(folder.resolve("other"), "");
    Path file = folder.resolve("song.wav");
    WavWriter.write(file, new float[4], 44_100);
    assertEquals(Files.getPosixFilePermissions(other), Files.getPosixFilePermissions(file));
  }

  @Test
  void aWriteThatFailsLeavesNothingBehind() throws Exception {
    Path taken = Files.createDirectories(folder.resolve("song.wav").resolve("inside"));
    assertThrows(IOException.class, () -> WavWriter.write(taken.getParent(), new float[4], 8000));
    assertEquals(1, fileCount());
    assertThrows(IllegalArgumentException.class, () -> WavWriter.write(taken, new float[4], 0));
  }

  private long fileCount() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private static short[] shorts(byte[] bytes, AudioFormat format) {
    ByteOrder order = format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    short[] values = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(order).asShortBuffer().get(values);
    return values;
  }
}
