package io.beatweaver.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.demo.DemoCorpus;
import io.beatweaver.demo.DemoSettings;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelReader;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.storage.BeatmapStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processing a small corpus of demo songs, and its ways to fail. */
class CorpusOfDemoSongsTest {
  private static final DemoSettings SHORT =
      DemoSettings.DEFAULT.withSongs(3).withSeconds(10, 12).withSeed(5);

  @TempDir Path folder;
  private Path corpus;
  private Path store;
  private List<Path> levels;

  @BeforeEach
  void makeCorpus() throws IOException {
    corpus = folder.resolve("corpus");
    store = folder.resolve("store");
    levels = DemoCorpus.write(corpus, SHORT, Progress.NONE);
  }

  @Test
  void everyLevelBecomesASongToLearnFrom() throws IOException {
    List<Long> seen = new ArrayList<>();
    CorpusReport report = process(2, (stage, done, total, detail) -> seen.add(done));
    assertEquals(new CorpusReport(3, 0, 3, 0, 0, 0, 0, notes(), 3, 0, List.of()), report);
    assertEquals(List.of(1L, 2L, 3L), seen);
    List<CorpusSong> songs = CorpusSong.load(store, Progress.NONE);
    assertEquals(3, songs.size());
    for (int i = 0; i < 3; i++) {
      Level level = LevelReader.read(levels.get(i));
      CorpusSong song = songs.get(i);
      assertEquals(level.hash(), song.entry().hash());
      assertEquals(level.beatmaps().get(0).tempo(), song.tempo());
      assertEquals(5, song.beatmaps().size());
      TrainingSong training = song.toTrainingSong();
      assertEquals(song.entry().audioHash(), training.id());
      double lastBeat = song.features().rows() / 16.0;
      double seconds = song.tempo().secondsAt(lastBeat);
      assertEquals(song.entry().durationSeconds(), seconds, 0.1);
    }
  }

  @Test
  void aLevelThatIsUnusableCostsItselfAloneAndIsNamed() throws IOException {
    Files.writeString(levels.get(0).resolve("Info.dat"), "{\"_version\": \"2.0.0\", ");
    Files.write(levels.get(1).resolve("song.wav"), new byte[100]);
    emptyZip(corpus.resolve("a.zip"));
    CorpusReport report = process(1, Progress.NONE);
    assertEquals(4, report.found());
    assertEquals(2, report.stored());
    assertEquals(1, report.songsWithFeatures());
    assertEquals(3, report.failures().size());
    for (CorpusReport.Failure failure : report.failures()) {
      assertTrue(failure.path().startsWith(corpus.toString()), failure.path());
      assertFalse(failure.reason().contains(corpus.toString()), failure.reason());
    }
    assertEquals(1, CorpusSong.load(store, Progress.NONE).size());
  }

  @Test
  void theSameLevelInTwoPlacesIsStoredOnce() throws IOException {
    zip(levels.get(2), corpus.resolve("zipped.zip"));
    CorpusReport report = process(2, Progress.NONE);
    assertEquals(4, report.found());
    assertEquals(3, report.stored());
    assertEquals(1, report.duplicates());
    assertEquals(List.of(), report.failures());
  }

  @Test
  void aZipGivesTheSongOfItsFolder() throws IOException {
    process(2, Progress.NONE);
    List<CorpusSong> fromFolders = CorpusSong.load(store, Progress.NONE);
    Path zips = Files.createDirectory(folder.resolve("zips"));
    zip(levels.get(0), zips.resolve("one.ZIP"));
    store = folder.resolve("other");
    CorpusProcessor.process(List.of(zips), store, CorpusOptions.defaults(), Progress.NONE);
    List<CorpusSong> fromZip = CorpusSong.load(store, Progress.NONE);
    assertEquals(1, fromZip.size());
    assertEquals(
        fromFolders.get(0).features().toFeatures(), fromZip.get(0).features().toFeatures());
    assertEquals(fromFolders.get(0).entry().audioHash(), fromZip.get(0).entry().audioHash());
  }

  @Test
  void whereNothingIsUsableNoStoreIsMade() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertRefused(empty, "empty");
    assertRefused(folder.resolve("missing"), "missing");
    assertRefused(Files.writeString(folder.resolve("text.txt"), "?"), "text.txt");
    assertRefused(emptyZip(folder.resolve("empty.zip")), "empty.zip");
  }

  @Test
  void cancellingLeavesAStoreThatTheNextRunCompletes() throws IOException {
    Progress impatient =
        (stage, done, total, detail) -> {
          throw new CancellationException("enough");
        };
    assertThrows(CancellationException.class, () -> process(2, impatient));
    try (BeatmapStore begun = BeatmapStore.open(store)) {
      assertEquals(List.of(), begun.songs());
    }
    assertEquals(3, process(2, Progress.NONE).stored());
  }

  private void assertRefused(Path input, String named) {
    InputException refused =
        assertThrows(
            InputException.class,
            () ->
                CorpusProcessor.process(
                    List.of(input), store, CorpusOptions.defaults(), Progress.NONE));
    assertTrue(refused.getMessage().contains(named), refused.getMessage());
    assertThrows(InputException.class, () -> BeatmapStore.open(store));
  }

  private CorpusReport process(int workers, Progress progress) throws IOException {
    return CorpusProcessor.process(
        List.of(corpus), store, CorpusOptions.defaults().withWorkers(workers), progress);
  }

  private long notes() throws IOException {
    long notes = 0;
    for (Path level : levels) {
      for (Beatmap map : LevelReader.read(level).beatmaps()) {
        notes += map.notes().size();
      }
    }
    return notes;
  }

  private static Path emptyZip(Path target) throws IOException {
    byte[] end = new byte[22];
    System.arraycopy("PK\5\6".getBytes(StandardCharsets.ISO_8859_1), 0, end, 0, 4);
    return Files.write(target, end);
  }

  private static void zip(Path level, Path target) throws IOException {
    try (OutputStream file = Files.newOutputStream(target);
        ZipOutputStream zip = new ZipOutputStream(file);
        Stream<Path> files = Files.list(level)) {
      for (Path part : files.toList()) {
        zip.putNextEntry(new ZipEntry(part.getFileName().toString()));
        Files.copy(part, zip);
      }
    }
  }
}
