package io.beatweaver.benchmarks;

import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.AudioFormat;
import io.beatweaver.audio.WavWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Song files of a wanted length: the packets of a short encoded song again and again, with the
 * positions and checksums of one long stream, since nothing here encodes. Joints are audible, and
 * an Ogg's last position lies a few blocks before its end.
 *
 * <p>As a program: {@code LoopedSong DIR [SECONDS FORMAT]} writes a song, or one of three minutes
 * in each format, for peers. A WAV is always of three minutes.
 */
public final class LoopedSong {
  private static final int RATE = 44_100;
  private static final double CYCLE_SECONDS = 3;
  private static final int OGG_HEADER_PAGES = 2;
  private static final int MP3_TAG_FRAME = 417;

  private LoopedSong() {}

  /**
   * Writes the songs.
   *
   * @param args the folder and, for a single song, its length in seconds and its format
   * @throws IOException if they can't be written
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    if (args.length == 3) {
      write(folder, AudioFormat.valueOf(args[2]), Double.parseDouble(args[1]));
      return;
    }
    for (AudioFormat format : AudioFormat.values()) {
      write(folder, format, Songs.SECONDS);
    }
  }

  static Path write(Path folder, AudioFormat format, double seconds) throws IOException {
    Path file = folder.resolve("looped." + format.extension());
    int cycles = (int) Math.ceil(seconds / CYCLE_SECONDS);
    switch (format) {
      case WAV -> WavWriter.write(file, Songs.clip(0));
      case OGG_VORBIS -> {
        byte[] song = resource("song.ogg");
        // What a cycle gives more than its last position says is heard at the joints.
        long one = AudioDecoder.probe(Files.write(file, ogg(song, 1, 0, false))).frames();
        long two = AudioDecoder.probe(Files.write(file, ogg(song, 2, one, false))).frames();
        Files.write(file, ogg(song, cycles, two - one, true));
      }
      case MP3 -> Files.write(file, mp3(resource("song.mp3"), cycles));
      case FLAC -> Files.write(file, flac(resource("song.flac"), (long) (seconds * RATE)));
    }
    return file;
  }

  private static byte[] resource(String name) {
    try (InputStream in = LoopedSong.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] ogg(byte[] song, int cycles, long cycleFrames, boolean ended) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int audio = 0;
    for (int page = 0; page < OGG_HEADER_PAGES; page++) {
      audio += pageLength(song, audio);
    }
    out.write(song, 0, audio);
    int sequence = OGG_HEADER_PAGES;
    for (int cycle = 0; cycle < cycles; cycle++) {
      for (int at = audio, length; at < song.length; at += length) {
        length = pageLength(song, at);
        byte[] page = Arrays.copyOfRange(song, at, at + length);
        ByteBuffer header = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        boolean end = ended && cycle == cycles - 1 && at + length == song.length;
        page[5] = (byte) (page[5] & 1 | (end ? 4 : 0));
        header.putLong(6, cycle * cycleFrames + header.getLong(6));
        header.putInt(18, sequence++).putInt(22, 0);
        header.putInt(22, crc(page, 0, length, 32, 0x04c11db7));
        out.writeBytes(page);
      }
    }
    return out.toByteArray();
  }

  private static int pageLength(byte[] song, int at) {
    int segments = song[at + 26] & 0xff;
    int length = 27 + segments;
    for (int i = 0; i < segments; i++) {
      length += song[at + 27 + i] & 0xff;
    }
    return length;
  }

  private static byte[] mp3(byte[] song, int cycles) {
    int first = MP3_TAG_FRAME;
    while (song[first] != -1) {
      first++;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int cycle = 0; cycle < cycles; cycle++) {
      out.write(song, first, song.length - first);
    }
    return out.toByteArray();
  }

  /** Repeats the second frame, which is a full one, under the next number. */
  private static byte[] flac(byte[] song, long samples) {
    int start = 4;
    boolean last = false;
    while (!last) {
      last = song[start] < 0;
      start += 4 + (ByteBuffer.wrap(song).getInt(start) & 0xffffff);
    }
    ByteBuffer info = ByteBuffer.wrap(song);
    int block = info.getShort(8) & 0xffff;
    int frames = (int) (samples / block);
    long packed = info.getLong(18);
    info.putLong(18, packed & ~0xfffffffffL | (long) frames * block);
    int from = frame(song, start, 1);
    int to = frame(song, from, 2);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(song, 0, start);
    for (int number = 0; number < frames; number++) {
      byte[] coded = utf8(number);
      int head = 4 + coded.length;
      byte[] frame = new byte[to - from - 1 + coded.length];
      System.arraycopy(song, from, frame, 0, 4);
      System.arraycopy(coded, 0, frame, 4, coded.length);
      frame[head] = (byte) crc(frame, 0, head, 8, 7);
      System.arraycopy(song, from + 6, frame, head + 1, to - from - 6 - 2);
      int sum = crc(frame, 0, frame.length - 2, 16, 0x8005);
      frame[frame.length - 2] = (byte) (sum >> 8);
      frame[frame.length - 1] = (byte) sum;
      out.writeBytes(frame);
    }
    return out.toByteArray();
  }

  private static int frame(byte[] song, int from, int number) {
    int at = from;
    while (song[at] != -1
        || song[at + 1] != (byte) 0xf8
        || song[at + 4] != number
        || song[at + 5] != (byte) crc(song, at, at + 5, 8, 7)) {
      at++;
    }
    return at;
  }

  private static byte[] utf8(int number) {
    return new String(Character.toChars(number)).getBytes(StandardCharsets.UTF_8);
  }

  private static int crc(byte[] bytes, int from, int to, int bits, int polynomial) {
    int crc = 0;
    int shift = 32 - bits;
    for (int i = from; i < to; i++) {
      crc ^= bytes[i] << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc << 1 ^ (crc < 0 ? polynomial << shift : 0);
      }
    }
    return crc >>> shift;
  }
}
