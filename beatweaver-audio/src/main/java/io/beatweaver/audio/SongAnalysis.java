package io.beatweaver.audio;

import io.beatweaver.audio.internal.MelBank;
import io.beatweaver.audio.internal.Parallel;
import io.beatweaver.level.ReadWarning;
import java.util.List;

/**
 * What one short-time Fourier transform tells of a song, before its tempo is known: mel bands and
 * the onset envelope at the frames of {@link MelSettings#DEFAULT}. Features on any tempo map are
 * made of it by {@link FeatureExtractor} without a further transform, and the tempo can be found in
 * it. Immutable; may be shared between threads.
 */
public final class SongAnalysis {
  private final float[] mel;
  private final float[] onsets;
  private final float[] onsetBands;
  private final boolean sounding;
  private final double seconds;
  private final List<ReadWarning> warnings;

  SongAnalysis(
      float[] mel,
      float[] onsets,
      float[] onsetBands,
      boolean sounding,
      double seconds,
      List<ReadWarning> warnings) {
    this.mel = mel;
    this.onsets = onsets;
    this.onsetBands = onsetBands;
    this.sounding = sounding;
    this.seconds = seconds;
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Analyses a clip on the calling thread.
   *
   * @param clip the song, at any rate
   * @return what it sounds like
   */
  public static SongAnalysis of(AudioClip clip) {
    return of(clip, Parallel.NONE);
  }

  static SongAnalysis of(AudioClip clip, Parallel parallel) {
    SongAnalyser analyser = new SongAnalyser(clip.sampleRate(), parallel);
    analyser.accept(clip.shared(), 0, clip.length());
    return analyser.finish(clip.warnings());
  }

  /**
   * The number of frames.
   *
   * @return at least 1
   */
  public int frames() {
    return onsets.length;
  }

  /**
   * The song's length.
   *
   * @return seconds
   */
  public double seconds() {
    return seconds;
  }

  /**
   * Whether there is any sound at all.
   *
   * @return false for digital silence, and for what is as good as that: nothing but the dither or
   *     coding noise of a silent file
   */
  public boolean isSounding() {
    return sounding;
  }

  /**
   * What was wrong with the file that the song came from and was passed over, such as a cut end.
   *
   * @return as {@link AudioClip#warnings}; empty for samples that came from no file
   */
  public List<ReadWarning> warnings() {
    return warnings;
  }

  /** Mel bands [frames][80] in dB relative to the loudest; nobody may write to them. */
  float[] mel() {
    return mel;
  }

  /** The onset envelope in dB, one value a frame; nobody may write to it. */
  float[] onsets() {
    return onsets;
  }

  /**
   * The bands that the onset envelope was made of, [frames][{@link OnsetEnvelope#BANDS}] in dB of
   * power, not delayed: frame t is centred at {@code t * hop}. Nobody may write to them.
   */
  float[] onsetBands() {
    return onsetBands;
  }

  /** What {@link #onsetBands} are. */
  static MelBank onsetBank() {
    return OnsetEnvelope.bank();
  }
}
