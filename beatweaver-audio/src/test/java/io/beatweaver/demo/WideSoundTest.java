package io.beatweaver.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WideSoundTest {
  private static final int RATE = 22_050;
  private static final DemoSettings SETTINGS = new DemoSettings(14, 5, 18, 22, DemoStyle.WIDE);
  private static final List<DemoSong> SONGS =
      IntStream.range(0, SETTINGS.songs()).mapToObj(i -> DemoSong.ofCorpus(SETTINGS, i)).toList();
  private static final List<float[]> AUDIO = new ArrayList<>();

  @BeforeAll
  static void render() {
    SONGS.forEach(song -> AUDIO.add(SongSynthesizer.render(song, RATE)));
  }

  @Test
  void theSameSongSoundsTheSame() {
    assertArrayEquals(AUDIO.get(1), SongSynthesizer.render(SONGS.get(1), RATE), 0f);
  }

  @ParameterizedTest
  @ValueSource(ints = {22_050, 44_100, 48_000})
  void lengthAndLevelAreAsPromised(int rate) {
    DemoSong song = SONGS.get(2);
    float[] audio = SongSynthesizer.render(song, rate);
    assertEquals(song.seconds(), audio.length / (double) rate, 1.0 / rate);
    double peak = 0;
    for (float value : audio) {
      assertTrue(Float.isFinite(value));
      peak = Math.max(peak, Math.abs(value));
    }
    assertEquals(-1, 20 * Math.log10(peak), 0.05);
  }

  /** The mean energy around meant times rises most within 12 ms of them, jitter and all. */
  @Test
  void strokesAreNearTheirBeats() {
    double[] rise = new double[81];
    for (int i = 0; i < SONGS.size(); i++) {
      DemoSong song = SONGS.get(i);
      float[] audio = AUDIO.get(i);
      for (double beat : beats(song, Voice.KICK, Voice.SNARE)) {
        double second = song.tempo().secondsAt(beat);
        for (int lag = -40; lag <= 40; lag++) {
          int at = (int) Math.round((second + lag * 0.001) * RATE);
          rise[lag + 40] +=
              Math.log(1e-6 + energy(audio, at, 0.006))
                  - Math.log(1e-6 + energy(audio, at - 132, 0.006));
        }
      }
    }
    int best = IntStream.range(0, rise.length).reduce(0, (a, b) -> rise[b] > rise[a] ? b : a) - 40;
    assertTrue(Math.abs(best) <= 12, "strokes are off by ms " + best);
  }

  @Test
  void mixesDifferInLoudnessAndBrightness() {
    double[] loud = AUDIO.stream().mapToDouble(audio -> power(audio, false)).sorted().toArray();
    double[] bright =
        AUDIO.stream()
            .mapToDouble(audio -> power(audio, true) / power(audio, false))
            .sorted()
            .toArray();
    int last = SONGS.size() - 1;
    assertTrue(10 * Math.log10(loud[last] / loud[0]) > 6, "dB between loudest and softest");
    assertTrue(bright[last] > 4 * bright[0], "brightest to dullest " + bright[last] / bright[0]);
  }

  private static double[] beats(DemoSong song, Voice... voices) {
    TreeSet<Double> beats = new TreeSet<>();
    for (DemoHit hit : song.hits()) {
      if (List.of(voices).contains(hit.voice()) && hit.velocity() > 0.5) {
        beats.add(hit.beat());
      }
    }
    return beats.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double power(float[] audio, boolean ofSteps) {
    double sum = 0;
    for (int i = 1; i < audio.length; i++) {
      double value = ofSteps ? audio[i] - audio[i - 1] : audio[i];
      sum += value * value;
    }
    return sum / audio.length;
  }

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
