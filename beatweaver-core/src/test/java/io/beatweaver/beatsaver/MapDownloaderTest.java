package io.beatweaver.beatsaver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MapDownloaderTest extends DownloadCase {
  @Test
  void levelsAreThereWithWhatIsKnownOfThem() throws Exception {
    offer(7);
    DownloadReport report = run(100);
    assertEquals(7, report.downloaded());
    assertEquals(List.of("100", "101", "102", "103", "104", "105", "106"), levels());
    Level level = LevelReader.read(folder.resolve("103"));
    assertEquals("Song 103", level.info().title());
    JsonNode meta = new JsonMapper().readTree(folder.resolve("103/_beatsaver_meta.json").toFile());
    assertEquals(level.hash(), meta.get("hash").asText());
    assertEquals("103", meta.get("id").asText());
    assertEquals(0.975, meta.get("score").asDouble(), 1e-9);
    assertEquals(48, meta.get("upvotes").asInt());
    assertEquals(2, meta.get("downvotes").asInt());
  }

  @Test
  void aLevelWithoutAScoreDoesNotEndTheSearch() throws Exception {
    offer(2);
    Map<String, byte[]> files = TestServer.level("x");
    String json = server.doc("a1", 0, 50, TestServer.hash(files), "\"automapper\": false");
    server.offers.add(1, new TestServer.Offer("a1", json, new byte[0]));
    for (int i = 0; i < 6; i++) {
      server.offer("b" + i, 0.8, 50);
    }
    assertEquals(8, run(100).downloaded());
  }

  @Test
  void progressCountsPlacesAndEndsOnce() throws Exception {
    offer(5);
    run(2);
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    run(4, 1, (stage, done, total, detail) -> told.add(done + "/" + total));
    assertEquals("2/4", told.get(0));
    assertEquals(1, told.stream().filter("4/4"::equals).count(), told.toString());
    assertEquals("4/4", told.get(told.size() - 1));
    assertEquals(told.stream().sorted().toList(), told);
  }

  @Test
  void failuresAreReplacedByTheNextBest() throws Exception {
    offer(12);
    server.mischief("/zip/101", (exchange, visit) -> status(exchange, 404));
    server.mischief("/zip/102", (exchange, visit) -> status(exchange, 500));
    DownloadReport report = run(6);
    assertEquals(6, report.downloaded());
    assertEquals(List.of("100", "103", "104", "105", "106", "107"), levels());
    assertEquals(
        List.of("101", "102"), report.failures().stream().map(f -> f.id()).sorted().toList());
    // Not there is final; a server's own fault is tried again.
    assertEquals(1, visits("/zip/101"));
    assertEquals(3, visits("/zip/102"));
  }

  @Test
  void machineMadeLowAndUnpopularOnesArePassedOver() throws Exception {
    Map<String, byte[]> files = TestServer.level("x");
    String hash = TestServer.hash(files);
    for (String more : List.of("\"automapper\": true", "\"declaredAi\": \"SageScore\"")) {
      server.offers.add(
          new TestServer.Offer("a1", server.doc("a1", 0.99, 50, hash, more), new byte[0]));
    }
    server.offers.add(new TestServer.Offer("a2", "{\"id\": \"a2\"}", new byte[0]));
    server.offer("a3", 0.9, 9);
    server.offer("a4", 0.8, 50);
    server.offer("a5", 0.4, 50);
    DownloadReport report = run(100);
    assertEquals(List.of("a4"), levels());
    assertEquals(
        Map.of("machine-made", 2, "not published", 1, "score or votes too low", 2),
        report.skipped());
  }

  @Test
  void noMoreZipsAtOnceThanAsked() throws Exception {
    offer(30);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier three = new CyclicBarrier(3);
    server.mischief(
        "/zip",
        (exchange, visit) -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          try {
            // None is answered before three are asked for.
            three.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException(e);
          } finally {
            now.decrementAndGet();
          }
          return false;
        });
    assertEquals(30, run(30, 3, Progress.NONE).downloaded());
    assertEquals(3, most.get());
  }

  @Test
  void twoRunsDoNotShareAFolder() throws Exception {
    Files.createDirectories(folder);
    try (FileChannel other =
        FileChannel.open(
            folder.resolve(".beatsaver.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      other.lock();
      InputException refused = assertThrows(InputException.class, () -> run(1));
      assertTrue(refused.getMessage().contains("another download"), refused.getMessage());
    }
  }
}
