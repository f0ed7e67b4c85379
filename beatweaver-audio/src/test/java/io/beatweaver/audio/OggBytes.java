package io.beatweaver.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An Ogg file as its pages, to be changed and put together again with right checksums. */
final class OggBytes {
  final List<byte[]> pages = new ArrayList<>();

  OggBytes(byte[] file) {
    for (int at = 0; at < file.length; ) {
      int segments = file[at + 26] & 0xff;
      int length = 27 + segments;
      for (int i = 0; i < segments; i++) {
        length += file[at + 27 + i] & 0xff;
      }
      pages.add(Arrays.copyOfRange(file, at, at + length));
      at += length;
    }
  }

  int bodyStart(int page) {
    return 27 + (pages.get(page)[26] & 0xff);
  }

  long granule(int page) {
    return little(page).getLong(6);
  }

  void setGranule(int page, long granule) {
    little(page).putLong(6, granule);
  }

  void clearEndMark() {
    pages.get(pages.size() - 1)[5] &= ~4;
  }

  /** The file, checksums computed anew bit by bit (RFC 3533: polynomial 0x04c11db7). */
  byte[] build() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int page = 0; page < pages.size(); page++) {
      little(page).putInt(22, 0);
      int crc = 0;
      for (byte b : pages.get(page)) {
        crc ^= b << 24;
        for (int bit = 0; bit < 8; bit++) {
          crc = crc << 1 ^ (crc < 0 ? 0x04c11db7 : 0);
        }
      }
      little(page).putInt(22, crc);
      out.writeBytes(pages.get(page));
    }
    return out.toByteArray();
  }

  private ByteBuffer little(int page) {
    return ByteBuffer.wrap(pages.get(page)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
