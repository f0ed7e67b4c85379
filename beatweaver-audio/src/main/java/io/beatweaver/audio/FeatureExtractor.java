package io.beatweaver.audio;

import io.beatweaver.InputException;
import io.beatweaver.audio.internal.Loudness;
import io.beatweaver.audio.internal.Parallel;
import io.beatweaver.grid.BeatGrid;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.IntPredicate;

/**
 * Lays a song on the beat grid: log-mel bands and the onset envelope, one row every 1/16 beat.
 *
 * <p>Row i holds what sounds at {@code tempo.secondsAt(i / 16.0)}, linearly between the two
 * analysis frames around that moment. There are {@code ceil(16 * tempo.beatAt(t))} rows, t being
 * the time of the last frame; none if that is before beat 0.
 *
 * <p>Immutable; may be shared between threads.
 */
public final class FeatureExtractor {
  /** The most rows that are made: four hours at 540 beats a minute. */
  public static final int MAX_ROWS = 1 << 21;

  /** Part of the fingerprint: goes up whenever the same settings give other values. */
  private static final int VERSION = 1;

  /**
   * The share of frames whose onset value may lie above the one that becomes 1. One in a hundred:
   * single bangs don't decide a song's scale.
   */
  private static final double ONSET_TOP_SHARE = 0.01;

  /**
   * The least onset value that becomes 1: a steady noise stays small instead of filling the range.
   */
  private static final float MIN_ONSET_SCALE = 2;

  /** Samples that a file is read by. */
  private static final int BLOCK = 1 << 14;

  private static final int COLUMNS = SongFeatures.COLUMNS;
  private static final int BANDS = SongFeatures.MEL_BANDS;
  private static final MelSettings SETTINGS = MelSettings.DEFAULT;

  private final Parallel parallel;

  /** Works on the calling thread. */
  public FeatureExtractor() {
    parallel = Parallel.NONE;
  }

  /**
   * Works on several ranges of a song at once, in the common pool. The values don't depend on it.
   *
   * @param workers at least 1
   */
  public FeatureExtractor(int workers) {
    parallel = Parallel.of(workers);
  }

  /**
   * Works on several ranges of a song at once. The values don't depend on it.
   *
   * @param workers threads at work at once, the calling one among them, at least 1
   * @param executor runs the others; where it has no thread free the caller does their work
   */
  public FeatureExtractor(int workers, Executor executor) {
    parallel = new Parallel(workers, executor);
  }

  /**
   * The features that models see. Mel values go linearly from -80..0 dB to -1..1. The onset
   * envelope is divided by its 99th percentile over the song (but at least 2 dB), cut at 1 and
   * brought to -1..1 too. Rows before the start or after the end of the audio, and every row of a
   * song without any sound, are {@link SongFeatures#SILENCE}.
   *
   * @param clip the song, at any rate
   * @param tempo where its beats are
   * @return one row every 1/16 beat from beat 0 to the end of the audio
   * @throws IllegalArgumentException if that is more than {@link #MAX_ROWS} rows
   */
  public SongFeatures extract(AudioClip clip, TempoMap tempo) {
    return extract(analyse(clip), tempo);
  }

  /**
   * As {@link #extract(AudioClip, TempoMap)}, of a song that is analysed already.
   *
   * @param song the analysis
   * @param tempo where its beats are
   * @return one row every 1/16 beat from beat 0 to the end of the audio
   * @throws IllegalArgumentException if that is more than {@link #MAX_ROWS} rows
   */
  public SongFeatures extract(SongAnalysis song, TempoMap tempo) {
    float[] values = extractRaw(song, tempo);
    if (!song.isSounding()) {
      Arrays.fill(values, SongFeatures.SILENCE);
      return SongFeatures.wrap(values);
    }
    float scale = onsetScale(song.onsets());
    int rows = values.length / COLUMNS;
    // Time rises with the rows: those outside the audio are at the two ends.
    int first = firstAt(rows, row -> tempo.secondsAt(BeatGrid.beatOf(row)) >= 0);
    int last = firstAt(rows, row -> tempo.secondsAt(BeatGrid.beatOf(row)) > song.seconds());
    Arrays.fill(values, 0, first * COLUMNS, SongFeatures.SILENCE);
    for (int row = first; row < last; row++) {
      int at = row * COLUMNS;
      for (int column = 0; column < BANDS; column++) {
        values[at + column] = values[at + column] / (Loudness.RANGE_DB / 2) + 1;
      }
      values[at + BANDS] = Math.min(1, values[at + BANDS] / scale) * 2 - 1;
    }
    Arrays.fill(values, last * COLUMNS, values.length, SongFeatures.SILENCE);
    return SongFeatures.wrap(values);
  }

