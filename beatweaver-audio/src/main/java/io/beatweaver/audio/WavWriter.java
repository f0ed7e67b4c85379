package io.beatweaver.audio;

import io.beatweaver.file.AtomicFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes mono samples as a WAV file of 16-bit PCM.
 *
 * <p>The file appears whole or not at all: it is written beside its place and moved there, over an
 * older file of that name. Safe to call from several threads for different files.
 */
public final class WavWriter {
  private static final int HEADER_BYTES = 44;
  private static final int BYTES_PER_SAMPLE = 2;
  private static final int CHUNK_SAMPLES = 8192;

  /** The size field of a WAV file has 32 bits; most readers take them as signed. */
  private static final int MAX_SAMPLES = (Integer.MAX_VALUE - HEADER_BYTES) / BYTES_PER_SAMPLE;

  private WavWriter() {}

  /**
   * Writes a clip, without a copy of its samples.
   *
   * @param file where; its folder is made if it isn't there
   * @param clip what lies outside of [-1, 1] is clamped
   * @throws IOException if the file can't be written; nothing is left behind then
   * @throws IllegalArgumentException if the samples fill more than 2 GiB
   */
  public static void write(Path file, AudioClip clip) throws IOException {
    write(file, clip.shared(), clip.sampleRate());
  }

  /**
   * Writes a file.
   *
   * @param file where; its folder is made if it isn't there
   * @param mono samples, full scale at -1 and 1; what lies outside is clamped, NaN becomes silence
   * @param sampleRate samples a second, above 0
   * @throws IOException if the file can't be written; nothing is left behind then
   * @throws IllegalArgumentException if the rate is none or the samples fill more than 2 GiB
   */
  public static void write(Path file, float[] mono, int sampleRate) throws IOException {
    if (sampleRate <= 0) {
      throw new IllegalArgumentException("sample rate must be above 0: " + sampleRate);
    }
    if (mono.length > MAX_SAMPLES) {
      throw new IllegalArgumentException(mono.length + " samples are too many for a WAV file");
    }
    AtomicFiles.write(
        file,
        out -> {
          out.write(header(mono.length, sampleRate));
          writeSamples(out, mono);
        });
  }

  private static byte[] header(int samples, int sampleRate) {
    int dataBytes = samples * BYTES_PER_SAMPLE;
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(StandardCharsets.US_ASCII));
    header.putInt(HEADER_BYTES - 8 + dataBytes);
    header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
    header.putInt(16).putShort((short) 1).putShort((short) 1);
    header.putInt(sampleRate).putInt(sampleRate * BYTES_PER_SAMPLE);
    header.putShort((short) BYTES_PER_SAMPLE).putShort((short) (8 * BYTES_PER_SAMPLE));
    header.put("data".getBytes(StandardCharsets.US_ASCII));
    header.putInt(dataBytes);
    return header.array();
  }

  private static void writeSamples(OutputStream out, float[] mono) throws IOException {
    byte[] chunk = new byte[CHUNK_SAMPLES * BYTES_PER_SAMPLE];
    for (int from = 0; from < mono.length; from += CHUNK_SAMPLES) {
      int count = Math.min(CHUNK_SAMPLES, mono.length - from);
      for (int i = 0; i < count; i++) {
        int value = toPcm(mono[from + i]);
        chunk[2 * i] = (byte) value;
        chunk[2 * i + 1] = (byte) (value >> 8);
      }
      out.write(chunk, 0, count * BYTES_PER_SAMPLE);
    }
  }

  /** Scaled by 32768, as decoders divide by; Math.round makes NaN 0. */
  private static int toPcm(float sample) {
    return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample * 32768f)));
  }
}
