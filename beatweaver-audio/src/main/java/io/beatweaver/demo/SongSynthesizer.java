package io.beatweaver.demo;

import io.beatweaver.demo.internal.DrumKit;
import io.beatweaver.demo.internal.Room;
import io.beatweaver.demo.internal.Tone;
import io.beatweaver.demo.internal.WideBand;

/**
 * Lets a demo song sound. The same song at the same rate gives the same samples on every machine.
 * Stateless and safe to share; a call needs about four times the memory of its result for a moment.
 */
public final class SongSynthesizer {
  /** The rate that features are computed at, so nothing needs to be resampled. */
  public static final int DEFAULT_RATE = 22_050;

  private static final int LOWEST_RATE = 8_000;
  private static final int HIGHEST_RATE = 192_000;

  private SongSynthesizer() {}

  /**
   * Renders a song. In the plain style the attack of a hit begins at the sample nearest to its
   * time, in the wide one up to 15 ms before or after it.
   *
   * @param song the song
   * @param sampleRate samples a second, 8,000..192,000
   * @return mono samples, {@code song.seconds() * sampleRate} of them, with a peak of -1 dB of full
   *     scale
   */
  public static float[] render(DemoSong song, int sampleRate) {
    if (sampleRate < LOWEST_RATE || sampleRate > HIGHEST_RATE) {
      throw new IllegalArgumentException(
          "sample rate must be " + LOWEST_RATE + ".." + HIGHEST_RATE + ": " + sampleRate);
    }
    return switch (song.style()) {
      case PLAIN -> renderPlain(song, sampleRate);
      case WIDE -> WideBand.render(song, sampleRate);
    };
  }

  private static float[] renderPlain(DemoSong song, int sampleRate) {
    float[] mix = new float[(int) Math.round(song.seconds() * sampleRate)];
    DrumKit drums = new DrumKit(song.seed(), sampleRate);
    Tone lead = Tone.lead(song.seed(), sampleRate);
    Tone bass = Tone.bass(song.seed(), sampleRate);
    Tone stab = Tone.stab(song.seed(), sampleRate);
    Tone pad = Tone.pad(song.seed(), sampleRate);
    for (DemoHit hit : song.hits()) {
      double second = song.tempo().secondsAt(hit.beat());
      int from = (int) Math.round(second * sampleRate);
      int samples =
          (int) ((song.tempo().secondsAt(hit.beat() + hit.beats()) - second) * sampleRate);
      float gain = (float) hit.velocity();
      switch (hit.voice()) {
        case KICK -> drums.kick(mix, from, gain);
        case SNARE, TOM -> drums.snare(mix, from, gain);
        case HAT -> {
          if (hit.beats() >= 1) {
            drums.crash(mix, from, gain);
          } else {
            drums.hat(mix, from, gain);
          }
        }
        case BASS -> bass.play(mix, from, samples, hit.pitch(), gain);
        case CHORD, ARPEGGIO ->
            chord(hit.isPad() ? pad : stab, mix, from, samples, hit.pitch(), gain);
        case LEAD -> lead.play(mix, from, samples, hit.pitch(), gain);
      }
    }
    Room.finish(mix, sampleRate, song.seed());
    return mix;
  }

  /** Root, fifth and octave: right over every degree of every scale. */
  private static void chord(
      Tone tone, float[] mix, int from, int samples, double pitch, float gain) {
    tone.play(mix, from, samples, pitch, gain);
    tone.play(mix, from, samples, pitch + 7, gain);
    tone.play(mix, from, samples, pitch + 12, gain);
  }
}
