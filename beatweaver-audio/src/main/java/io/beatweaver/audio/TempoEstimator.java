package io.beatweaver.audio;

import io.beatweaver.audio.internal.BeatPhase;
import io.beatweaver.audio.internal.BeatTrack;
import io.beatweaver.audio.internal.OnsetFrames;
import io.beatweaver.audio.internal.Parallel;
import io.beatweaver.audio.internal.Spectra;
import io.beatweaver.audio.internal.SpectralFlux;
import io.beatweaver.tempo.TempoMap;
import java.util.Arrays;

/**
 * Finds the tempo of a song, where it changes, and the place of its beats.
 *
 * <p>The flux of the song's mel bands (those that the onset envelope is made of, so that one
 * transform serves both) gives candidates by its spectrum; a small fitted network judges by what
 * sounds on and between their beats which of them a player would count, from {@value #MIN_BPM} to
 * {@value #MAX_BPM} beats a minute. The beats are then placed to the millisecond in the samples
 * around them. Half or double of what was meant is possible, more so where the confidence is low.
 *
 * <p>A change is reported where sections of about 15 seconds or more each pulse clearly at their
 * own tempo and not at their neighbour's; half or double time, in which the beats stay where they
 * are, is none. A tempo that drifts, as people play it, gives the steady one, or the steps, that
 * fit best, and less confidence. Bars are taken to have four beats.
 *
 * <p>Songs of more than {@value #MAX_SECONDS} seconds are judged by their first {@value
 * #MAX_SECONDS}. Thread-safe.
 */
public final class TempoEstimator {
  /** The slowest tempo that is looked for. */
  public static final double MIN_BPM = 50;

  /** The fastest tempo that is looked for. */
  public static final double MAX_BPM = 240;

  /** How much of a song is looked at. */
  public static final int MAX_SECONDS = 1200;

  /** Less than this is too short to hear a tempo in. */
  public static final double MIN_SECONDS = 4;

  /** Below this repetition there is no beat. */
  private static final double MIN_REPETITION = 0.1;

  /** Short clips repeat themselves by chance: so much more is asked for, divided by seconds. */
  private static final double SHORT_CLIP_REPETITION = 0.4;

  /** What repeats itself this much leaves the judge's belief as it is. */
  private static final double FULL_REPETITION = 0.3;

  /** The least confidence of what was found. */
  private static final double MIN_CONFIDENCE = 0.01;

  /** A whole number is taken if it is so near and no beat moves by more than ROUNDING_DRIFT. */
  private static final double ROUNDING_BPM = 0.015;

  private static final double ROUNDING_DRIFT = 0.010;

  private static final MelSettings SETTINGS = MelSettings.DEFAULT;

  private TempoEstimator() {}

  /**
   * Estimates a clip's tempo.
   *
   * @param clip audio at any rate
   * @return the tempo, or {@link TempoEstimate#DEFAULT} if the clip is too short or has no beat
   */
  public static TempoEstimate estimate(AudioClip clip) {
    if (clip.seconds() < MIN_SECONDS) {
      return TempoEstimate.DEFAULT;
    }
    AudioClip song = start(clip);
    float[] samples = Resampler.toTargetRate(song).shared();
    return estimate(
        song,
        Spectra.decibels(samples, SETTINGS.nFft(), SETTINGS.hop(), 1, SongAnalysis.onsetBank())[0],
        Parallel.NONE);
  }

  /**
   * Estimates the tempo of a song that is analysed already, which saves a transform of the whole.
   *
   * @param clip the song, at any rate
   * @param analysis of the same song
   * @return as {@link #estimate(AudioClip)}
   * @throws IllegalArgumentException if the two aren't of one length
   */
  public static TempoEstimate estimate(AudioClip clip, SongAnalysis analysis) {
    return estimate(clip, analysis, 1);
  }

