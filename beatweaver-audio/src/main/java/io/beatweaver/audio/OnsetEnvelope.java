package io.beatweaver.audio;

import io.beatweaver.audio.internal.Loudness;
import io.beatweaver.audio.internal.MelBank;
import io.beatweaver.audio.internal.Parallel;
import io.beatweaver.audio.internal.Spectra;

/**
 * How strongly something begins at each frame: the mean over {@value #BANDS} mel bands of the rise
 * in dB since the frame before, centred as librosa's {@code onset_strength} is (moved later by one
 * frame and half a window). Frames are those of {@link MelSettings#DEFAULT}. Immutable.
 */
public final class OnsetEnvelope {
  /** Mel bands that are looked at. */
  public static final int BANDS = 128;

  /** Frames that the envelope is moved by: the difference's own and half a window's. */
  static final int DELAY = 1 + MelSettings.DEFAULT.nFft() / (2 * MelSettings.DEFAULT.hop());

  private final float[] values;

  private OnsetEnvelope(float[] values) {
    this.values = values;
  }

  /**
   * Measures a clip.
   *
   * @param clip audio at any rate
   * @return its envelope
   */
  public static OnsetEnvelope of(AudioClip clip) {
    MelSettings settings = MelSettings.DEFAULT;
    float[] samples = settings.fit(clip, Parallel.NONE).shared();
    float[] decibels = Spectra.decibels(samples, settings.nFft(), settings.hop(), 1, bank())[0];
    return new OnsetEnvelope(Loudness.onsets(decibels, BANDS, DELAY));
  }

  static MelBank bank() {
    return new MelBank(MelSettings.DEFAULT.sampleRate(), MelSettings.DEFAULT.nFft(), BANDS);
  }

  /**
   * The number of frames.
   *
   * @return at least 1
   */
  public int frames() {
    return values.length;
  }

  /**
   * One value.
   *
   * @param frame 0..frames-1
   * @return the mean rise in dB, at least 0
   */
  public float get(int frame) {
    return values[frame];
  }

  /**
   * A copy of all values.
   *
   * @return one value a frame
   */
  public float[] toArray() {
    return values.clone();
  }
}
