package io.beatweaver.audio;

import io.beatweaver.audio.internal.Loudness;
import io.beatweaver.audio.internal.MelBank;
import io.beatweaver.audio.internal.Parallel;
import io.beatweaver.audio.internal.Spectra;

/**
 * A log-mel spectrogram, frame-major {@code [frames][bands]}, in dB relative to its loudest value
 * and floored at -80: librosa's {@code power_to_db(melspectrogram(y), ref=max)}. A clip without any
 * sound is 0 dB throughout, as there. Immutable.
 */
public final class MelSpectrogram {
  private final MelSettings settings;
  private final float[] values;

  private MelSpectrogram(MelSettings settings, float[] values) {
    this.settings = settings;
    this.values = values;
  }

  /**
   * With {@link MelSettings#DEFAULT}, on the calling thread.
   *
   * @param clip audio at any rate
   * @return its spectrogram
   */
  public static MelSpectrogram of(AudioClip clip) {
    return of(clip, MelSettings.DEFAULT, 1);
  }

  /**
   * With any settings.
   *
   * @param clip audio at the settings' rate, or at any rate if that is {@value
   *     Resampler#TARGET_RATE} Hz
   * @param settings how
   * @param workers ranges of frames to work on at once in the common pool; results don't depend on
   *     it
   * @return its spectrogram
   * @throws IllegalArgumentException if the rates don't fit or the result no array
   */
  public static MelSpectrogram of(AudioClip clip, MelSettings settings, int workers) {
    float[] samples = settings.fit(clip, Parallel.of(workers)).shared();
    MelBank bank = new MelBank(settings.sampleRate(), settings.nFft(), settings.bands());
    float[] values = Spectra.decibels(samples, settings.nFft(), settings.hop(), workers, bank)[0];
    Loudness.relativeToPeak(values);
    return new MelSpectrogram(settings, values);
  }

  /**
   * How it was made.
   *
   * @return the settings
   */
  public MelSettings settings() {
    return settings;
  }

  /**
   * The number of frames.
   *
   * @return at least 1
   */
  public int frames() {
    return values.length / settings.bands();
  }

  /**
   * One value.
   *
   * @param frame 0..frames-1
   * @param band 0..bands-1, low to high
   * @return dB, -80 to 0
   */
  public float get(int frame, int band) {
    return values[frame * settings.bands() + band];
  }

  /**
   * A copy of all values.
   *
   * @return {@code frames * bands} values, frame-major
   */
  public float[] toArray() {
    return values.clone();
  }
}
