package io.beatweaver.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.LevelSong;
import io.beatweaver.level.Note;
import io.beatweaver.tempo.TempoMap;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCorpusTest {
  private static final DemoSettings SETTINGS = new DemoSettings(24, 7, 10, 14);

  @TempDir static Path shared;
  private static Path corpus;
  private static List<Path> levels;
  private static final Map<Long, String> HEARD = new ConcurrentHashMap<>();

  @TempDir Path folder;

  @BeforeAll
  static void writeCorpus() throws IOException {
    corpus = shared.resolve("corpus");
    levels =
        DemoCorpus.write(
            corpus,
            SETTINGS,
            (stage, done, total, detail) -> {
              assertEquals(SETTINGS.songs(), total);
              HEARD.put(done, detail);
            });
  }

  @Test
  void everyLevelIsThereAndProgressHeardOfEach() throws IOException {
    assertEquals(SETTINGS.songs(), levels.size());
    Set<String> names = new HashSet<>();
    levels.forEach(level -> names.add(level.getFileName().toString()));
    assertEquals(names, namesIn(corpus), "nothing but levels, and each under its own name");
    assertEquals(names, new HashSet<>(HEARD.values()));
    assertEquals(SETTINGS.songs(), HEARD.size());
  }

  @Test
  void levelsReadBackWithoutWarningAndWithTheSongsOwnNotes() throws IOException {
    for (int i = 0; i < levels.size(); i++) {
      Level level = LevelReader.read(levels.get(i));
      DemoSong song = DemoSong.ofCorpus(SETTINGS, i);
      assertEquals(List.of(), level.warnings(), levels.get(i).toString());
      assertEquals(song.title(), level.info().title());
      assertEquals(song.artist(), level.info().artist());
      assertEquals(song.bpm(), level.info().bpm());
      assertEquals(5, level.beatmaps().size());
      for (Beatmap beatmap : level.beatmaps()) {
        List<Note> notes = new ArrayList<>(RuleMapper.map(song, beatmap.difficulty()));
        notes.sort(Note.ORDER);
        assertEquals(notes, beatmap.notes());
        assertSameTimes(song.tempo(), beatmap);
      }
    }
  }

  @Test
  void audioIsWhatTheSynthesizerRendered() throws Exception {
    Map<Integer, Integer> rates = new HashMap<>();
    for (int i = 0; i < levels.size(); i++) {
      File file = LevelSong.file(LevelReader.read(levels.get(i)), folder).toFile();
      int rate = DemoCorpus.sampleRateOf(i);
      rates.merge(rate, 1, Integer::sum);
      float[] rendered = SongSynthesizer.render(DemoSong.ofCorpus(SETTINGS, i), rate);
      try (AudioInputStream in = AudioSystem.getAudioInputStream(file)) {
        assertEquals(rate, in.getFormat().getSampleRate());
        assertEquals(rendered.length, in.getFrameLength());
      }
    }
    assertEquals(Set.of(22_050, 44_100, 48_000), rates.keySet());
    assertTrue(rates.get(22_050) > SETTINGS.songs() / 2);
  }

  @Test
  void writingAgainKeepsWhatIsThereAndAddsWhatIsNot() throws IOException {
    Path small = folder.resolve("small");
    List<Path> first = DemoCorpus.write(small, SETTINGS.withSongs(3), Progress.NONE);
    Path kept = first.get(1).resolve("kept.txt");
    Files.writeString(kept, "still here");
    byte[] song = Files.readAllBytes(first.get(2).resolve(DemoCorpus.SONG_FILE));
    delete(first.get(2));
    List<Path> second = DemoCorpus.write(small, SETTINGS.withSongs(4), Progress.NONE);
    assertEquals(first, second.subList(0, 3));
    assertTrue(Files.exists(kept));
    assertArrayEquals(song, Files.readAllBytes(second.get(2).resolve(DemoCorpus.SONG_FILE)));
  }

  @Test
  void theSameSettingsMakeTheSameBytes() throws IOException {
    List<Path> again = DemoCorpus.write(folder.resolve("b"), SETTINGS.withSongs(6), Progress.NONE);
    for (int i = 0; i < again.size(); i++) {
      assertEquals(namesIn(levels.get(i)), namesIn(again.get(i)));
      for (String name : namesIn(again.get(i))) {
        assertArrayEquals(
            Files.readAllBytes(levels.get(i).resolve(name)),
            Files.readAllBytes(again.get(i).resolve(name)),
            name);
      }
    }
  }

  @Test
  void otherSettingsGoToOtherFolders() throws IOException {
    Path both = folder.resolve("both");
    DemoSettings one = SETTINGS.withSongs(1);
    DemoCorpus.write(both, one, Progress.NONE);
    DemoCorpus.write(both, one.withSeed(8), Progress.NONE);
    DemoCorpus.write(both, one.withSeconds(10, 13), Progress.NONE);
    assertEquals(3, namesIn(both).size());
  }

  @Test
  void cancellingLeavesWholeLevelsOnly() throws IOException {
    Path stopped = folder.resolve("stopped");
    assertThrows(
        CancellationException.class,
        () ->
            DemoCorpus.write(
                stopped,
                SETTINGS,
                (stage, done, total, detail) -> {
                  throw new CancellationException();
                }));
    Set<String> names = namesIn(stopped);
    assertTrue(!names.isEmpty() && names.size() < SETTINGS.songs(), names.toString());
    for (String name : names) {
      assertEquals(5, LevelReader.read(stopped.resolve(name)).beatmaps().size());
    }
  }

  @Test
  void aFileInTheFoldersPlaceIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertThrows(InputException.class, () -> DemoCorpus.write(file, SETTINGS, Progress.NONE));
    assertEquals("mine", Files.readString(file));
  }

  private static void assertSameTimes(TempoMap expected, Beatmap beatmap) {
    for (Note note : beatmap.notes()) {
      assertEquals(
          expected.secondsAt(note.beat()),
          beatmap.tempo().secondsAt(note.beat()),
          0.001,
          beatmap.difficulty() + " at beat " + note.beat());
    }
  }

  private static Set<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new HashSet<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }

  private static void delete(Path level) throws IOException {
    for (File file : level.toFile().listFiles()) {
      Files.delete(file.toPath());
    }
    Files.delete(level);
  }
}
