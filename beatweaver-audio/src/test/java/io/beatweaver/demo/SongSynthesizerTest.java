package io.beatweaver.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Note;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SongSynthesizerTest {
  private static final int RATE = SongSynthesizer.DEFAULT_RATE;

  @Test
  void theSameSongSoundsTheSame() {
    DemoSong song = DemoSongs.ALL.get(0);
    assertArrayEquals(SongSynthesizer.render(song, RATE), SongSynthesizer.render(song, RATE), 0f);
  }

  @ParameterizedTest
  @ValueSource(ints = {22_050, 44_100, 48_000})
  void lengthAndLevelAreAsPromised(int rate) {
    DemoSong song = DemoSongs.ALL.get(2);
    float[] audio = SongSynthesizer.render(song, rate);
    assertEquals(song.seconds(), audio.length / (double) rate, 1.0 / rate);
    double peak = 0;
    for (float value : audio) {
      peak = Math.max(peak, Math.abs(value));
    }
    assertEquals(-1, 20 * Math.log10(peak), 0.05);
  }

  @Test
  void ratesThatAreNoneAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> SongSynthesizer.render(DemoSongs.ALL.get(0), 1000));
  }

  /**
   * Whatever is charted can be heard: in the bright part of the sound (differences of samples) the
   * 5 ms from a charted time on hold more energy than the 5 ms before it.
   */
  @Test
  void energyRisesAtChartedHits() {
    int charted = 0;
    int risen = 0;
    for (DemoSong song : DemoSongs.ALL.subList(0, 12)) {
      float[] audio = SongSynthesizer.render(song, RATE);
      for (double second : chartedSeconds(song, Difficulty.EXPERT)) {
        int at = (int) Math.round(second * RATE);
        charted++;
        risen += energy(audio, at, 0.005) > 1.5 * energy(audio, at - 110, 0.005) ? 1 : 0;
      }
    }
    assertTrue(risen > 0.98 * charted, risen + " of " + charted + " are heard");
  }

  /** The mean energy around charted times jumps at those times, not 5 ms before or after. */
  @Test
  void attacksAreWithinFiveMillisecondsOfTheirBeats() {
    for (DemoSong song : DemoSongs.ALL.subList(0, 12)) {
      float[] audio = SongSynthesizer.render(song, RATE);
      double[] seconds = chartedSeconds(song, Difficulty.EXPERT);
      int bestLag = 0;
      double best = 0;
      for (int lag = -30; lag <= 30; lag++) {
        double rise = 0;
        for (double second : seconds) {
          int at = (int) Math.round((second + lag * 0.001) * RATE);
          rise +=
              Math.log(1e-9 + energy(audio, at, 0.004))
                  - Math.log(1e-9 + energy(audio, at - 88, 0.004));
        }
        if (rise > best) {
          best = rise;
          bestLag = lag;
        }
      }
      assertTrue(Math.abs(bestLag) <= 1, song.title() + ": attacks are off by ms " + bestLag);
    }
  }

  @Test
  void silencesAreSilent() {
    int silences = 0;
    for (DemoSong song : DemoSongs.ALL.subList(0, 20)) {
      if (song.offsetSeconds() < 0.3) {
        continue;
      }
      float[] audio = SongSynthesizer.render(song, RATE);
      double before = energy(audio, 1, song.offsetSeconds() - 0.05);
      assertTrue(before < 1e-6, "mean energy before beat 0: " + before);
      silences++;
    }
    assertTrue(silences > 0);
  }

  private static double[] chartedSeconds(DemoSong song, Difficulty difficulty) {
    List<Note> notes = RuleMapper.map(song, difficulty);
    return notes.stream().map(Note::beat).collect(Collectors.toCollection(TreeSet::new)).stream()
        .mapToDouble(song.tempo()::secondsAt)
        .toArray();
  }

  /** Mean square of sample differences over a stretch; outside the audio is silence. */
  private static double energy(float[] audio, int from, double seconds) {
    int count = (int) (seconds * RATE);
    double sum = 0;
    for (int i = Math.max(1, from); i < Math.min(audio.length, from + count); i++) {
      double step = audio[i] - audio[i - 1];
      sum += step * step;
    }
    return sum / count;
  }
}
