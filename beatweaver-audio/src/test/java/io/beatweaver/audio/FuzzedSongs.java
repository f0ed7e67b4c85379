package io.beatweaver.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Songs with damage, with their checksums made right again in half of the cases. */
final class FuzzedSongs {
  static final List<String> NAMES =
      List.of(
          "ogg/stereo44k.ogg",
          "ogg/mono48k.ogg",
          "ogg/surround6.ogg",
          "mp3/stereo44k_cbr.mp3",
          "mp3/stereo48k_joint_crc.mp3",
          "mp3/mono8k_untagged.mp3",
          "mp3/stereo44k_lavf_tags.mp3",
          "flac/stereo44k_16.flac",
          "flac/stereo192k_24.flac",
          "flac/stereo44k_16_unknown_length.flac",
          "golden/short600.wav",
          "golden/stereo44k_24bit.wav");

  private static final int[] EXTREMES = {0, 1, -1, 0x7f, 0x80, 0x7fffffff, 0x80000000, 0xffff};

  private FuzzedSongs() {}

  /** A song, damaged as chance will have it. */
  static byte[] of(String name, Random random) throws IOException {
    byte[] song = Files.readAllBytes(GoldenSongs.resource(name));
    if (song.length > 1 << 16) {
      song = Arrays.copyOf(song, 1 << 16);
    }
    boolean repaired = random.nextBoolean();
    if (repaired && name.endsWith(".ogg")) {
      OggBytes ogg = new OggBytes(song);
      int page = random.nextInt(ogg.pages.size());
      byte[] bytes = ogg.pages.get(page);
      int from = random.nextInt(8) == 0 ? 4 : ogg.bodyStart(page);
      damage(bytes, from, bytes.length, random);
      return ogg.build();
    }
    if (repaired && name.endsWith(".flac")) {
      return damagedFlac(song, random);
    }
    for (int times = random.nextInt(3); times >= 0; times--) {
      // Half of them where the headers are.
      int end = random.nextBoolean() ? Math.min(song.length, 300) : song.length;
      damage(song, 0, end, random);
    }
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(song, random.nextInt(song.length + 1));
      case 1 -> splice(song, random);
      case 2 -> insert(song, random);
      default -> song;
    };
  }

  private static void damage(byte[] bytes, int from, int end, Random random) {
    if (end - from < 9) {
      return;
    }
    int at = from + random.nextInt(end - from - 8);
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt();
      case 2 -> ByteBuffer.wrap(bytes).putInt(at, EXTREMES[random.nextInt(EXTREMES.length)]);
      default -> {
        int run = 1 + random.nextInt(Math.min(200, end - at));
        for (int i = 0; i < run; i++) {
          bytes[at + i] = (byte) random.nextInt();
        }
      }
    }
  }

  /** Puts a part of the song over another. */
  private static byte[] splice(byte[] song, Random random) {
    int length = random.nextInt(song.length / 2);
    int from = random.nextInt(song.length - length);
    int to = random.nextInt(song.length - length);
    byte[] out = song.clone();
    System.arraycopy(song, from, out, to, length);
    return out;
  }

  /** Puts a part of the song in at another place, so that everything after it moves. */
  private static byte[] insert(byte[] song, Random random) {
    int length = random.nextInt(600);
    int from = random.nextInt(Math.max(1, song.length - length));
    int at = random.nextInt(song.length);
    byte[] out = Arrays.copyOf(song, song.length + length);
    System.arraycopy(song, at, out, at + length, song.length - at);
    System.arraycopy(song, from, out, at, Math.min(length, song.length - from));
    return out;
  }

  private static byte[] damagedFlac(byte[] song, Random random) {
    int start = 4;
    boolean last = false;
    while (!last) {
      last = song[start] < 0;
      start += 4 + (ByteBuffer.wrap(song).getInt(start) & 0xffffff);
    }
    int end = start + 8;
    while (end < song.length
        && !(song[end] == -1 && song[end + 1] == (byte) 0xf8 && song[end + 4] == 1)) {
      end++;
    }
    // Of a frame's header the sizes and rates are damaged now and then, else what comes after it.
    int header = 6;
    while (crc(song, start, start + header, 8, 7) != (song[start + header] & 0xff)) {
      header++;
    }
    if (random.nextInt(6) == 0) {
      song[start + 2 + random.nextInt(2)] = (byte) random.nextInt();
    } else {
      int from = start + header + 1;
      damage(song, from, random.nextBoolean() ? Math.min(end, from + 40) : end - 2, random);
    }
    song[start + header] = (byte) crc(song, start, start + header, 8, 7);
    int sum = crc(song, start, end - 2, 16, 0x8005);
    song[end - 2] = (byte) (sum >> 8);
    song[end - 1] = (byte) sum;
    return song;
  }

  private static int crc(byte[] bytes, int from, int to, int bits, int polynomial) {
    int crc = 0;
    for (int i = from; i < to; i++) {
      crc ^= (bytes[i] & 0xff) << (bits - 8);
      for (int bit = 0; bit < 8; bit++) {
        crc = crc << 1 ^ ((crc >> (bits - 1) & 1) == 1 ? polynomial : 0);
      }
      crc &= (1 << bits) - 1;
    }
    return crc;
  }
}
