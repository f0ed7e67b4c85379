package io.beatweaver.audio.internal;

import io.beatweaver.InputException;
import io.beatweaver.audio.AudioFormat;
import io.beatweaver.audio.internal.mp3.Mp3Frames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** Tells formats by their first bytes. */
public final class AudioSniffer {
  private static final int HEAD = 64;

  private AudioSniffer() {}

  /**
   * @param channel the file; its position is left alone
   * @param name for messages
   * @return the format
   * @throws InputException if it is none that can be read, naming the one that it seems to be
   */
  public static AudioFormat sniff(FileChannel channel, String name) throws IOException {
    if (channel.size() == 0) {
      throw new InputException(name, "", "is empty");
    }
    long start = Id3.end(channel, 0, name);
    ByteBuffer buffer = ByteBuffer.allocate(HEAD);
    while (buffer.hasRemaining() && channel.read(buffer, start + buffer.position()) >= 0) {}
    byte[] head = buffer.array();
    int length = buffer.position();
    if (starts(head, 0, "fLaC")) {
      return AudioFormat.FLAC;
    }
    if (start > 0) {
      return AudioFormat.MP3;
    }
    boolean riff = starts(head, 0, "RIFF") || starts(head, 0, "RF64") || starts(head, 0, "BW64");
    if (riff && starts(head, 8, "WAVE")) {
      return AudioFormat.WAV;
    }
    if (starts(head, 0, "OggS")) {
      int segments = head[26] & 0xff;
      int packet = 27 + segments;
      if (segments == 0 || packet + 8 > length || starts(head, packet, "\1vorbis")) {
        return AudioFormat.OGG_VORBIS;
      }
      throw unsupported(name, oggCodec(head, packet));
    }
    String other = other(head, length);
    if (other == null) {
      // Last, since it takes searching: an MP3 file may begin with anything.
      if (new Mp3Frames(channel, name).findFirst()) {
        return AudioFormat.MP3;
      }
      boolean sync = length > 1 && head[0] == -1 && (head[1] & 0xe0) == 0xe0;
      other = sync ? "MPEG audio of another kind than MP3, or a damaged MP3" : null;
    }
    throw unsupported(name, other);
  }

  private static String oggCodec(byte[] head, int packet) {
    if (starts(head, packet, "OpusHead")) {
      return "Ogg Opus";
    }
    if (starts(head, packet, "\177FLAC")) {
      return "Ogg FLAC";
    }
    return starts(head, packet, "Speex") ? "Ogg Speex" : "an Ogg file that starts without Vorbis";
  }

  private static String other(byte[] head, int length) {
    if (length > 1 && head[0] == (byte) 0xff && (head[1] & 0xf6) == 0xf0) {
      return "AAC";
    }
    if (starts(head, 4, "ftyp")) {
      return "MP4 or M4A";
    }
    if (starts(head, 0, "FORM")) {
      return "AIFF";
    }
    if (starts(head, 0, "RIFX") || starts(head, 0, "RIFF")) {
      return "a RIFF file other than little-endian WAVE";
    }
    if (starts(head, 0, "0&\u00b2u")) {
      return "WMA";
    }
    if (starts(head, 0, "PK\3\4")) {
      return "a zip archive";
    }
    for (int i = 0; i < length; i++) {
      if (head[i] >= 0 && head[i] < ' ' && "\t\r\n\f".indexOf(head[i]) < 0) {
        return null;
      }
    }
    return "text";
  }

  private static InputException unsupported(String name, String what) {
    String taken = "WAV, Ogg Vorbis, MP3 and FLAC are";
    return new InputException(
        name,
        "",
        what == null
            ? "is no audio that can be read; " + taken
            : "seems to be " + what + ", which can't be read; " + taken);
  }

  private static boolean starts(byte[] head, int at, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < wanted.length; i++) {
      if (at + i >= head.length || head[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
