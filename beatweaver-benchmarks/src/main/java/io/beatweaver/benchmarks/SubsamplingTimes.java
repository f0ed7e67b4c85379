package io.beatweaver.benchmarks;

import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.internal.net.Batch;
import io.beatweaver.model.internal.net.Torch;
import java.io.IOException;
import java.util.List;

/**
 * Tokens that the small model is trained on a second, with an encoder row for every 1/4 beat and
 * for every 1/16 beat, one thread, turn by turn: {@code SubsamplingTimes [ROUNDS]}.
 */
public final class SubsamplingTimes {
  private static final int BATCHES = 6;
  private static final int WINDOWS = 8;

  private SubsamplingTimes() {}

  /**
   * Measures and prints.
   *
   * @param args rounds, 3 unless given
   * @throws IOException if the songs can't be made
   */
  public static void main(String[] args) throws IOException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    Torch.threads(1);
    ModelConfig small = ModelConfig.small();
    List<Batch> batches = StepTrial.batches(small, BATCHES, WINDOWS);
    long tokens = batches.stream().mapToLong(StepTrial::tokens).sum();
    double[] quarter = new double[rounds];
    double[] sixteenth = new double[rounds];
    try (StepTrial fast = new StepTrial(small, batches);
        StepTrial slow = new StepTrial(withSubsampling(small, 1), batches)) {
      pass(fast);
      pass(slow);
      for (int round = 0; round < rounds; round++) {
        quarter[round] = tokens / pass(fast);
        sixteenth[round] = tokens / pass(slow);
      }
    }
    double[] ratios = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      ratios[round] = quarter[round] / sixteenth[round];
    }
    System.out.printf(
        "tokens trained a second: subsampling 4 %.0f, subsampling 1 %.0f, ratio %.2f%n",
        TrainingStepTimes.median(quarter),
        TrainingStepTimes.median(sixteenth),
        TrainingStepTimes.median(ratios));
  }

  /** Seconds of a pass over all batches. */
  private static double pass(StepTrial trial) {
    double milliseconds = 0;
    for (int i = 0; i < BATCHES; i++) {
      milliseconds += trial.step();
    }
    return milliseconds / 1000;
  }

  private static ModelConfig withSubsampling(ModelConfig config, int subsampling) {
    return new ModelConfig(
        config.encoder(),
        config.encoderLayers(),
        config.decoderLayers(),
        config.width(),
        config.heads(),
        config.feedForward(),
        subsampling,
        config.windowBars(),
        config.prefixBars(),
        config.lookaheadBars(),
        config.maxTokens(),
        config.dropout());
  }
}
