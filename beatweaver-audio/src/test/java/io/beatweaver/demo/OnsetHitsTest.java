package io.beatweaver.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.audio.AudioClip;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Note;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnsetHitsTest {
  private static final int RATE = 22_050;
  private static final int SONGS = 8;

  /** What is found lies on what was played; what is charted is mostly what would be charted. */
  @ParameterizedTest
  @EnumSource
  void whatIsHeardIsWhatWasPlayed(DemoStyle style) {
    DemoSettings settings = new DemoSettings(SONGS, 11, 30, 36, style);
    double precision = 0;
    double f1 = 0;
    for (int i = 0; i < SONGS; i++) {
      DemoSong song = DemoSong.ofCorpus(settings, i);
      AudioClip clip = AudioClip.wrap(SongSynthesizer.render(song, RATE), RATE);
      List<Hit> found = OnsetHits.of(clip, song.tempo());
      Set<Double> played = song.hits().stream().map(DemoHit::beat).collect(Collectors.toSet());
      precision +=
          found.stream().filter(hit -> played.contains(hit.beat())).count()
              / (double) found.size()
              / SONGS;
      List<Hit> truth =
          switch (style) {
            case PLAIN -> song.onsets();
            case WIDE -> OnsetHits.heard(song, clip);
          };
      f1 += f1(truth, found, song.tempo()) / SONGS;
    }
    assertTrue(precision > 0.9, "share of onsets that were played: " + precision);
    assertTrue(f1 > 0.75, "onset F1 of the charts at Expert: " + f1);
  }

  private static double f1(List<Hit> truth, List<Hit> found, TempoMap tempo) {
    Set<Double> a = beats(RuleMapper.map(truth, tempo, Difficulty.EXPERT));
    Set<Double> b = beats(RuleMapper.map(found, tempo, Difficulty.EXPERT));
    Set<Double> both = new HashSet<>(a);
    both.retainAll(b);
    return 2.0 * both.size() / (a.size() + b.size());
  }

  private static Set<Double> beats(List<Note> notes) {
    return notes.stream().map(Note::beat).collect(Collectors.toSet());
  }

  @Test
  void clicksAreFoundWhereTheyAreAndNowhereElse() {
    TempoMap tempo = TempoMap.constant(120, 0.1);
    List<Double> beats = List.of(0.0, 1.0, 1.5, 2.25, 4.0, 5.75, 8.0, 9.5, 10.0, 12.25);
    List<Hit> found = OnsetHits.of(clicks(tempo, beats, 0), tempo);
    assertEquals(beats, found.stream().map(Hit::beat).toList());
  }

  @Test
  void clicksThatLieOffTheGridAreNotCharted() {
    TempoMap tempo = TempoMap.constant(90, 0);
    List<Double> beats = List.of(1.0, 2.06, 3.0, 4.0, 5.06, 6.0);
    List<Hit> found = OnsetHits.of(clicks(tempo, beats, 0), tempo);
    assertEquals(List.of(1.0, 3.0, 4.0, 6.0), found.stream().map(Hit::beat).toList());
  }

  @Test
  void thirdsOfABeatAreChartedOnTheNearestSixteenths() {
    TempoMap tempo = TempoMap.constant(100, 0);
    List<Double> beats = new ArrayList<>();
    Set<Double> charted = new HashSet<>();
    for (int i = 1; i < 20; i++) {
      beats.addAll(List.of((double) i, i + 1 / 3.0, i + 2 / 3.0));
      charted.addAll(List.of((double) i, i + 0.3125, i + 0.6875));
    }
    List<Hit> found = OnsetHits.of(clicks(tempo, beats, 0), tempo);
    assertEquals(charted, found.stream().map(Hit::beat).collect(Collectors.toSet()));
  }

  @Test
  void highClicksSoundHigherThanLowOnes() {
    TempoMap tempo = TempoMap.constant(120, 0);
    List<Double> beats = List.of(1.0, 2.0, 3.0, 4.0);
    double low = OnsetHits.of(tones(tempo, beats, 200), tempo).get(0).pitch01();
    double middle = OnsetHits.of(tones(tempo, beats, 1200), tempo).get(0).pitch01();
    double high = OnsetHits.of(tones(tempo, beats, 5000), tempo).get(0).pitch01();
    assertTrue(low < middle - 0.1 && middle < high - 0.1, low + ", " + middle + ", " + high);
  }

  @Test
  void silenceHasNoHits() {
    TempoMap tempo = TempoMap.constant(120);
    assertEquals(List.of(), OnsetHits.of(AudioClip.wrap(new float[5 * RATE], RATE), tempo));
    assertEquals(List.of(), OnsetHits.of(AudioClip.wrap(new float[0], RATE), tempo));
  }

  @Test
  void whatTheMixHidesCountsForLessOrIsNotThere() {
    TempoMap tempo = TempoMap.constant(120, 0.1);
    List<Double> beats = new ArrayList<>();
    List<DemoHit> score = new ArrayList<>();
    for (int beat = 0; beat < 16; beat++) {
      beats.add((double) beat);
      score.add(new DemoHit(beat, Voice.LEAD, 60, 1, 0.5));
    }
    DemoSong song = songOf(score, tempo);
    // From beat 8 on, noise that the clicks hardly rise above.
    List<Hit> heard = OnsetHits.heard(song, clicks(tempo, beats, tempo.secondsAt(7.5)));
    double clear = strength(heard, 1, 7);
    double hidden = strength(heard, 9, 16);
    assertTrue(hidden < 0.6 * clear, "hidden " + hidden + ", clear " + clear);
  }

  private static double strength(List<Hit> hits, double from, double to) {
    return hits.stream()
            .filter(hit -> hit.beat() >= from && hit.beat() < to)
            .mapToDouble(Hit::strength)
            .sum()
        / (to - from);
  }

  private static DemoSong songOf(List<DemoHit> hits, TempoMap tempo) {
    Section section = new Section(Section.Kind.VERSE, 0, 16);
    return new DemoSong(1, "t", "a", 120, tempo, 0.1, List.of(section), hits, 9, DemoStyle.WIDE);
  }

  /** Bursts of noise; from a second on, if above 0, loud noise everywhere. */
  private static AudioClip clicks(TempoMap tempo, List<Double> beats, double noisyFrom) {
    float[] audio = new float[(int) (RATE * (tempo.secondsAt(beats.get(beats.size() - 1)) + 1))];
    Random random = new Random(1);
    for (double beat : beats) {
      int at = (int) Math.round(tempo.secondsAt(beat) * RATE);
      for (int i = 0; i < 1500; i++) {
        audio[at + i] += (float) (0.5 * random.nextGaussian() / 3 * Math.exp(-i / 300.0));
      }
    }
    if (noisyFrom > 0) {
      for (int i = (int) (noisyFrom * RATE); i < audio.length; i++) {
        audio[i] += (float) (0.1 * random.nextGaussian());
      }
    }
    return AudioClip.wrap(audio, RATE);
  }

  private static AudioClip tones(TempoMap tempo, List<Double> beats, double hertz) {
    float[] audio = new float[(int) (RATE * (tempo.secondsAt(beats.get(beats.size() - 1)) + 1))];
    for (double beat : beats) {
      int at = (int) Math.round(tempo.secondsAt(beat) * RATE);
      for (int i = 0; i < 4000; i++) {
        audio[at + i] +=
            (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / RATE) * Math.exp(-i / 900.0));
      }
    }
    return AudioClip.wrap(audio, RATE);
  }
}
