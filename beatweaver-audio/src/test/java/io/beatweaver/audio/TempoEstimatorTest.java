package io.beatweaver.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TempoEstimatorTest {
  private static final String HOUSE = "k:xxxx s:.x.x h:xxxxxxxx";
  private static final String ROCK = "k:x.x. s:.x.x h:xxxxxxxx";
  private static final String BROKEN = "k:x..x..x. s:..x...x. h:xxxxxxxx";

  private static void assertFound(double bpm, double firstBeat, TempoEstimate estimate) {
    assertEquals(bpm, estimate.bpm(), .05);
    double period = 60 / bpm;
    assertTrue(estimate.firstBeatSeconds() >= 0 && estimate.firstBeatSeconds() < period);
    double off = Math.IEEEremainder(estimate.firstBeatSeconds() - firstBeat, period);
    assertEquals(0, off, .005, "first beat of " + estimate);
    assertTrue(estimate.confidence() > .5, "confidence of " + estimate);
  }

  @ParameterizedTest
  @ValueSource(doubles = {78, 85.33, 100, 111.7, 128, 133.333, 150.5, 174, 200})
  void findsClicks(double bpm) {
    assertFound(bpm, .137, TempoEstimator.estimate(Drums.play("c:xxxx", bpm, .137, 15)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {85.33, 100, 123.45, 128, 140, 174})
  void findsFourOnTheFloor(double bpm) {
    assertFound(bpm, .21, TempoEstimator.estimate(Drums.play("k:xxxx", bpm, .21, 15)));
    String offBeats = "k:xxxx h:.x.x.x.x";
    assertFound(bpm, .05, TempoEstimator.estimate(Drums.play(offBeats, bpm, .05, 15)));
    assertFound(bpm, .3, TempoEstimator.estimate(Drums.play(HOUSE, bpm, .3, 15)));
  }

  @ParameterizedTest
  @CsvSource({"112.5, 0.1", "130.011, 0.2", "174, 0.33", "185, 0.02"})
  void findsSnareBeatsAndBrokenOnes(double bpm, double firstBeat) {
    assertFound(bpm, firstBeat, TempoEstimator.estimate(Drums.play(ROCK, bpm, firstBeat, 25)));
    assertFound(bpm, firstBeat, TempoEstimator.estimate(Drums.play(BROKEN, bpm, firstBeat, 25)));
  }

  @Test
  void keepsAFractionThatWouldDrift() {
    assertEquals(
        130.011, TempoEstimator.estimate(Drums.play(HOUSE, 130.011, .1, 150)).bpm(), .0021);
    assertEquals(130, TempoEstimator.estimate(Drums.play(HOUSE, 130, .1, 30)).bpm());
  }

  @Test
  void findsTheGoldenTempi() throws IOException {
    assertEquals(128, TempoEstimator.estimate(GoldenSongs.decode("click128")).bpm(), .05);
    assertEquals(140, TempoEstimator.estimate(GoldenSongs.decode("synth140")).bpm(), .05);
  }

  @Test
  void isTheSameAtAnotherRate() {
    float[] at44k = new float[44100 * 20];
    AudioClip clip = Drums.play(HOUSE, 126, .2, 20);
    for (int i = 0; i < at44k.length; i++) {
      at44k[i] = clip.sample(i / 2);
    }
    assertFound(126, .2, TempoEstimator.estimate(AudioClip.wrap(at44k, 44100)));
  }

  @Test
  void theTempoMapHasBeatZeroAtTheFirstBeat() {
    TempoEstimate estimate = new TempoEstimate(150, .25, .9, List.of(), 0, 0);
    TempoMap map = estimate.tempoMap();
    assertEquals(.25, map.secondsAt(0));
    assertEquals(.25 + .4 * 8, map.secondsAt(8), 1e-12);
  }

  @Test
  void silenceAndShortClipsGetTheDefault() throws IOException {
    AudioClip silence = AudioClip.wrap(new float[22050 * 20], 22050);
    assertEquals(TempoEstimate.DEFAULT, TempoEstimator.estimate(silence));
    assertEquals(TempoEstimate.DEFAULT, TempoEstimator.estimate(Drums.play(HOUSE, 120, 0, 3)));
    assertEquals(TempoEstimate.DEFAULT, TempoEstimator.estimate(GoldenSongs.decode("sweep")));
    AudioClip nothing = AudioClip.wrap(new float[0], 44100);
    assertEquals(TempoEstimate.DEFAULT, TempoEstimator.estimate(nothing));
    assertEquals(new TempoEstimate(120, 0, 0, List.of(), 0, 0), TempoEstimate.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6, 30})
  void noiseAndRandomHitsGetTheDefault(int seconds) {
    for (int seed = 0; seed < 4; seed++) {
      Random random = new Random(seed);
      float[] noise = new float[seconds * 22050];
      float[] hits = new float[noise.length];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (float) (.2 * random.nextGaussian());
      }
      for (int at = 0; at < hits.length; at += (int) (-8000 * Math.log(1 - random.nextDouble()))) {
        for (int i = at; i < Math.min(hits.length, at + 3000); i++) {
          hits[i] += (float) (.5 * Math.exp((at - i) / 500.0) * Math.sin((i - at) * .3));
        }
      }
      assertEquals(0, TempoEstimator.estimate(AudioClip.wrap(noise, 22050)).confidence());
      assertEquals(0, TempoEstimator.estimate(AudioClip.wrap(hits, 22050)).confidence());
    }
  }

  /** Tempi that are never estimated, too. */
  @ParameterizedTest
  @CsvSource({"30, 1.3", "60, 0.5", "93.7, 0.02", "128, 0.45", "174, 0.2", "333.3, 0.1"})
  void findsTheFirstBeatOfAKnownTempo(double bpm, double firstBeat) {
    assertFirstBeat(bpm, firstBeat, Drums.play("c:xxxx", bpm, firstBeat, 20));
    assertFirstBeat(bpm, firstBeat, Drums.play("k:xxxx", bpm, firstBeat, 20));
  }

  @Test
  void theFirstBeatIsFoundAtHalfTheTempoThatIsHeard() {
    // At half speed every other click is a beat: either half will do.
    AudioClip clip = Drums.play("c:xxxx", 160, .1, 20);
    double found = TempoEstimator.firstBeat(clip, 80);
    assertEquals(.1, found % .375, .010);
  }

  @Test
  void theFirstBeatOfALoneClickIsTheClickHoweverSlowTheTempo() {
    AudioClip clip = Drums.play("c:x...", 1, 2.5, 6);
    assertEquals(2.5, TempoEstimator.firstBeat(clip, TempoMap.MIN_BPM), .010);
    assertEquals(2.5, TempoEstimator.firstBeat(clip, 12), .010);
  }

  @Test
  void silenceHasItsFirstBeatAtOnceAndAFastOneIsWithinItsBeat() {
    for (int length : new int[] {0, 1, 100, 22050}) {
      AudioClip silence = AudioClip.wrap(new float[length], 22050);
      assertEquals(0, TempoEstimator.firstBeat(silence, 120));
      assertEquals(0, TempoEstimator.firstBeat(silence, TempoMap.MIN_BPM));
      assertEquals(0, TempoEstimator.firstBeat(silence, TempoMap.MAX_BPM));
    }
    AudioClip clip = Drums.play("c:xxxx", 120, .2, 5);
    double first = TempoEstimator.firstBeat(clip, TempoMap.MAX_BPM);
    assertTrue(first >= 0 && first < 60 / TempoMap.MAX_BPM, "first beat " + first);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -120, 1e9, 1e-9, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesATempoThatIsNone(double bpm) {
    AudioClip clip = Drums.play("c:xxxx", 120, 0, 5);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> TempoEstimator.firstBeat(clip, bpm));
    assertTrue(refused.getMessage().contains(String.valueOf(bpm)), refused.getMessage());
  }

  private static void assertFirstBeat(double bpm, double expected, AudioClip clip) {
    double period = 60 / bpm;
    double found = TempoEstimator.firstBeat(clip, bpm);
    assertTrue(found >= 0 && found < period, "first beat " + found);
    assertEquals(0, Math.IEEEremainder(found - expected, period), .010, "first beat " + found);
  }

  /** Whoever says where beat 0 is doesn't move what was heard. */
  @Test
  void changesStayWhereTheyAreWhereverBeatZeroIs() {
    List<TempoChange> changes = List.of(new TempoChange(60, 90), new TempoChange(120, 150));
    TempoEstimate estimate = new TempoEstimate(120, .3, 1, changes, 0, 0);
    TempoMap measured = estimate.tempoMap();
    for (double first : new double[] {-1, .3, .8, 29.9, 31.7, 65, 200}) {
      TempoMap moved = estimate.tempoMap(first);
      assertEquals(first, moved.secondsAt(0), 1e-9);
      for (double seconds : new double[] {10, 25, 30.3, 40, 70.3, 90, 300}) {
        if (seconds > first) {
          double beats = measured.beatAt(seconds) - measured.beatAt(first);
          assertEquals(beats, moved.beatAt(seconds), 1e-6, first + ", " + seconds);
        }
      }
    }
  }

  @Test
  void refusesEstimatesThatCannotBe() {
    List<TempoChange> none = List.of();
    List<TempoChange> falling = List.of(new TempoChange(8, 100), new TempoChange(4, 90));
    refuses(() -> new TempoEstimate(0, 0, 0, none, 0, 0));
    refuses(() -> new TempoEstimate(120, .5, 0, none, 0, 0));
    refuses(() -> new TempoEstimate(120, -.1, 0, none, 0, 0));
    refuses(() -> new TempoEstimate(120, 0, 1.1, none, 0, 0));
    refuses(() -> new TempoEstimate(120, 0, 1, falling, 0, 0));
    refuses(() -> new TempoEstimate(120, 0, 1, List.of(new TempoChange(0, 100)), 0, 0));
    refuses(() -> new TempoEstimate(120, 0, 1, none, 4, 0));
    refuses(() -> new TempoEstimate(120, 0, 1, none, 0, Double.NaN));
  }

  private static void refuses(Executable estimate) {
    assertThrows(IllegalArgumentException.class, estimate);
  }
}
