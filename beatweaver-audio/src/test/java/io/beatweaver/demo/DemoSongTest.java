package io.beatweaver.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.tempo.TempoChange;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoSongTest {
  @Test
  void aSeedAlwaysMakesTheSameSongAndAnotherSeedAnotherOne() {
    assertEquals(
        DemoSong.compose(5, DemoSettings.DEFAULT), DemoSong.compose(5, DemoSettings.DEFAULT));
    Set<List<DemoHit>> scores = new HashSet<>();
    DemoSongs.ALL.forEach(song -> scores.add(song.hits()));
    assertEquals(DemoSongs.ALL.size(), scores.size());
    assertNotEquals(
        DemoSong.ofCorpus(DemoSettings.DEFAULT, 0),
        DemoSong.ofCorpus(DemoSettings.DEFAULT.withSeed(2), 0));
  }

  @Test
  void aSongDoesNotDependOnTheNumberOfSongs() {
    assertEquals(DemoSong.ofCorpus(DemoSongs.SETTINGS.withSongs(1000), 3), DemoSongs.ALL.get(3));
  }

  @Test
  void everythingSoundsOnTheGridWithinTheSong() {
    for (DemoSong song : DemoSongs.ALL) {
      Section last = song.sections().get(song.sections().size() - 1);
      double end = last.startBeat() + last.beats();
      long onSixteenths = 0;
      for (DemoHit hit : song.hits()) {
        assertEquals(Math.rint(hit.beat() * 16), hit.beat() * 16, song.title());
        assertTrue(hit.beat() >= 0 && hit.beat() < end, song.title());
        assertTrue(song.tempo().secondsAt(hit.beat()) < song.seconds(), song.title());
        onSixteenths += hit.beat() * 4 == Math.rint(hit.beat() * 4) ? 1 : 0;
      }
      assertTrue(onSixteenths > 0.6 * song.hits().size(), song.title());
    }
  }

  @Test
  void lengthsAndTemposStayInTheirRanges() {
    for (DemoSong song : DemoSongs.ALL) {
      double music = song.seconds() - song.offsetSeconds();
      assertTrue(music >= 60 && music <= 90 + 2 * 3 + 1, song.title() + " " + music);
      for (TempoChange change : song.tempo().changes()) {
        assertTrue(change.bpm() >= 80 && change.bpm() <= 200, change.toString());
        assertEquals(0, change.beat() % 4, "a tempo changes on a bar line");
      }
      assertEquals(song.bpm(), song.tempo().bpmAt(0));
      assertEquals(song.offsetSeconds(), song.tempo().secondsAt(0), 1e-12);
    }
  }

  @Test
  void shortSongsAreSongsAsWell() {
    DemoSettings tiny = DemoSettings.DEFAULT.withSeconds(10, 12);
    for (int i = 0; i < 50; i++) {
      DemoSong song = DemoSong.ofCorpus(tiny, i);
      assertTrue(song.seconds() - song.offsetSeconds() <= 12 + 3 + 1, song.title());
      assertTrue(song.onsets().size() >= 10, song.title());
    }
  }

  @Test
  void aCorpusHasTempoChangesOffsetsAndAllSections() {
    long changing = DemoSongs.ALL.stream().filter(s -> !s.tempo().isConstant()).count();
    long offset = DemoSongs.ALL.stream().filter(s -> s.offsetSeconds() > 0).count();
    assertTrue(changing >= 4 && changing <= 20, "with tempo change: " + changing);
    assertTrue(offset >= 6 && offset <= 26, "with offset: " + offset);
    Set<Section.Kind> kinds = EnumSet.noneOf(Section.Kind.class);
    DemoSongs.ALL.forEach(s -> s.sections().forEach(section -> kinds.add(section.kind())));
    assertEquals(EnumSet.allOf(Section.Kind.class), kinds);
  }

  @Test
  void sectionsFollowOneAnotherFromBeatZero() {
    for (DemoSong song : DemoSongs.ALL) {
      double beat = 0;
      for (Section section : song.sections()) {
        assertEquals(beat, section.startBeat(), song.title());
        beat += section.beats();
      }
      assertEquals(song.seconds() - 1, song.tempo().secondsAt(beat), 1e-9);
    }
  }

  @Test
  void breaksHaveFewHitsOrNone() {
    double breakBeats = 0;
    long breakHits = 0;
    double otherBeats = 0;
    long otherHits = 0;
    for (DemoSong song : DemoSongs.ALL) {
      List<Hit> onsets = song.onsets();
      for (Section section : song.sections()) {
        double end = section.startBeat() + section.beats();
        long hits =
            onsets.stream()
                .filter(hit -> hit.beat() >= section.startBeat() && hit.beat() < end)
                .count();
        if (section.kind() == Section.Kind.BREAK) {
          breakBeats += section.beats();
          breakHits += hits;
        } else {
          otherBeats += section.beats();
          otherHits += hits;
        }
      }
    }
    assertTrue(breakBeats > 0);
    assertTrue(
        breakHits / breakBeats < 0.2 * otherHits / otherBeats, "hits in breaks: " + breakHits);
  }

  @Test
  void onsetsSumTheVoicesOfABeatAndTakeTheMelodysPitch() {
    DemoSong song = DemoSongs.ALL.get(0);
    List<DemoHit> hits =
        List.of(
            new DemoHit(1, Voice.KICK, 0, 0.5, 0.25),
            new DemoHit(1, Voice.LEAD, 66, 0.25, 0.5),
            new DemoHit(1, Voice.CHORD, 50, 1, Voice.PAD_BEATS),
            new DemoHit(2, Voice.CHORD, 50, 1, Voice.PAD_BEATS));
    DemoSong made = new DemoSong(1, "t", "a", 120, song.tempo(), 0, song.sections(), hits, 60);
    assertEquals(List.of(new Hit(1, 0.5 + 0.25 * 0.8, 0.5)), made.onsets());
  }

  @Test
  void whatCanBeNoSongIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new DemoSettings(0, 1, 60, 90));
    assertThrows(IllegalArgumentException.class, () -> new DemoSettings(1, 1, 90, 60));
    assertThrows(IllegalArgumentException.class, () -> new DemoSettings(1, 1, 1, 60));
    assertThrows(IllegalArgumentException.class, () -> new DemoSettings(1, 1, 60, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Hit(Double.NaN, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Hit(0, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Hit(0, 1, 1.5));
    assertThrows(IllegalArgumentException.class, () -> new DemoHit(0, Voice.KICK, 0, 0, 1));
  }
}
