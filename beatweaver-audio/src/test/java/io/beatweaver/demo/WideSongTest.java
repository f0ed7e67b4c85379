package io.beatweaver.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Note;
import io.beatweaver.quality.HumanBand;
import io.beatweaver.tempo.TempoChange;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WideSongTest {
  private static final DemoSettings SETTINGS =
      DemoSettings.DEFAULT.withStyle(DemoStyle.WIDE).withSeed(3).withSongs(120);
  private static final List<DemoSong> SONGS =
      IntStream.range(0, SETTINGS.songs()).mapToObj(i -> DemoSong.ofCorpus(SETTINGS, i)).toList();

  /**
   * Figures of the songs as they were before there was another style; of the charts when notes come
   * and for which hand, for the cells have been chosen otherwise since.
   */
  @ParameterizedTest
  @CsvSource({
    "0, Electric Voyage, 130, ca841c9e, 9f527506",
    "5, Cobalt Umbrella, 120, c09c6bda, dce66c36"
  })
  void plainSongsStayWhatTheyWere(
      int index, String title, double bpm, String audio, String charts) {
    DemoSong song = DemoSong.ofCorpus(DemoSettings.DEFAULT, index);
    assertEquals(title, song.title());
    assertEquals(bpm, song.bpm());
    CRC32 samples = new CRC32();
    for (float sample : SongSynthesizer.render(song, 22_050)) {
      int value = Math.round(sample * 32768f);
      samples.update(value);
      samples.update(value >> 8);
    }
    assertEquals(audio, Long.toHexString(samples.getValue()));
    CRC32 notes = new CRC32();
    for (Difficulty difficulty : Difficulty.values()) {
      for (Note n : RuleMapper.map(song, difficulty)) {
        String line = n.beat() + " " + n.hand() + "\n";
        notes.update(line.getBytes(StandardCharsets.US_ASCII));
      }
    }
    assertEquals(charts, Long.toHexString(notes.getValue()));
  }

  @Test
  void aSeedAlwaysMakesTheSameSongAndAnotherOneAnother() {
    assertEquals(SONGS.get(4), DemoSong.ofCorpus(SETTINGS.withSongs(9), 4));
    assertNotEquals(SONGS.get(4), DemoSong.ofCorpus(SETTINGS.withSeed(4), 4));
    Set<List<DemoHit>> scores = new HashSet<>();
    SONGS.forEach(song -> scores.add(song.hits()));
    assertEquals(SONGS.size(), scores.size());
  }

  @Test
  void everythingIsMeantToSoundOnTheGridWithinTheSong() {
    for (DemoSong song : SONGS) {
      assertEquals(DemoStyle.WIDE, song.style());
      Section last = song.sections().get(song.sections().size() - 1);
      double end = last.startBeat() + last.beats();
      for (DemoHit hit : song.hits()) {
        assertEquals(Math.rint(hit.beat() * 16), hit.beat() * 16, song.title());
        assertTrue(hit.beat() >= 0 && hit.beat() < end, song.title());
      }
      assertTrue(song.tempo().secondsAt(end) < song.seconds(), song.title());
      double music = song.seconds() - song.offsetSeconds();
      assertTrue(music >= 60 && music <= 90 + 12 * 60 / 70.0 + 2 * 3.5, "seconds " + music);
    }
  }

  @Test
  void sectionsFollowOneAnotherFromBeatZero() {
    for (DemoSong song : SONGS) {
      double beat = 0;
      for (Section section : song.sections()) {
        assertEquals(beat, section.startBeat(), song.title());
        beat += section.beats();
      }
    }
  }

  @Test
  void temposSpanMusicAndBreatheOnlyInSongsOfPeople() {
    double slowest = 999;
    double fastest = 0;
    int breathing = 0;
    for (DemoSong song : SONGS) {
      slowest = Math.min(slowest, song.bpm());
      fastest = Math.max(fastest, song.bpm());
      breathing += song.tempo().isConstant() ? 0 : 1;
      for (TempoChange change : song.tempo().changes()) {
        assertEquals(song.bpm(), change.bpm(), 0.025 * song.bpm(), song.title());
      }
    }
    assertTrue(slowest < 80 && slowest > 68, "slowest " + slowest);
    assertTrue(fastest > 180 && fastest < 203, "fastest " + fastest);
    assertTrue(breathing > 30 && breathing < 90, "songs that breathe: " + breathing);
  }

  @Test
  void musicBeginsOnAnyBeatAndNotAlwaysAtOnce() {
    Set<Integer> phases = new HashSet<>();
    int silent = 0;
    for (DemoSong song : SONGS) {
      double second = song.sections().get(1).startBeat();
      phases.add((int) (second % 4));
      silent += song.hits().get(0).beat() >= 4 ? 1 : 0;
    }
    assertEquals(Set.of(0, 1, 2, 3), phases);
    assertTrue(silent > 10 && silent < 70, "silent at first: " + silent);
  }

  @Test
  void allVoicesAndSwungPlacesComeUp() {
    Set<Voice> voices = EnumSet.noneOf(Voice.class);
    int swung = 0;
    for (DemoSong song : SONGS) {
      song.hits().forEach(hit -> voices.add(hit.voice()));
      swung += song.hits().stream().anyMatch(hit -> hit.beat() % 1 == 0.3125) ? 1 : 0;
    }
    assertEquals(EnumSet.allOf(Voice.class), voices);
    assertTrue(swung > 20 && swung < 80, "swung songs: " + swung);
  }

  /** Over the music, without the silence around it. Some ballads have too little to chart. */
  @Test
  void mostSongsHoldEnoughForEveryDifficulty() {
    for (Difficulty difficulty : Difficulty.values()) {
      HumanBand band = HumanBand.of(difficulty);
      int within = 0;
      for (DemoSong song : SONGS) {
        List<Note> notes = RuleMapper.map(song, difficulty);
        double first = song.tempo().secondsAt(notes.get(0).beat());
        double last = song.tempo().secondsAt(notes.get(notes.size() - 1).beat());
        within += band.contains(notes.size() / (last - first)) ? 1 : 0;
      }
      assertTrue(within > 0.8 * SONGS.size(), difficulty + ": " + within);
    }
  }
}
