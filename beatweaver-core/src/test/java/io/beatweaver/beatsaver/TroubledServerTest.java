package io.beatweaver.beatsaver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.beatweaver.InputException;
import io.beatweaver.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Servers that answer slowly, wrongly or not at all. */
class TroubledServerTest extends DownloadCase {
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
}
