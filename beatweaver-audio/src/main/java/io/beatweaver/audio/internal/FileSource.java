package io.beatweaver.audio.internal;

import io.beatweaver.InputException;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.AudioFormat;
import io.beatweaver.audio.AudioSource;
import io.beatweaver.level.ReadWarning;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What the decoders of all formats share: limits, the check for sane samples, warnings. */
public abstract class FileSource implements AudioSource {
  private static final int MAX_WARNINGS = 20;

  /**
   * Floats may be scaled as 32-bit integers are. Of larger ones filters and powers could overflow,
   * and what comes of that would pass for silence.
   */
  private static final float MAX_SAMPLE = 0x1p32f;

  private final FileChannel channel;
  private final String name;
  private final AudioFormat format;
  private final List<ReadWarning> warnings = new ArrayList<>();
  private int sampleRate;
  private int channels;
  private long unlisted;
  private long given;
  private boolean over;

  /**
   * @param channel the file, closed with this source
   * @param name for messages
   */
  protected FileSource(FileChannel channel, String name, AudioFormat format) {
    this.channel = channel;
    this.name = name;
    this.format = format;
  }

  /** Sets what the header says, within the limits of {@link AudioDecoder}. */
  protected final void describe(int rate, int channelCount) throws InputException {
    if (rate < AudioDecoder.MIN_SAMPLE_RATE || rate > AudioDecoder.MAX_SAMPLE_RATE) {
      throw new InputException(name, "", "its sample rate of " + rate + " Hz is out of range");
    }
    if (channelCount < 1 || channelCount > AudioDecoder.MAX_CHANNELS) {
      throw new InputException(name, "", channelCount + " channels can't be read");
    }
    sampleRate = rate;
    channels = channelCount;
  }

  /**
   * Decodes.
   *
   * @return the samples written, at least 1, or -1 at the end
   */
  protected abstract int fill(float[] mono, int offset, int length) throws IOException;

  /**
   * Counts the frames that reading gives, and collects the same warnings. For a source that was not
   * read from; nothing can be read afterwards.
   *
   * @return above 0
   * @throws InputException as reading does, so far as it is noticed without the samples
   */
  public abstract long count() throws IOException;

  @Override
  public final int read(float[] mono, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, mono.length);
    if (length == 0) {
      throw new IllegalArgumentException("nothing to read into");
    }
    int count = over ? -1 : fill(mono, offset, length);
    if (count < 0) {
      over = true;
      requireAudio(given);
      return -1;
    }
    for (int i = offset; i < offset + count; i++) {
      if (!(Math.abs(mono[i]) <= MAX_SAMPLE)) {
        String what = Float.isFinite(mono[i]) ? "is far too loud" : "is no finite number";
        throw new InputException(name, "frame " + (given + i - offset), "the sample " + what);
      }
    }
    given += count;
    return count;
  }

  /** Refuses a file without any audio. */
  protected final void requireAudio(long frames) throws InputException {
    if (frames <= 0) {
      throw new InputException(name, "", "holds no audio");
    }
  }

  /** Notes what is wrong; the first {@value #MAX_WARNINGS} are kept, the others counted. */
  protected final void warn(String place, String reason) {
    if (warnings.size() < MAX_WARNINGS) {
      warnings.add(new ReadWarning(name, place, reason));
    } else {
      unlisted++;
    }
  }

  protected final FileChannel channel() {
    return channel;
  }

  protected final String name() {
    return name;
  }

  @Override
  public final AudioFormat format() {
    return format;
  }

  @Override
  public final int sampleRate() {
    return sampleRate;
  }

  @Override
  public final int channels() {
    return channels;
  }

  @Override
  public final List<ReadWarning> warnings() {
    if (unlisted == 0) {
      return List.copyOf(warnings);
    }
    List<ReadWarning> all = new ArrayList<>(warnings);
    all.add(new ReadWarning(name, "", "more was passed over than is listed", unlisted));
    return List.copyOf(all);
  }

  @Override
  public final void close() throws IOException {
    channel.close();
  }
}
