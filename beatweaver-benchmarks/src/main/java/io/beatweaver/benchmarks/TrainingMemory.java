package io.beatweaver.benchmarks;

import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.internal.net.Torch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What training steps of the small model allocate in Java and hold of memory in all, over many of
 * them and batches of many lengths: {@code TrainingMemory [STEPS [WINDOWS]]}. Memory is asked of
 * Linux.
 */
public final class TrainingMemory {
  private static final int BATCHES = 10;

  private TrainingMemory() {}

  /**
   * Measures and prints.
   *
   * @param args steps, 1,000 unless given, and windows a batch, 8 unless given
   * @throws IOException if the songs can't be made
   */
  public static void main(String[] args) throws IOException {
    int steps = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    int windows = args.length > 1 ? Integer.parseInt(args[1]) : 8;
    Torch.threads(1);
    ModelConfig config = ModelConfig.small();
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int part = steps / 10;
    double[] allocated = new double[10];
    long[] resident = new long[10];
    long[] heap = new long[10];
    try (StepTrial trial = new StepTrial(config, StepTrial.batches(config, BATCHES, windows))) {
      for (int tenth = 0; tenth < 10; tenth++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < part; i++) {
          trial.step();
        }
        allocated[tenth] = (threads.getCurrentThreadAllocatedBytes() - before) / 1024.0 / part;
        System.gc();
        resident[tenth] = resident() >> 20;
        heap[tenth] = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 10;
        System.out.printf(
            "after %d steps of %d windows: %.0f KiB allocated in Java a step, %d KiB of heap in use,"
                + " %d MiB resident%n",
            (tenth + 1) * part, windows, allocated[tenth], heap[tenth], resident[tenth]);
      }
    }
    System.out.printf(
        "from the third tenth to the last: allocation %+.1f %%, resident %+.1f %%%n",
        100 * (allocated[9] / allocated[2] - 1), 100 * (resident[9] / (double) resident[2] - 1));
  }

  private static long resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElse(0);
  }
}
