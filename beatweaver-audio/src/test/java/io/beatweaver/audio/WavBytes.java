package io.beatweaver.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Builds wave files byte by byte, right and wrong ones. */
final class WavBytes {
  private final List<byte[]> parts = new ArrayList<>();

  static byte[] format(int tag, int channels, int rate, int bits) {
    ByteBuffer chunk = little(tag == 0xfffe ? 40 : 16);
    int align = channels * ((bits + 7) / 8);
    chunk.putShort((short) tag).putShort((short) channels).putInt(rate).putInt(rate * align);
    chunk.putShort((short) align).putShort((short) bits);
    return chunk.array();
  }

  static byte[] extensible(int tag, int channels, int rate, int bits) {
    ByteBuffer chunk = ByteBuffer.wrap(format(0xfffe, channels, rate, bits));
    chunk.order(ByteOrder.LITTLE_ENDIAN).position(16);
    chunk.putShort((short) 22).putShort((short) bits).putInt(3).putShort((short) tag);
    return chunk.array();
  }

  static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] shorts(int... samples) {
    ByteBuffer data = little(samples.length * 2);
    for (int sample : samples) {
      data.putShort((short) sample);
    }
    return data.array();
  }

  WavBytes chunk(String id, byte[] body) {
    return chunk(id, body.length, body, true);
  }

  WavBytes chunk(String id, int statedSize, byte[] body, boolean padded) {
    ByteBuffer chunk = little(8 + body.length + (padded ? body.length & 1 : 0));
    chunk.put(id.getBytes(StandardCharsets.ISO_8859_1)).putInt(statedSize).put(body);
    parts.add(chunk.array());
    return this;
  }

  byte[] build() {
    return build("RIFF");
  }

  byte[] build(String magic) {
    int size = parts.stream().mapToInt(p -> p.length).sum();
    ByteBuffer file = little(12 + size);
    file.put(magic.getBytes(StandardCharsets.ISO_8859_1)).putInt(4 + size);
    file.put("WAVE".getBytes(StandardCharsets.ISO_8859_1));
    parts.forEach(file::put);
    return file.array();
  }
}