  /**
   * The same rows before normalisation: {@value SongFeatures#MEL_BANDS} bands in dB relative to the
   * loudest value of the song (a song without any sound is 0 dB throughout), then the onset
   * envelope in dB. Rows before the start of the audio are -80 dB and 0.
   *
   * @param clip the song, at any rate
   * @param tempo where its beats are
   * @return {@code rows * 81} values, frame-major
   * @throws IllegalArgumentException if there are more than {@link #MAX_ROWS} rows
   */
  public float[] extractRaw(AudioClip clip, TempoMap tempo) {
    return extractRaw(analyse(clip), tempo);
  }

  /**
   * As {@link #extractRaw(AudioClip, TempoMap)}, of a song that is analysed already.
   *
   * @param song the analysis
   * @param tempo where its beats are
   * @return {@code rows * 81} values, frame-major
   * @throws IllegalArgumentException if there are more than {@link #MAX_ROWS} rows
   */
  public float[] extractRaw(SongAnalysis song, TempoMap tempo) {
    float[] values = new float[rows(song, tempo) * COLUMNS];
    extractRaw(song, tempo, values);
    return values;
  }

  /**
   * As {@link #extractRaw(SongAnalysis, TempoMap)}, into an array that the caller keeps: making a
   * new one takes as long as filling it.
   *
   * @param song the analysis
   * @param tempo where its beats are
   * @param target receives {@code rows(song, tempo) * 81} values, frame-major; what is behind them
   *     stays as it is
   * @return the number of rows
   * @throws IllegalArgumentException if there are more than {@link #MAX_ROWS} rows, or more than
   *     the array takes
   */
  public int extractRaw(SongAnalysis song, TempoMap tempo, float[] target) {
    int rows = rows(song, tempo);
    if (target.length < rows * COLUMNS) {
      throw new IllegalArgumentException(
          rows + " rows of " + COLUMNS + " values don't fit into " + target.length);
    }
    align(song, tempo, rows, target);
    return rows;
  }

  /**
   * How many rows a song has on a tempo map.
   *
   * @param song the analysis
   * @param tempo where its beats are
   * @return from 0 to {@link #MAX_ROWS}
   * @throws IllegalArgumentException if there are more
   */
  public int rows(SongAnalysis song, TempoMap tempo) {
    double lastBeat = tempo.beatAt(SETTINGS.secondsOf(song.frames() - 1));
    double rows = Math.ceil(lastBeat * BeatGrid.STEPS_PER_BEAT);
    if (rows > MAX_ROWS) {
      throw new IllegalArgumentException(
          "the tempo makes " + (long) rows + " rows of this song, more than " + MAX_ROWS);
    }
    return (int) Math.max(0, rows);
  }

  /**
   * What a song sounds like before its tempo is known.
   *
   * @param clip the song, at any rate
   * @return its analysis
   */
  public SongAnalysis analyse(AudioClip clip) {
    return SongAnalysis.of(clip, parallel);
  }

