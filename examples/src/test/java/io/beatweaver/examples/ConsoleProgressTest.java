package io.beatweaver.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
  @Test
  void theTimeLeftFollowsFromWhatThisRunDid() {
    Duration elapsed = Duration.ofSeconds(20);
    assertTrue(ConsoleProgress.line("s", 10, 0, 100, "", elapsed).contains("ETA 3:00"));
    // 90 of 100 were there before; 2 took 20 s, so that 8 take 80 s.
    assertTrue(ConsoleProgress.line("s", 92, 90, 100, "", elapsed).contains("ETA 1:20"));
    assertFalse(ConsoleProgress.line("s", 90, 90, 100, "", elapsed).contains("ETA"));
  }

  @Test
  void namesDoNotSteerTheTerminal() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream target = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new ConsoleProgress(target, false).update("stage", 1, 1, "red\u001b[31m\rgone");
    String line = bytes.toString(StandardCharsets.UTF_8).strip();
    assertTrue(line.endsWith("red?[31m?gone"), line);
    assertEquals(-1, line.indexOf('\u001b'));
  }
}
