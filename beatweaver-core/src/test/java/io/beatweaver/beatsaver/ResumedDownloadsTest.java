package io.beatweaver.beatsaver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.Progress;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.level.LevelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many levels there are after several runs, whatever happened to them. */
class ResumedDownloadsTest extends DownloadCase {
  @Test
  void exactlyAsManyAsAsked() throws Exception {
    offer(40);
    assertEquals(13, run(13, 8, Progress.NONE).downloaded());
    assertEquals(13, levels().size());
    DownloadReport more = run(17, 8, Progress.NONE);
    assertEquals(13, more.present());
    assertEquals(4, more.downloaded());
    assertEquals(17, levels().size());
    assertEquals(0, run(5).downloaded());
  }

  @Test
  void exactAlsoWhenTheOrderChangesOrAFailedLevelCanBeHadAgain() throws Exception {
    offer(6);
    server.mischief("/zip/100", (exchange, visit) -> visit == 1 && status(exchange, 404));
    assertEquals(3, run(3).downloaded());
    assertEquals(List.of("101", "102", "103"), levels());
    DownloadReport again = run(3);
    assertEquals(0, again.downloaded());
    assertEquals(3, again.present());
    assertEquals(Map.of("no place left", 1), again.skipped());
    assertEquals(List.of("101", "102", "103"), levels());
    assertEquals(1, run(4).downloaded());
    assertEquals(List.of("100", "101", "102", "103"), levels());
  }

  @Test
  void levelsOfAnotherSearchTakePlacesButDoNotKeepTheRunGoing() throws Exception {
    offer(200);
    run(4);
    // None of those that are there is on offer any more.
    server.offers.subList(0, 4).clear();
    server.requests.clear();
    DownloadReport report = run(5);
    assertEquals(1, report.downloaded());
    assertEquals(5, levels().size());
    assertEquals(0, run(5).downloaded());
    assertTrue(server.requests.size() < 40, server.requests.size() + " requests");
  }

  @Test
  void aFailedReplacementKeepsTheOldVersionAndItsPlace() throws Exception {
    offer(3);
    run(1);
    Files.writeString(folder.resolve("100/_beatsaver_meta.json"), "{\"hash\": \"old\"}");
    server.mischief("/zip/100", (exchange, visit) -> status(exchange, 404));
    DownloadReport report = run(1);
    assertEquals(List.of("100"), report.failures().stream().map(f -> f.id()).toList());
    assertEquals(List.of("100"), levels());
    assertTrue(Files.exists(folder.resolve("100/Info.dat")));
  }

  @Test
  void whatAnotherMadeUnderALevelsNameStays() throws Exception {
    offer(2);
    Files.createDirectories(folder.resolve("100"));
    Files.writeString(folder.resolve("100/mine.txt"), "mine");
    DownloadReport report = run(10);
    assertEquals(1, report.downloaded());
    assertEquals(1, report.skipped().size(), report.skipped().toString());
    assertEquals("mine", Files.readString(folder.resolve("100/mine.txt")));
    assertFalse(Files.exists(folder.resolve("100/Info.dat")));
  }

  @Test
  void whatAKilledRunSetAsideComesBackOrGoes() throws Exception {
    offer(2);
    run(2);
    Files.move(folder.resolve("100"), AtomicFiles.aside(folder.resolve("100")));
    Files.createDirectories(AtomicFiles.aside(folder.resolve("101")).resolve("below"));
    DownloadReport report = run(2);
    assertEquals(2, report.present());
    assertEquals(List.of("100", "101"), levels());
  }

  @Test
  void aNewVersionTakesTheOldOnesPlace() throws Exception {
    offer(1);
    run(1);
    Files.writeString(folder.resolve("100/_beatsaver_meta.json"), "{\"hash\": \"old\"}");
    Files.writeString(folder.resolve("100/left-over.txt"), "of the old version");
    DownloadReport report = run(1);
    assertEquals(1, report.replaced());
    assertFalse(Files.exists(folder.resolve("100/left-over.txt")));
    assertEquals(1, run(1).present());
  }

  @Test
  void cancellingKeepsWhatIsFinished() throws Exception {
    offer(30);
    assertThrows(
        CancellationException.class,
        () ->
            run(
                30,
                2,
                (stage, done, total, detail) -> {
                  if (done == 5) {
                    throw new CancellationException();
                  }
                }));
    assertTrue(levels().size() >= 5 && levels().size() < 30, levels().toString());
    int before = levels().size();
    DownloadReport report = run(30);
    assertEquals(before, report.present());
    assertEquals(30 - before, report.downloaded());
  }

  @Test
  void aKilledRunIsCompletedByTheNext() throws Exception {
    offer(60);
    TreeSet<String> all = new TreeSet<>(server.offers.stream().map(o -> o.id()).toList());
    Semaphore asked = new Semaphore(0);
    server.mischief(
        "/zip",
        (exchange, visit) -> {
          asked.release();
          return false;
        });
    for (int trial = 0; trial < 3; trial++) {
      asked.drainPermits();
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  DownloadMain.class.getName(),
                  server.base().toString(),
                  folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertTrue(asked.tryAcquire(12, 40, TimeUnit.SECONDS), "the child asks for zips");
      child.destroyForcibly().waitFor();
      assertTrue(wholeLevels().size() < 60, "the child was at work");
      for (Path level : wholeLevels()) {
        assertEquals("Song " + level.getFileName(), LevelReader.read(level).info().title());
      }
    }
    DownloadReport report = run(100);
    assertEquals(60, report.present() + report.downloaded());
    assertEquals(0, report.failures().size());
    assertEquals(List.copyOf(all), levels());
  }

  private List<Path> wholeLevels() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(c -> c.getFileName().toString().matches("[0-9a-f]+")).toList();
    }
  }
}
