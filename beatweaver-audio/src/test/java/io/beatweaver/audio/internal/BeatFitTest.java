package io.beatweaver.audio.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BeatFitTest {
  /** Decaying noise on every beat, or near it. */
  private static float[] hits(int rate, double bpm, double first, double seconds, double jitter) {
    Random random = new Random(3);
    float[] samples = new float[(int) (rate * seconds)];
    for (int beat = 0; first + beat * 60 / bpm < seconds; beat++) {
      int from =
          (int) Math.round((first + beat * 60 / bpm + jitter * random.nextGaussian()) * rate);
      for (int i = Math.max(0, from); i < Math.min(samples.length, from + rate / 10); i++) {
        samples[i] += (float) (.3 * random.nextGaussian() * Math.exp(-(i - from) * 40. / rate));
      }
    }
    return samples;
  }

  @ParameterizedTest
  @CsvSource({
    "22050, 120.37, .3, 0, .03",
    "22050, 171.2, .21, .004, -.035",
    "44100, 93, .02, 0, .02",
    "48000, 140, .4, 0, -.03",
    "8000, 120, .1, 0, .02",
    "192000, 110, .2, 0, .01"
  })
  void findsBeatsThatAreOnlyRoughlyKnown(
      int rate, double bpm, double first, double jitter, double wrong) {
    double seconds = rate > 48000 ? 10 : 60;
    float[] samples = hits(rate, bpm, first, seconds, jitter);
    double period = 60 / bpm;
    // Off by so much at one end and right at the other.
    double lean = wrong / (seconds / period);
    BeatFit.Line guess = new BeatFit.Line(first + wrong, period - lean);
    BeatFit.Line line = new BeatFit(samples, rate, Parallel.NONE).fit(guess, 0, seconds);
    double off = Math.IEEEremainder(line.firstAfter(0) - first, period);
    assertEquals(0, off, .003 + jitter / 2);
    // Both ends as exact as the first beat.
    assertEquals(bpm, line.bpm(), bpm * 2 * .003 / seconds);
  }

  /** The plain way: a fine transform of everything, all beats laid over each other. */
  @ParameterizedTest
  @ValueSource(doubles = {77, 128, 163.5})
  void agreesWithTheFluxOfTheWholeSong(double bpm) {
    float[] samples = hits(22050, bpm, .15, 40, .002);
    double plain = BeatPhase.firstBeat(SpectralFlux.of(samples, 22050), 60 / bpm);
    BeatFit.Line guess = new BeatFit.Line(.17, 60 / bpm);
    BeatFit.Line line = new BeatFit(samples, 22050, Parallel.NONE).fit(guess, 0, 40);
    assertEquals(plain, line.firstAfter(0), .004);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 600, 22050})
  void silenceLeavesTheGuess(int length) {
    BeatFit.Line guess = new BeatFit.Line(.2, .5);
    assertEquals(
        guess, new BeatFit(new float[length], 22050, Parallel.NONE).fit(guess, 0, length / 22050.));
  }
}
