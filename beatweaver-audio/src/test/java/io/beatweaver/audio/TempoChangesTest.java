package io.beatweaver.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.audio.TempoTracks.Kind;
import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Songs that aren't one steady beat from start to end. */
class TempoChangesTest {
  @Test
  void workersChangeNothing() {
    TempoMap truth = TempoMap.ofChanges(100, List.of(new TempoChange(50, 131)), .2);
    for (double seconds : new double[] {3, 5, 70}) {
      AudioClip clip = TempoTracks.play(TempoTracks.Kind.BREAKBEAT, truth, seconds, 9);
      SongAnalysis analysis = SongAnalysis.of(clip);
      TempoEstimate one = TempoEstimator.estimate(clip, analysis);
      assertEquals(seconds > 60 ? 1 : 0, one.changes().size());
      for (int workers : new int[] {2, 5}) {
        assertEquals(one, TempoEstimator.estimate(clip, analysis, workers));
      }
    }
  }

  /** Beats of the map found must be beats of the true one, where that holds. */
  private static void assertBeats(TempoMap truth, TempoMap found, double from, double to) {
    for (double beat = Math.ceil(found.beatAt(from)); found.secondsAt(beat) < to; beat++) {
      double at = truth.beatAt(found.secondsAt(beat));
      assertEquals(Math.rint(at), at, .03, "beat " + beat + " at " + found.secondsAt(beat) + " s");
    }
  }

  @Test
  void everySectionOfThreeHasItsOwnTempo() {
    List<TempoChange> changes = List.of(new TempoChange(64, 150), new TempoChange(136, 111.5));
    TempoMap truth = TempoMap.ofChanges(126, changes, .3);
    TempoEstimate found =
        TempoEstimator.estimate(TempoTracks.play(Kind.FOUR_ON_THE_FLOOR, truth, 90, 41));
    assertEquals(2, found.changes().size(), found.toString());
    assertEquals(126, found.bpm(), .05);
    assertEquals(64, found.changes().get(0).beat());
    assertEquals(150, found.changes().get(0).bpm(), .05);
    assertEquals(136, found.changes().get(1).beat());
    assertEquals(111.5, found.changes().get(1).bpm(), .05);
    assertBeats(truth, found.tempoMap(), 1, 89);
  }

  @Test
  void sectionsThatDontMeetOnABeatAreBridged() {
    float[] first = TempoTracks.play(Kind.BREAKBEAT, 120, .1, 30.17, 42).toArray();
    float[] second = TempoTracks.play(Kind.BREAKBEAT, 138, .29, 30, 43).toArray();
    float[] both = new float[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    TempoEstimate found = TempoEstimator.estimate(AudioClip.wrap(both, TempoTracks.RATE));
    assertFalse(found.changes().isEmpty(), found.toString());
    assertBeats(TempoMap.constant(120, .1), found.tempoMap(), 1, 29);
    double start = (double) first.length / TempoTracks.RATE;
    assertBeats(TempoMap.constant(138, start + .29), found.tempoMap(), start + 1.5, start + 29);
  }

  /** A fill, a break and half time leave the beats where they are. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void silenceInTheMiddleAndHalfTimeAreNoChange(Kind kind) {
    double bpm = 124;
    float[] song = TempoTracks.play(kind, bpm, .2, 90, 44).toArray();
    float[] half = TempoTracks.play(kind, bpm / 2, .2, 90, 44).toArray();
    for (int i = 0; i < song.length; i++) {
      double t = (double) i / TempoTracks.RATE;
      song[i] = t > 30 && t < 38 ? 0 : t > 60 ? half[i] : song[i];
    }
    TempoEstimate found = TempoEstimator.estimate(AudioClip.wrap(song, TempoTracks.RATE));
    assertEquals(List.of(), found.changes(), found.toString());
    double ratio = found.bpm() / bpm;
    assertEquals(Math.rint(Math.log(ratio) / Math.log(2)), Math.log(ratio) / Math.log(2), 3e-4);
  }

  @Test
  void anAnalysedSongGivesTheSameAndSoDoesOneAtAnotherRate() {
    AudioClip clip = TempoTracks.play(Kind.SWUNG, 117.3, .25, 60, 45);
    TempoEstimate found = TempoEstimator.estimate(clip);
    assertEquals(117.3, found.bpm(), .02);
    assertEquals(found, TempoEstimator.estimate(clip, SongAnalysis.of(clip)));
    SongAnalysis other = SongAnalysis.of(AudioClip.wrap(new float[9999], TempoTracks.RATE));
    assertThrows(IllegalArgumentException.class, () -> TempoEstimator.estimate(clip, other));
    float[] twice = new float[2 * clip.length()];
    for (int i = 0; i < twice.length; i++) {
      float next = clip.sample(Math.min(clip.length() - 1, i / 2 + 1));
      twice[i] = i % 2 == 0 ? clip.sample(i / 2) : (clip.sample(i / 2) + next) / 2;
    }
    TempoEstimate again = TempoEstimator.estimate(AudioClip.wrap(twice, 2 * TempoTracks.RATE));
    assertEquals(found.bpm(), again.bpm(), .005);
    assertEquals(found.firstBeatSeconds(), again.firstBeatSeconds(), .003);
  }

  /** Chords that swell and fade and a rumble beneath, without a beat. */
  @ParameterizedTest
  @ValueSource(ints = {6, 60})
  void anAmbientDroneGetsTheDefault(int seconds) {
    for (int seed = 0; seed < 3; seed++) {
      Random random = new Random(seed);
      float[] samples = new float[seconds * TempoTracks.RATE];
      double rumble = 0;
      double[] hertz = random.doubles(6, 60, 800).toArray();
      double[] swells = random.doubles(6, .03, .3).toArray();
      for (int i = 0; i < samples.length; i++) {
        double t = (double) i / TempoTracks.RATE;
        rumble += .02 * (random.nextGaussian() - rumble);
        double sum = rumble;
        for (int k = 0; k < hertz.length; k++) {
          sum += .1 * (1 + Math.sin(2 * Math.PI * swells[k] * t + k)) * Math.sin(7 * hertz[k] * t);
        }
        samples[i] = (float) (.5 * sum);
      }
      TempoEstimate found = TempoEstimator.estimate(AudioClip.wrap(samples, TempoTracks.RATE));
      assertEquals(TempoEstimate.DEFAULT, found);
      assertFalse(found.found());
    }
  }

  @Test
  void aBarBeginsWhereItsChordDoes() {
    int right = 0;
    int sureAndWrong = 0;
    for (int i = 0; i < 8; i++) {
      TempoMap truth = TempoMap.constant(120 + i, .1 - (i % 4) * 60 / (120. + i));
      TempoEstimate found =
          TempoEstimator.estimate(TempoTracks.play(Kind.FOUR_ON_THE_FLOOR, truth, 40, 60 + i));
      double at = truth.beatAt(found.tempoMap().secondsAt(found.downbeat()));
      boolean good = Math.floorMod(Math.round(at), 4) == 0;
      right += good ? 1 : 0;
      sureAndWrong += !good && found.downbeatConfidence() > .8 ? 1 : 0;
    }
    assertTrue(right >= 4, right + " of 8 downbeats");
    assertTrue(sureAndWrong <= 1, sureAndWrong + " wrong ones believed");
  }
}
