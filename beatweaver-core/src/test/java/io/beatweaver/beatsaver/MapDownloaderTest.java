package io.beatweaver.beatsaver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MapDownloaderTest {
  private static final MapSearch GOOD = MapSearch.of(0.5, 10);

  @TempDir Path folder;

  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ClientSettings settings() {
    return new ClientSettings(
        server.base(),
        Duration.ofMillis(1),
        3,
        Duration.ofMillis(10),
        Duration.ofSeconds(3),
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        1 << 20);
  }

  private DownloadReport run(int max) throws IOException, InterruptedException {
    return run(max, 3, Progress.NONE);
  }

  private DownloadReport run(int max, int parallel, Progress progress)
      throws IOException, InterruptedException {
    return new MapDownloader(new BeatSaverClient(settings()))
        .run(folder, GOOD, max, parallel, progress);
  }

  /** The folders of whole levels; fails if anything else was left behind. */
  private List<String> levels() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      List<String> names = children.map(c -> c.getFileName().toString()).sorted().toList();
      assertTrue(
          names.stream().allMatch(n -> n.matches("[0-9a-f]+") || n.equals(".beatsaver.lock")),
          names.toString());
      return names.stream().filter(n -> !n.startsWith(".")).toList();
    }
  }

  private void offer(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      server.offer(Integer.toHexString(0x100 + i), 0.99 - i * 0.005, 50);
    }
  }

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

  private long visits(String path) {
    return server.requests.stream().filter(path::equals).count();
  }

  private static boolean status(HttpExchange exchange, int status) throws IOException {
    TestServer.send(exchange, status, new byte[0]);
    return true;
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
  void hostileAndWrongZipsAreCountedAndLeaveNothing() throws Exception {
    Map<String, byte[]> files = TestServer.level("Song");
    String hash = TestServer.hash(files);
    byte[] zip = TestServer.zip(files);
    Map<String, byte[]> climbing = new LinkedHashMap<>(files);
    climbing.put("../../escaped.txt", new byte[] {1});
    Map<String, byte[]> absolute = new LinkedHashMap<>(files);
    absolute.put("/escaped.txt", new byte[] {1});
    Map<String, byte[]> both = new LinkedHashMap<>(files);
    both.put("name", new byte[] {1});
    both.put("name/below", new byte[] {1});
    server.offer("1", 0.9, 50, hash, Arrays.copyOf(zip, zip.length / 2));
    server.offer("2", 0.9, 50, hash, "no zip at all".getBytes(StandardCharsets.UTF_8));
    server.offer("3", 0.9, 50, hash, new byte[0]);
    server.offer("4", 0.9, 50, "f".repeat(40), zip);
    server.offer("5", 0.9, 50, hash, TestServer.zip(climbing));
    server.offer("6", 0.9, 50, hash, TestServer.zip(absolute));
    server.offer("7", 0.9, 50, hash, TestServer.zip(both));
    server.offer("8", 0.9, 50, hash, new byte[(1 << 20) + 1]);
    server.offer("9", 0.9, 50, hash, zip);
    DownloadReport report = run(100);
    assertEquals(List.of("9"), levels());
    assertEquals(8, report.failures().size());
    Map<String, String> reasons = new LinkedHashMap<>();
    report.failures().forEach(f -> reasons.put(f.id(), f.reason()));
    assertTrue(reasons.get("4").contains("holds another level"), reasons.get("4"));
    assertTrue(reasons.get("5").contains("lead out of the level"), reasons.get("5"));
    assertTrue(reasons.get("7").contains("name"), reasons.get("7"));
    assertTrue(reasons.get("8").contains("more than 1048576 bytes"), reasons.get("8"));
    assertFalse(Files.exists(folder.resolveSibling("escaped.txt")));
  }

  @Test
  void aServerInTroubleIsTriedAgain() throws Exception {
    offer(6);
    server.mischief("/search/text/0", (e, visit) -> visit == 1 && status(e, 503));
    server.mischief("/search/text/1", (e, visit) -> visit == 1 && cutOff(e));
    server.mischief("/zip/100", (e, visit) -> visit < 3 && cutOff(e));
    server.mischief("/zip/101", (e, visit) -> visit == 1 && tooSlow(e));
    assertEquals(6, run(100).downloaded());
    assertEquals(6, levels().size());
    assertEquals(3, visits("/zip/100"));
    assertEquals(2, visits("/zip/101"));
  }

  /** Announces more than it sends, and hangs up. */
  private static boolean cutOff(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1000);
    OutputStream out = exchange.getResponseBody();
    out.write(new byte[10]);
    out.flush();
    exchange.close();
    return true;
  }

  /** Starts an answer that doesn't end within the time that the client allows. */
  private static boolean tooSlow(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1000);
    OutputStream out = exchange.getResponseBody();
    try {
      for (int i = 0; i < 50; i++) {
        out.write(1);
        out.flush();
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  @Test
  void retryAfterIsHonouredInBothForms() throws Exception {
    offer(3);
    server.mischief(
        "/search/text/0",
        (exchange, visit) -> {
          if (visit == 1) {
            exchange.getResponseHeaders().set("Retry-After", "1");
          } else if (visit == 2) {
            String then =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2));
            exchange.getResponseHeaders().set("Retry-After", then);
          }
          return visit < 3 && status(exchange, 429);
        });
    assertEquals(3, run(3).downloaded());
    assertTrue(server.searchNanos.get(1) - server.searchNanos.get(0) >= 1_000_000_000L);
    // The date has whole seconds: two ahead is at least one away.
    assertTrue(server.searchNanos.get(2) - server.searchNanos.get(1) >= 990_000_000L);
  }

  @Test
  void aLongerWaitThanAllowedEndsTheRunAtOnce() {
    server.mischief(
        "/search",
        (exchange, visit) -> {
          exchange.getResponseHeaders().set("Retry-After", "86400");
          return status(exchange, 429);
        });
    IOException failure = assertThrows(IOException.class, () -> run(3));
    assertTrue(failure.getMessage().contains("86400 s"), failure.getMessage());
    assertEquals(1, server.requests.size());
  }

  @Test
  void searchRequestsKeepTheirDistance() throws Exception {
    offer(20);
    ClientSettings fast = settings();
    ClientSettings slow =
        new ClientSettings(
            fast.base(),
            Duration.ofMillis(150),
            fast.tries(),
            fast.firstBackoff(),
            fast.longestWait(),
            fast.apiTimeout(),
            fast.downloadTimeout(),
            fast.mostZipBytes());
    server.mischief("/search/text/2", (e, visit) -> visit == 1 && status(e, 500));
    new MapDownloader(new BeatSaverClient(slow)).run(folder, GOOD, 100, 8, Progress.NONE);
    assertEquals(6, server.searchNanos.size());
    for (int i = 1; i < server.searchNanos.size(); i++) {
      long apart = server.searchNanos.get(i) - server.searchNanos.get(i - 1);
      // Starts are 150 ms apart at the client; loopback may bring two a little closer.
      assertTrue(apart >= 100_000_000L, "requests " + i + " apart by " + apart + " ns");
    }
  }

  @Test
  void noMoreZipsAtOnceThanAsked() throws Exception {
    offer(30);
    server.mischief(
        "/zip",
        (exchange, visit) -> {
          try {
            Thread.sleep(20);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return false;
        });
    assertEquals(30, run(30, 3, Progress.NONE).downloaded());
    assertTrue(server.mostZipsAtOnce.get() <= 3, server.mostZipsAtOnce + " at once");
  }

  @Test
  void aDeadServerEndsTheRunWithTheReasonAndKeepsWhatIsFinished() throws Exception {
    offer(40);
    server.mischief(
        "/zip/", (e, visit) -> !e.getRequestURI().getPath().endsWith("/100") && status(e, 503));
    IOException failure = assertThrows(IOException.class, () -> run(40, 1, Progress.NONE));
    assertTrue(failure.getMessage().startsWith("10 downloads in a row failed"));
    assertEquals(List.of("100"), levels());
  }

  @Test
  void answersThatAreNoneAreRefused() {
    for (String answer :
        List.of("<html>", "[]", "{\"docs\": 3}", "", "{\"docs\":" + "[".repeat(200))) {
      server.mischief(
          "/search",
          (exchange, visit) -> {
            TestServer.send(exchange, 200, answer.getBytes(StandardCharsets.UTF_8));
            return true;
          });
      InputException refused = assertThrows(InputException.class, () -> run(3), answer);
      assertTrue(refused.getMessage().contains("/search/text/0"), refused.getMessage());
    }
  }

  @Test
  void aServerThatRepeatsOnePageForEverComesToAnEnd() throws Exception {
    offer(5);
    server.mischief(
        "/search",
        (exchange, visit) -> {
          String docs =
              String.join(",", server.offers.stream().map(TestServer.Offer::json).toList());
          TestServer.send(exchange, 200, ("{\"docs\": [" + docs + "]}").getBytes());
          return true;
        });
    assertEquals(5, run(100).downloaded());
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
  void interruptingEndsTheRun() throws Exception {
    offer(5);
    CountDownLatch hanging = new CountDownLatch(1);
    server.mischief(
        "/zip",
        (exchange, visit) -> {
          hanging.countDown();
          return tooSlow(exchange);
        });
    Thread[] runner = new Thread[1];
    AtomicInteger ended = new AtomicInteger();
    runner[0] =
        new Thread(
            () -> {
              try {
                run(5);
              } catch (InterruptedException e) {
                ended.set(1);
              } catch (IOException e) {
                ended.set(2);
              }
            });
    runner[0].start();
    assertTrue(hanging.await(20, TimeUnit.SECONDS));
    runner[0].interrupt();
    runner[0].join(20_000);
    assertEquals(1, ended.get());
    assertEquals(List.of(), levels());
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

  @Test
  void aKilledRunIsCompletedByTheNext() throws Exception {
    offer(60);
    TreeSet<String> all = new TreeSet<>(server.offers.stream().map(o -> o.id()).toList());
    for (int trial = 0; trial < 3; trial++) {
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
      long wanted = 10 + 15L * trial;
      while (child.isAlive() && count() < wanted) {
        Thread.sleep(2);
      }
      child.destroyForcibly().waitFor();
      for (Path level : wholeLevels()) {
        assertEquals("Song " + level.getFileName(), LevelReader.read(level).info().title());
      }
    }
    DownloadReport report = run(100);
    assertEquals(60, report.present() + report.downloaded());
    assertEquals(0, report.failures().size());
    assertEquals(List.copyOf(all), levels());
  }

  private long count() throws IOException {
    return wholeLevels().size();
  }

  private List<Path> wholeLevels() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(c -> c.getFileName().toString().matches("[0-9a-f]+")).toList();
    }
  }
}
