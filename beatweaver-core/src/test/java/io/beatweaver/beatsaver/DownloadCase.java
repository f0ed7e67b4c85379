package io.beatweaver.beatsaver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.beatweaver.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Downloads into a folder of their own from a server of their own. */
@Timeout(60)
abstract class DownloadCase {
  static final MapSearch GOOD = MapSearch.of(0.5, 10);

  @TempDir Path folder;

  TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  ClientSettings settings() {
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

  DownloadReport run(int max) throws IOException, InterruptedException {
    return run(max, 3, Progress.NONE);
  }

  DownloadReport run(int max, int parallel, Progress progress)
      throws IOException, InterruptedException {
    return new MapDownloader(new BeatSaverClient(settings()))
        .run(folder, GOOD, max, parallel, progress);
  }

  /** The folders of whole levels; fails if anything else was left behind. */
  List<String> levels() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      List<String> names = children.map(c -> c.getFileName().toString()).sorted().toList();
      assertTrue(
          names.stream().allMatch(n -> n.matches("[0-9a-f]+") || n.equals(".beatsaver.lock")),
          names.toString());
      return names.stream().filter(n -> !n.startsWith(".")).toList();
    }
  }

  void offer(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      server.offer(Integer.toHexString(0x100 + i), 0.99 - i * 0.005, 50);
    }
  }

  long visits(String path) {
    return server.requests.stream().filter(path::equals).count();
  }

  static boolean status(HttpExchange exchange, int status) throws IOException {
    TestServer.send(exchange, status, new byte[0]);
    return true;
  }
}
