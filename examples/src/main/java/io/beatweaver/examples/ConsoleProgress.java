package io.beatweaver.examples;

import io.beatweaver.Progress;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Progress on a terminal: one line that is drawn over, with a bar and the time left. Where there is
 * no terminal, a plain line every ten seconds and one at each stage's end.
 */
final class ConsoleProgress implements Progress {
  private static final int BAR_WIDTH = 24;
  private static final long TERMINAL_NANOS = 100_000_000L;
  private static final long PLAIN_NANOS = 10_000_000_000L;

  private final PrintStream target;
  private final boolean terminal;
  private String stage = "";
  private long stageStart;
  private long doneBefore;
  private long lastShown;
  private int lastLength;

  ConsoleProgress(PrintStream target, boolean terminal) {
    this.target = target;
    this.terminal = terminal;
  }

  @Override
  public synchronized void update(String stage, long done, long total, String detail) {
    long now = System.nanoTime();
    if (!stage.equals(this.stage)) {
      this.stage = stage;
      stageStart = now;
      doneBefore = done;
      lastShown = terminal ? 0 : now;
    }
    boolean finished = total >= 0 && done >= total;
    if (!finished && now - lastShown < (terminal ? TERMINAL_NANOS : PLAIN_NANOS)) {
      return;
    }
    lastShown = now;
    Duration elapsed = Duration.ofNanos(now - stageStart);
    String line = line(stage, done, doneBefore, total, detail, elapsed);
    if (terminal) {
      String padding = " ".repeat(Math.max(0, lastLength - line.length()));
      target.print("\r" + line + padding + (finished ? "\n" : ""));
      lastLength = finished ? 0 : line.length();
    } else {
      target.println(line);
    }
    target.flush();
    if (finished) {
      this.stage = "";
    }
  }

  /** What was done before the stage's first report, as by an earlier run, tells nothing of pace. */
  static String line(
      String stage, long done, long before, long total, String detail, Duration elapsed) {
    StringBuilder line = new StringBuilder(String.format("%-12s ", stage));
    if (total > 0) {
      int filled = (int) (BAR_WIDTH * Math.min(done, total) / total);
      line.append('[').append("#".repeat(filled)).append("-".repeat(BAR_WIDTH - filled));
      line.append(String.format("] %3d%% ", 100 * Math.min(done, total) / total));
      if (done >= total) {
        line.append("in ").append(text(elapsed));
      } else if (done > before) {
        long left = Math.round(elapsed.toMillis() * (double) (total - done) / (done - before));
        line.append("ETA ").append(text(Duration.ofMillis(left)));
      }
    } else {
      line.append(done);
    }
    // Names from outside must not steer the terminal.
    String shown = detail.replaceAll("\\p{Cntrl}", "?");
    return shown.isEmpty() ? line.toString() : line.append("  ").append(shown).toString();
  }

  private static String text(Duration time) {
    long seconds = time.toSeconds();
    return seconds >= 3600
        ? String.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
        : String.format("%d:%02d", seconds / 60, seconds % 60);
  }
}
