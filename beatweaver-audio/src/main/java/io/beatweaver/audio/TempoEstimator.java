package io.beatweaver.audio;

import io.beatweaver.audio.internal.BeatPhase;
import io.beatweaver.audio.internal.SpectralComb;
import io.beatweaver.audio.internal.SpectralFlux;
import io.beatweaver.tempo.TempoMap;

/**
 * Finds the one tempo of a song and the place of its beats.
 *
 * <p>The tempo is where a comb over the spectrum of the song's flux is highest, from {@value
 * #MIN_BPM} to {@value #MAX_BPM} beats a minute; the first beat is where the flux, folded at that
 * tempo, peaks, low frequencies counting most. A tempo that changes gives one that fits best, and
 * half or double of what a player would count is possible. Songs of more than {@value #MAX_SECONDS}
 * seconds are judged by their first {@value #MAX_SECONDS}. Thread-safe.
 */
public final class TempoEstimator {
  /** The slowest tempo that is found. */
  public static final double MIN_BPM = 75;

  /** The fastest tempo that is found. */
  public static final double MAX_BPM = 210;

  /** How much of a song is looked at. */
  public static final int MAX_SECONDS = 480;

  /** Less than this is too short to hear a tempo in. */
  public static final double MIN_SECONDS = 4;

  /** Below this confidence there is no beat. */
  private static final double MIN_CONFIDENCE = 0.1;

  /** Short clips repeat themselves by chance: so much more is asked for, divided by seconds. */
  private static final double SHORT_CLIP_CONFIDENCE = 0.4;

  /**
   * If every other beat is weaker than this share of the rest, it is an off-beat: a hi-hat between
   * kicks, not a snare.
   */
  private static final double MIN_EVENNESS = 0.3;

  /** A whole number is taken if it is so near and no beat moves by more than ROUNDING_DRIFT. */
  private static final double ROUNDING_BPM = 0.03;

  private static final double ROUNDING_DRIFT = 0.010;

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
    AudioClip song = Resampler.toTargetRate(start(clip));
    SpectralFlux flux = SpectralFlux.of(song.shared(), song.sampleRate());
    SpectralComb comb = new SpectralComb(flux);
    double bpm = comb.best(MIN_BPM, MAX_BPM);
    if (bpm / 2 >= MIN_BPM && BeatPhase.evenness(flux, 60 / bpm) < MIN_EVENNESS) {
      bpm = comb.refine(bpm / 2);
    }
    double confidence = flux.repetition(60 / bpm);
    if (!(confidence >= MIN_CONFIDENCE + SHORT_CLIP_CONFIDENCE / song.seconds())) {
      return TempoEstimate.DEFAULT;
    }
    double whole = Math.rint(bpm);
    double off = Math.abs(bpm - whole);
    boolean nearlyWhole = off < ROUNDING_BPM && off / whole * song.seconds() < ROUNDING_DRIFT;
    bpm = nearlyWhole ? whole : Math.rint(bpm * 1000) / 1000;
    double first = BeatPhase.firstBeat(flux, 60 / bpm);
    return new TempoEstimate(bpm, first, Math.min(1, confidence));
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
