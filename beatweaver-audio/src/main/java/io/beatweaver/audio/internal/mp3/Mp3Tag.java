package io.beatweaver.audio.internal.mp3;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the first frame says about the file if it is a tag frame: Xing's or Info with LAME's
 * extension, or Fraunhofer's VBRI. Such a frame has no audio.
 *
 * @param frames audio frames of the file, -1 if it isn't said
 * @param delay samples that the encoder put in front, -1 if it isn't said
 * @param padding samples that it put behind
 */
record Mp3Tag(long frames, int delay, int padding) {
  private static final int VBRI_OFFSET = 36;

  /** From the end of Xing's fields to the three bytes with delay and padding. */
  private static final int TO_DELAYS = 21;

  /**
   * @param frame a frame with its header
   * @param header the latter
   * @return the tag, or null if the frame is none
   */
  static Mp3Tag of(byte[] frame, int header) {
    int length = Mp3Header.bytes(header);
    if (is(frame, VBRI_OFFSET, "VBRI", length)) {
      return new Mp3Tag(ByteBuffer.wrap(frame).getInt(VBRI_OFFSET + 14) & 0xffffffffL, -1, 0);
    }
    int at = Mp3Header.BYTES + Mp3Header.sideBytes(header);
    if (!is(frame, at, "Xing", length) && !is(frame, at, "Info", length)) {
      return null;
    }
    ByteBuffer fields = ByteBuffer.wrap(frame, 0, length);
    int flags = at + 8 <= length ? fields.getInt(at + 4) : 0;
    at += 8;
    boolean counted = (flags & 1) != 0 && at + 4 <= length;
    long frames = counted ? fields.getInt(at) & 0xffffffffL : -1;
    at += ((flags & 1) + (flags >> 1 & 1) + (flags >> 3 & 1)) * 4 + (flags >> 2 & 1) * 100;
    if (at + TO_DELAYS + 3 > length || !isName(frame, at)) {
      return new Mp3Tag(frames, -1, 0);
    }
    int delays = fields.getInt(at + TO_DELAYS - 1) & 0xffffff;
    return new Mp3Tag(frames, delays >>> 12, delays & 0xfff);
  }

  /** Whether an encoder has written its name here, as LAME and those after its model do. */
  private static boolean isName(byte[] frame, int at) {
    for (int i = 0; i < 4; i++) {
      if (frame[at + i] <= ' ') {
        return false;
      }
    }
    return true;
  }

  private static boolean is(byte[] frame, int at, String magic, int length) {
    return at + 20 <= length && new String(frame, at, 4, StandardCharsets.ISO_8859_1).equals(magic);
  }
}