  /**
   * Estimates the tempo of a song that is analysed already, on several threads.
   *
   * @param clip the song, at any rate
   * @param analysis of the same song
   * @param workers threads at work at once in the common pool, the calling one among them, at least
   *     1; the result doesn't depend on it
   * @return as {@link #estimate(AudioClip)}
   * @throws IllegalArgumentException if the two aren't of one length
   */
  public static TempoEstimate estimate(AudioClip clip, SongAnalysis analysis, int workers) {
    if (Math.abs(clip.seconds() - analysis.seconds()) > 1e-3) {
      throw new IllegalArgumentException(
          "an analysis of " + analysis.seconds() + " s isn't one of " + clip);
    }
    return clip.seconds() < MIN_SECONDS
        ? TempoEstimate.DEFAULT
        : estimate(start(clip), analysis.onsetBands(), Parallel.of(workers));
  }

  /** Of bands that are as long as the song, or longer. */
  private static TempoEstimate estimate(AudioClip song, float[] onsetBands, Parallel parallel) {
    double framesPerSecond = (double) SETTINGS.sampleRate() / SETTINGS.hop();
    int frames = (int) Math.ceil(MAX_SECONDS * framesPerSecond);
    float[] bands =
        onsetBands.length / OnsetEnvelope.BANDS <= frames
            ? onsetBands
            : Arrays.copyOf(onsetBands, frames * OnsetEnvelope.BANDS);
    OnsetFrames onsets = OnsetFrames.of(bands, SongAnalysis.onsetBank(), framesPerSecond);
    BeatTrack track = BeatTrack.of(onsets, song.shared(), song.sampleRate(), parallel);
    if (track == null
        || !(track.repetition() >= MIN_REPETITION + SHORT_CLIP_REPETITION / song.seconds())) {
      return TempoEstimate.DEFAULT;
    }
    double bpm = track.bpm();
    if (track.changes().isEmpty()) {
      double whole = Math.rint(bpm);
      double off = Math.abs(bpm - whole);
      boolean nearlyWhole = off < ROUNDING_BPM && off / whole * song.seconds() < ROUNDING_DRIFT;
      bpm = nearlyWhole ? whole : Math.rint(bpm * 1000) / 1000;
    }
    double confidence =
        track.share() * track.steadiness() * Math.min(1, track.repetition() / FULL_REPETITION);
    double first = Math.min(track.firstBeatSeconds(), Math.nextDown(60 / bpm));
    return new TempoEstimate(
        bpm,
        Math.max(0, first),
        Math.max(MIN_CONFIDENCE, Math.min(1, confidence)),
        track.changes(),
        track.downbeat(),
        track.downbeatConfidence());
  }

  /**
   * Finds the first beat of a clip whose tempo is known.
   *
   * @param clip audio at any rate and of any length
   * @param bpm its tempo, {@value TempoMap#MIN_BPM}..{@value TempoMap#MAX_BPM} beats a minute
   * @return seconds, from 0 to less than a beat's length; 0 if nothing sets in anywhere
   * @throws IllegalArgumentException if the tempo is out of range or no number
   */
  public static double firstBeat(AudioClip clip, double bpm) {
    if (!(bpm >= TempoMap.MIN_BPM && bpm <= TempoMap.MAX_BPM)) {
      throw new IllegalArgumentException(
          "tempo must be between "
              + TempoMap.MIN_BPM
              + " and "
              + TempoMap.MAX_BPM
              + " BPM: "
              + bpm);
    }
    AudioClip song = Resampler.toTargetRate(start(clip));
    // All beats after the clip's end are alike: a beat need not be looked at further than that.
    double period = Math.min(60 / bpm, song.seconds() + 1);
    return BeatPhase.firstBeat(SpectralFlux.of(song.shared(), song.sampleRate()), period);
  }

  private static AudioClip start(AudioClip clip) {
    if (clip.seconds() <= MAX_SECONDS) {
      return clip;
    }
    float[] start = new float[MAX_SECONDS * clip.sampleRate()];
    System.arraycopy(clip.shared(), 0, start, 0, start.length);
    return AudioClip.wrap(start, clip.sampleRate());
  }
}
