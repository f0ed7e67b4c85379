package io.beatweaver.audio.internal.mp3;

import io.beatweaver.InputException;
import io.beatweaver.audio.AudioFormat;
import io.beatweaver.audio.internal.BlockSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * MP3 of all rates of MPEG 1, 2 and 2.5, layer III, constant or variable bit rate. What a LAME tag
 * says was put in front and behind is cut, with the delay of the decoder.
 */
public final class Mp3Source extends BlockSource {
  /** Samples by which any decoder is late: the filter bank's 481 and the transform's 48. */
  private static final int DECODER_DELAY = 529;

  /**
   * Frames at the start of a file cut out of another may lack up to 511 bytes of frames before
   * them. They are no damage.
   */
  private static final int MAX_COLD_FRAMES = 10;

  /** Damaged frames, runs and bytes are refused if there are more than one in so many. */
  private static final int DAMAGE_SHARE = 100;

  private static final int STRAY_BYTES = 4096;

  private final Mp3Frames frames;
  private final Mp3Decoding decoding;
  private final byte[] frame = new byte[Mp3Frames.room()];
  private final long count;
  private final long start;
  private final long total;
  private long done;
  private long damaged;

  /**
   * Counts the frames.
   *
   * @param channel the file
   * @param name for messages
   */
  public Mp3Source(FileChannel channel, String name) throws IOException {
    super(channel, name, AudioFormat.MP3);
    Mp3Frames ahead = new Mp3Frames(channel, name);
    if (!ahead.findFirst()) {
      throw new InputException(name, "", "holds no MP3 frames");
    }
    int header = ahead.header();
    describe(Mp3Header.sampleRate(header), Mp3Header.channels(header));
    ahead.next();
    ahead.copyTo(frame);
    Mp3Tag tag = Mp3Tag.of(frame, ahead.header());
    long found = tag == null ? 1 : 0;
    while (ahead.next()) {
      found++;
    }
    count = found;
    requireSound(ahead);
    long whole = count * Mp3Header.samples(header);
    boolean asTagged = tag == null || tag.frames() < 0 || tag.frames() == count;
    boolean gapless = tag != null && tag.delay() >= 0;
    start = gapless ? Math.min(whole, tag.delay() + DECODER_DELAY) : 0;
    int padding = gapless && asTagged ? Math.max(0, tag.padding() - DECODER_DELAY) : 0;
    total = Math.max(0, whole - start - padding);
    if (ahead.cut() || !asTagged) {
      warn("byte " + ahead.position(), cutReason(ahead.cut(), asTagged ? -1 : tag.frames()));
    }
    cutStart(start);
    endAfter(start + total);
    frames = new Mp3Frames(channel, name);
    frames.findFirst();
    if (tag != null) {
      frames.next();
    }
    decoding = new Mp3Decoding(Mp3Header.channels(header));
    requireAudio(total);
  }

  private String cutReason(boolean cut, long stated) {
    String what = cut ? "is cut off in the middle of a frame" : "is not as long as it says";
    String tag = stated < 0 ? "" : ": its tag states " + stated + " frames but it has " + count;
    return what + tag + "; these are used";
  }

  private void requireSound(Mp3Frames ahead) throws InputException {
    long bytes = ahead.strayBytes();
    if (bytes == 0) {
      return;
    }
    String what = bytes + " bytes are neither MP3 frames nor tags";
    if (ahead.strayRuns() > 1 + count / DAMAGE_SHARE
        || bytes > STRAY_BYTES + ahead.position() / DAMAGE_SHARE && ahead.strayRuns() > 0) {
      throw new InputException(name(), "", "the file is damaged: " + what);
    }
    warn("", what + "; they are passed over");
  }

  @Override
  public long expectedFrames() {
    return total;
  }

  @Override
  public long count() {
    return total;
  }

  @Override
  protected int nextBlock() throws IOException {
    if (!frames.next()) {
      return -1;
    }
    int samples = Mp3Header.samples(frames.header());
    float[] mono = block(samples);
    Arrays.fill(mono, 0, samples, 0);
    frames.copyTo(frame);
    boolean whole = decoding.decode(frame, Mp3Header.bytes(frames.header()), mono, samples);
    if (!whole) {
      warn("byte " + frames.start(), "a frame doesn't decode; it is silence now");
      damaged += done >= MAX_COLD_FRAMES ? 1 : 0;
      if (damaged > 1 + count / DAMAGE_SHARE) {
        throw new InputException(
            name(), "byte " + frames.start(), "the file is damaged: too many frames don't decode");
      }
    }
    done++;
    return samples;
  }
}
