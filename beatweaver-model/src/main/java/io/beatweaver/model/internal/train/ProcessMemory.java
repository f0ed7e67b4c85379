package io.beatweaver.model.internal.train;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process takes of memory. */
final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "RssAnon:";

  private ProcessMemory() {}

  /** Mebibytes of the Java heap that are in use, garbage among them. */
  static double heapMiB() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 0x1p20;
  }

  /**
   * Mebibytes in memory, native ones among them, but not the pages of mapped files, which the
   * system drops when it needs them; NaN where it doesn't say (not Linux).
   */
  static double residentMiB() {
    if (!Files.isReadable(STATUS)) {
      return Double.NaN;
    }
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(RESIDENT)) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 0x1p10;
        }
      }
    } catch (IOException | NumberFormatException e) {
      // Without this figure the training goes on.
    }
    return Double.NaN;
  }
}
