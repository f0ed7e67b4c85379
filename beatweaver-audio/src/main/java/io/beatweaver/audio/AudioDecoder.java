package io.beatweaver.audio;

import io.beatweaver.InputException;
import io.beatweaver.audio.internal.AudioSniffer;
import io.beatweaver.audio.internal.OggVorbisReader;
import io.beatweaver.audio.internal.WavReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads song files: WAV and Ogg Vorbis, told apart by their first bytes and never by their name.
 *
 * <p>All channels are averaged to one. The file is streamed: beside the mono result (for Ogg twice
 * that, for a moment) only a few hundred kilobytes are held. Thread-safe.
 *
 * <p>What is damaged is refused: an Ogg file with a lost, corrupt or cut page, with a packet that
 * doesn't decode, or a floating-point WAV with a sample that is no number throws {@link
 * InputException}. Two things are taken with a warning in the log, because nothing that is there is
 * wrong: a WAV whose size fields promise more than the file holds (its whole frames are used), and
 * an Ogg stream that ends on a page boundary without its end mark.
 */
public final class AudioDecoder {
  /** The lowest sample rate that is taken. */
  public static final int MIN_SAMPLE_RATE = 2_000;

  /** The highest sample rate that is taken. */
  public static final int MAX_SAMPLE_RATE = 768_000;

  /** The most channels that are taken. */
  public static final int MAX_CHANNELS = 64;

  /** The longest audio that {@link #decode(Path)} takes, in seconds: four hours. */
  public static final double MAX_SECONDS = 4 * 3600;

  private AudioDecoder() {}

  /**
   * Decodes a file of at most {@link #MAX_SECONDS}.
   *
   * @param file a WAV or Ogg Vorbis file
   * @return its audio, mean of all channels, at the file's own rate
   * @throws InputException if the file can't be used, with the reason
   * @throws IOException if the disk fails
   */
  public static AudioClip decode(Path file) throws IOException {
    return decode(file, MAX_SECONDS);
  }

  /**
   * Decodes a file of bounded length.
   *
   * @param file a WAV or Ogg Vorbis file
   * @param maxSeconds longer audio is refused
   * @return its audio, mean of all channels, at the file's own rate
   * @throws InputException if the file can't be used, with the reason
   * @throws IOException if the disk fails
   */
  public static AudioClip decode(Path file, double maxSeconds) throws IOException {
    String name = file.toString();
    try (FileChannel channel = open(file)) {
      return switch (AudioSniffer.sniff(channel, name)) {
        case WAV -> {
          WavReader.Layout layout = WavReader.layout(channel, name);
          requireRate(layout.sampleRate(), layout.channels(), name);
          long most = mostFrames(layout.sampleRate(), maxSeconds);
          if (layout.frames() > most) {
            throw tooLong(name, maxSeconds);
          }
          yield AudioClip.wrap(WavReader.read(channel, layout, name), layout.sampleRate());
        }
        case OGG_VORBIS -> {
          OggVorbisReader reader = new OggVorbisReader(channel, name);
          requireRate(reader.sampleRate(), reader.channels(), name);
          float[] mono = reader.decode(mostFrames(reader.sampleRate(), maxSeconds));
          if (mono == null) {
            throw tooLong(name, maxSeconds);
          }
          yield AudioClip.wrap(mono, reader.sampleRate());
        }
      };
    }
  }

  /**
   * Looks at a file without decoding it. An Ogg file is read to its end, since its exact length
   * stands nowhere else; its pages are checked on the way.
   *
   * @param file a WAV or Ogg Vorbis file
   * @return what it holds
   * @throws InputException if the file can't be used, with the reason
   * @throws IOException if the disk fails
   */
  public static AudioInfo probe(Path file) throws IOException {
    String name = file.toString();
    try (FileChannel channel = open(file)) {
      AudioFormat format = AudioSniffer.sniff(channel, name);
      return switch (format) {
        case WAV -> {
          WavReader.Layout layout = WavReader.layout(channel, name);
          requireRate(layout.sampleRate(), layout.channels(), name);
          yield new AudioInfo(format, layout.sampleRate(), layout.channels(), layout.frames());
        }
        case OGG_VORBIS -> {
          OggVorbisReader reader = new OggVorbisReader(channel, name);
          requireRate(reader.sampleRate(), reader.channels(), name);
          yield new AudioInfo(format, reader.sampleRate(), reader.channels(), reader.countFrames());
        }
      };
    }
  }

  private static FileChannel open(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new InputException(file, "no such file");
    }
    if (Files.isDirectory(file)) {
      throw new InputException(file, "is a folder, not a song file");
    }
    if (!Files.isRegularFile(file)) {
      throw new InputException(file, "is not a regular file");
    }
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  private static void requireRate(int rate, int channels, String name) throws InputException {
    if (rate < MIN_SAMPLE_RATE || rate > MAX_SAMPLE_RATE) {
      throw new InputException(name, "", "its sample rate of " + rate + " Hz is out of range");
    }
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw new InputException(name, "", channels + " channels can't be read");
    }
  }

  private static long mostFrames(int rate, double maxSeconds) {
    return (long) Math.min(Integer.MAX_VALUE - 16, Math.floor(rate * maxSeconds));
  }

  private static InputException tooLong(String name, double maxSeconds) {
    return new InputException(
        name, "", "is longer than the " + Math.round(maxSeconds) + " seconds that are taken");
  }
}
