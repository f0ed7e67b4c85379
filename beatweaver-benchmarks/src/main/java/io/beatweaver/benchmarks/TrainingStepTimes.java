package io.beatweaver.benchmarks;

import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.internal.net.Batch;
import io.beatweaver.model.internal.net.TokenTrack;
import io.beatweaver.model.internal.net.Torch;
import io.beatweaver.token.Grammar;
import io.beatweaver.token.Vocabulary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A training step against the same architecture in Python PyTorch, eager: the same batch shape, one
 * thread each, turn by turn, so that what else the machine does slows both. Processor time is that
 * of the whole process, compiler and garbage collector included.
 *
 * <pre>
 * java -cp beatweaver-benchmarks.jar io.beatweaver.benchmarks.TrainingStepTimes \
 *     PYTHON beatweaver-benchmarks/peers/training_step.py [ROUNDS [STEPS [small|medium]]]
 * </pre>
 *
 * <p>Prints the medians of all rounds but the first, and the median of the rounds' ratios.
 */
public final class TrainingStepTimes {
  private static final int WINDOWS = 8;

  private static final com.sun.management.OperatingSystemMXBean PROCESS =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private TrainingStepTimes() {}

  /**
   * Measures.
   *
   * @param args a Python with torch, the script, rounds and steps a round
   * @throws IOException if the peer can't be run
   */
  public static void main(String[] args) throws IOException {
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 8;
    int steps = args.length > 3 ? Integer.parseInt(args[3]) : 8;
    boolean medium = args.length > 4 && args[4].equals("medium");
    ModelConfig config = medium ? ModelConfig.medium() : ModelConfig.small();
    Torch.threads(1);
    List<Batch> batch = StepTrial.batches(config, 1, WINDOWS);
    Process peer = start(args[0], args[1], config, batch.get(0));
    double[][] own = new double[rounds][steps];
    double[][] ownBusy = new double[rounds][steps];
    double[][] python = new double[rounds][];
    double[][] pythonBusy = new double[rounds][];
    try (StepTrial trial = new StepTrial(config, batch);
        Writer ask = peer.outputWriter(StandardCharsets.UTF_8);
        BufferedReader answer =
            new BufferedReader(
                new InputStreamReader(peer.getInputStream(), StandardCharsets.UTF_8))) {
      System.out.println(answer.readLine());
      for (int round = 0; round < rounds; round++) {
        // The clock of processor time is too coarse for one step.
        long before = PROCESS.getProcessCpuTime();
        for (int i = 0; i < steps; i++) {
          own[round][i] = trial.step();
        }
        Arrays.fill(ownBusy[round], (PROCESS.getProcessCpuTime() - before) / 1e6 / steps);
        ask.write(steps + "\n");
        ask.flush();
        String[] times = answer.readLine().split(" ");
        double[] both = Arrays.stream(times).mapToDouble(Double::parseDouble).toArray();
        python[round] = Arrays.copyOf(both, steps);
        pythonBusy[round] = new double[steps];
        Arrays.fill(
            pythonBusy[round], Arrays.stream(both, steps, 2 * steps).average().orElse(Double.NaN));
      }
    } finally {
      peer.destroy();
    }
    System.out.printf("%d windows of %d tokens%n", WINDOWS, longest(batch.get(0)));
    print("wall", own, python);
    print("processor", ownBusy, pythonBusy);
  }

  private static void print(String what, double[][] own, double[][] python) {
    double[] ratios =
        IntStream.range(1, own.length)
            .mapToDouble(round -> median(own[round]) / median(python[round]))
            .toArray();
    System.out.printf(
        "%s: Java %.1f ms a step, Python %.1f ms, ratio %.3f (%.3f..%.3f)%n",
        what,
        median(all(own)),
        median(all(python)),
        median(ratios),
        Arrays.stream(ratios).min().orElse(Double.NaN),
        Arrays.stream(ratios).max().orElse(Double.NaN));
  }

  private static Process start(String python, String script, ModelConfig config, Batch batch)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(python, script));
    for (int value :
        new int[] {
          config.width(),
          config.heads(),
          config.feedForward(),
          config.encoderLayers(),
          config.decoderLayers(),
          config.subsampling(),
          batch.size(),
          config.audioRows(),
          longest(batch),
          timings(batch)
        }) {
      command.add(Integer.toString(value));
    }
    command.add(Double.toString(config.dropout()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static int longest(Batch batch) {
    return batch.tracks().stream().mapToInt(TokenTrack::length).max().orElseThrow();
  }

  /** Tokens after which a timing token is due. */
  private static int timings(Batch batch) {
    int count = 0;
    for (TokenTrack track : batch.tracks()) {
      int state = Grammar.INITIAL;
      for (int i = 0; i < track.length(); i++) {
        state = Grammar.next(state, track.token(i));
        boolean past = Vocabulary.kind(track.token(i)) == Vocabulary.Kind.END;
        count += !past && Grammar.expectsTiming(state) ? 1 : 0;
      }
    }
    return count;
  }

  private static double[] all(double[][] rounds) {
    return Arrays.stream(rounds).skip(1).flatMapToDouble(Arrays::stream).toArray();
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