  /**
   * What the song of a file sounds like. The samples pass through piece by piece and are not kept:
   * the way for long files.
   *
   * @param file a song file of at most {@link AudioDecoder#MAX_SECONDS}
   * @return its analysis
   * @throws InputException if the file can't be used, with the reason
   * @throws IOException if the disk fails
   */
  public SongAnalysis analyse(Path file) throws IOException {
    try (AudioSource source = AudioDecoder.open(file)) {
      SongAnalyser analyser = new SongAnalyser(source.sampleRate(), parallel);
      float[] block = new float[BLOCK];
      long most = (long) (AudioDecoder.MAX_SECONDS * source.sampleRate());
      long taken = 0;
      for (int count = source.read(block, 0, BLOCK); count > 0; ) {
        taken += count;
        if (taken > most) {
          throw AudioDecoder.tooLong(file, AudioDecoder.MAX_SECONDS);
        }
        analyser.accept(block, 0, count);
        count = source.read(block, 0, BLOCK);
      }
      return analyser.finish(source.warnings());
    }
  }

  /**
   * Everything that decides the values beside the audio and the tempo, for cache keys.
   *
   * @return a short text, the same in every process
   */
  public String fingerprint() {
    return String.format(
        Locale.ROOT,
        "mel-onset-v%d;sr=%d;fft=%d;hop=%d;bands=%d;range=%.0f;onset=%d/%.2f/%.1f;grid=%d",
        VERSION,
        SETTINGS.sampleRate(),
        SETTINGS.nFft(),
        SETTINGS.hop(),
        SETTINGS.bands(),
        Loudness.RANGE_DB,
        OnsetEnvelope.BANDS,
        ONSET_TOP_SHARE,
        MIN_ONSET_SCALE,
        BeatGrid.STEPS_PER_BEAT);
  }

  /**
   * What tells a song file from others, whatever its name.
   *
   * @param file any file
   * @return the SHA-256 of its bytes, 64 lower-case hexadecimal digits
   * @throws InputException if there is no such file
   * @throws IOException if it can't be read
   */
  public static String audioHash(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file, "no such file");
    }
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count; (count = in.read(buffer)) > 0; ) {
        digest.update(buffer, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void align(SongAnalysis song, TempoMap tempo, int rows, float[] values) {
    float[] mel = song.mel();
    float[] onsets = song.onsets();
    int frames = onsets.length;
    double[] anchors = tempo.toArray();
    int anchor = 0;
    for (int row = 0; row < rows; row++) {
      int at = row * COLUMNS;
      double beat = BeatGrid.beatOf(row);
      // As tempo.secondsAt(beat), without a search: beats rise.
      while (anchor + 3 < anchors.length && anchors[anchor + 3] <= beat) {
        anchor += 3;
      }
      double seconds = anchors[anchor + 1] + (beat - anchors[anchor]) * 60 / anchors[anchor + 2];
      if (anchor + 3 < anchors.length) {
        seconds = Math.min(seconds, anchors[anchor + 4]);
      }
      if (seconds < 0) {
        Arrays.fill(values, at, at + BANDS, -Loudness.RANGE_DB);
        values[at + BANDS] = 0;
        continue;
      }
      double place = Math.min(frames - 1, seconds * SETTINGS.sampleRate() / SETTINGS.hop());
      int before = (int) place;
      int after = Math.min(before + 1, frames - 1);
      float part = (float) (place - before);
      for (int column = 0, b = before * BANDS, a = after * BANDS; column < BANDS; column++) {
        float from = mel[b + column];
        values[at + column] = from + part * (mel[a + column] - from);
      }
      float from = onsets[before];
      values[at + BANDS] = from + part * (onsets[after] - from);
    }
  }

  private static int firstAt(int rows, IntPredicate reached) {
    int low = 0;
    int high = rows;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (reached.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static float onsetScale(float[] onsets) {
    float[] sorted = onsets.clone();
    Arrays.sort(sorted);
    int index = (int) Math.ceil((1 - ONSET_TOP_SHARE) * sorted.length) - 1;
    return Math.max(MIN_ONSET_SCALE, sorted[Math.max(0, index)]);
  }
}
