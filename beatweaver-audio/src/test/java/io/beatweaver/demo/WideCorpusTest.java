package io.beatweaver.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.Progress;
import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WideCorpusTest {
  private static final DemoSettings SETTINGS = new DemoSettings(12, 7, 12, 16, DemoStyle.WIDE);

  @TempDir static Path corpus;
  private static List<Path> levels;

  @BeforeAll
  static void write() throws IOException {
    levels = DemoCorpus.write(corpus, SETTINGS, Progress.NONE);
  }

  /** Tempos that breathe among them: in the three formats alike. */
  @Test
  void levelsReadBackWithTheirTimes() throws IOException {
    int breathing = 0;
    for (int i = 0; i < levels.size(); i++) {
      Level level = LevelReader.read(levels.get(i));
      DemoSong song = DemoSong.ofCorpus(SETTINGS, i);
      assertEquals(List.of(), level.warnings(), levels.get(i).toString());
      assertEquals(5, level.beatmaps().size());
      breathing += song.tempo().isConstant() ? 0 : 1;
      for (Beatmap map : level.beatmaps()) {
        for (Note note : map.notes()) {
          double meant = song.tempo().secondsAt(note.beat());
          assertEquals(meant, map.tempo().secondsAt(note.beat()), 0.001, song.title());
        }
      }
    }
    assertTrue(breathing > 0);
  }

  @Test
  void chartsAreThoseOfWhatIsHeard() throws IOException {
    for (int i = 0; i < 4; i++) {
      DemoSong song = DemoSong.ofCorpus(SETTINGS, i);
      int rate = DemoCorpus.sampleRateOf(DemoStyle.WIDE, i);
      float[] samples = SongSynthesizer.render(song, rate);
      List<Hit> heard = OnsetHits.heard(song, AudioClip.wrap(samples, rate));
      assertTrue(
          song.onsets().stream()
              .map(Hit::beat)
              .collect(Collectors.toSet())
              .containsAll(heard.stream().map(Hit::beat).toList()));
      for (Beatmap map : LevelReader.read(levels.get(i)).beatmaps()) {
        List<Note> notes = new ArrayList<>(RuleMapper.map(heard, song.tempo(), map.difficulty()));
        notes.sort(Note.ORDER);
        assertEquals(notes, map.notes());
      }
    }
  }

  @Test
  void songsHaveTheRatesOfMusic() throws IOException {
    int full = 0;
    for (int i = 0; i < levels.size(); i++) {
      Path song = levels.get(i).resolve(DemoCorpus.SONG_FILE);
      int rate = AudioDecoder.probe(song).sampleRate();
      assertEquals(DemoCorpus.sampleRateOf(DemoStyle.WIDE, i), rate);
      full += rate >= 44_100 ? 1 : 0;
    }
    assertEquals(9, full);
  }

  @Test
  void theSameSettingsMakeTheSameBytesAndThePlainStyleOthers(@TempDir Path again)
      throws IOException {
    List<Path> second = DemoCorpus.write(again, SETTINGS.withSongs(2), Progress.NONE);
    for (int i = 0; i < second.size(); i++) {
      assertEquals(levels.get(i).getFileName(), second.get(i).getFileName());
      for (String name : List.of("ExpertStandard.dat", DemoCorpus.SONG_FILE)) {
        Path one = levels.get(i).resolve(name);
        assertEquals(Files.exists(one), Files.exists(second.get(i).resolve(name)));
        if (Files.exists(one)) {
          assertArrayEquals(
              Files.readAllBytes(one), Files.readAllBytes(second.get(i).resolve(name)), name);
        }
      }
    }
    DemoSettings plain = SETTINGS.withStyle(DemoStyle.PLAIN).withSongs(1);
    Path other = DemoCorpus.write(again, plain, Progress.NONE).get(0);
    assertNotEquals(second.get(0), other);
  }
}
