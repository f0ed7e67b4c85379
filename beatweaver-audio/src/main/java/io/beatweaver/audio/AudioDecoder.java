package io.beatweaver.audio;

import io.beatweaver.InputException;
import io.beatweaver.audio.internal.AudioSniffer;
import io.beatweaver.audio.internal.FileSource;
import io.beatweaver.audio.internal.SampleBuffer;
import io.beatweaver.audio.internal.WavSource;
import io.beatweaver.audio.internal.flac.FlacSource;
import io.beatweaver.audio.internal.mp3.Mp3Source;
import io.beatweaver.audio.internal.vorbis.VorbisSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads song files: WAV, Ogg Vorbis, MP3 and FLAC, told apart by their first bytes and never by
 * their name. All channels are averaged to one. Thread-safe.
 *
 * <p>{@link #decode(Path)} holds the mono result and, beside it, less than a megabyte; {@link
 * #open} holds the latter alone. Nothing larger is allocated on a file's word: lengths that it
 * states beyond what a file of its size can hold are not believed.
 *
 * <p>What is wrong with a file is either passed over and said so, in the warnings of the clip or
 * the source, or refused with an {@link InputException}:
 *
 * <ul>
 *   <li>A file whose end is missing is used up to there, with a warning. If nothing is left, it is
 *       refused.
 *   <li>Damage inside is refused, because the place of all that follows would be a guess: an Ogg
 *       page that is missing or has a wrong checksum, a FLAC frame that has, a Vorbis packet that
 *       is none, a sample that is no number or beyond 2^32.
 *   <li>MP3 has neither checksums nor positions. Bytes between two frames that are no frame are
 *       passed over and a frame that doesn't decode becomes silence of its length, both with a
 *       warning; if that is more than one frame in a hundred, the file is refused.
 * </ul>
 *
 * <p>Length and start are exact where the format says them: always in WAV, FLAC and Ogg. In MP3
 * what encoder and decoder put in front and behind is cut where a LAME tag says how much it is;
 * without one the whole file is given as it decodes, which is about 25 ms later than what went into
 * the encoder.
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
   * @param file a song file
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
   * @param file a song file
   * @param maxSeconds longer audio is refused
   * @return its audio, mean of all channels, at the file's own rate
   * @throws InputException if the file can't be used, with the reason
   * @throws IOException if the disk fails
   */
  public static AudioClip decode(Path file, double maxSeconds) throws IOException {
    try (FileSource source = source(file)) {
      long most = (long) Math.min(Integer.MAX_VALUE - 16, source.sampleRate() * maxSeconds);
      long expected = source.expectedFrames();
      if (expected > most && believable(file, expected)) {
        throw tooLong(file, maxSeconds);
      }
      int atOnce = believable(file, expected) ? (int) Math.max(0, expected) : 0;
      float[] mono = SampleBuffer.readAll(source, atOnce, most);
      if (mono == null) {
        throw tooLong(file, maxSeconds);
      }
      return AudioClip.of(mono, source);
    }
  }

  /** Whether a file of this size can hold so much: speech at a few kbit/s has this many a byte. */
  private static boolean believable(Path file, long frames) throws IOException {
    return frames <= 32 * Files.size(file);
  }

  /**
   * Opens a file for reading it in pieces, of any length.
   *
   * @param file a song file
   * @return its samples, to be closed by the caller
   * @throws InputException if the file can't be used, with the reason
   * @throws IOException if the disk fails
   */
  public static AudioSource open(Path file) throws IOException {
    return source(file);
  }

  /**
   * Which format a file is, by its content.
   *
   * @param file a song file
   * @return its format
   * @throws InputException if the file can't be used, with the reason
   * @throws IOException if the disk fails
   */
  public static AudioFormat format(Path file) throws IOException {
    try (FileSource source = source(file)) {
      return source.format();
    }
  }

  /**
   * Looks at a file without keeping its samples. An Ogg or MP3 file is read to its end and a FLAC
   * file decoded, since their exact length stands nowhere else.
   *
   * @param file a song file
   * @return what it holds
   * @throws InputException if the file can't be used, with the reason
   * @throws IOException if the disk fails
   */
  public static AudioInfo probe(Path file) throws IOException {
    try (FileSource source = source(file)) {
      long frames = source.count();
      return new AudioInfo(
          source.format(), source.sampleRate(), source.channels(), frames, source.warnings());
    }
  }

  private static FileSource source(Path file) throws IOException {
    String name = file.toString();
    FileChannel channel = open(file, name);
    boolean opened = false;
    try {
      FileSource source =
          switch (AudioSniffer.sniff(channel, name)) {
            case WAV -> new WavSource(channel, name);
            case OGG_VORBIS -> new VorbisSource(channel, name);
            case MP3 -> new Mp3Source(channel, name);
            case FLAC -> new FlacSource(channel, name);
          };
      opened = true;
      return source;
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }

  private static FileChannel open(Path file, String name) throws IOException {
    if (!Files.exists(file)) {
      throw new InputException(name, "", "no such file");
    }
    if (Files.isDirectory(file)) {
      throw new InputException(name, "", "is a folder, not a song file");
    }
    if (!Files.isRegularFile(file)) {
      throw new InputException(name, "", "is not a regular file");
    }
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  static InputException tooLong(Path file, double maxSeconds) {
    return new InputException(
        file, "is longer than the " + Math.round(maxSeconds) + " seconds that are taken");
  }
}
