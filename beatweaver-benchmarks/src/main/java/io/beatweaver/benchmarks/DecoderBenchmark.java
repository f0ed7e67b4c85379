package io.beatweaver.benchmarks;

import io.beatweaver.level.Difficulty;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingState;
import io.beatweaver.model.internal.decode.DecoderWeights;
import io.beatweaver.model.internal.decode.JavaDecoder;
import io.beatweaver.model.internal.net.Initializer;
import io.beatweaver.token.Tokenizer;
import io.beatweaver.token.Vocabulary;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Stepwise decoding with cached keys and values: time a token over the first bars of a window. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecoderBenchmark {
  private static final int TOKENS = 256;

  /** Size of the model. */
  @Param({"small", "medium"})
  public String size;

  private final float[] logits = new float[Vocabulary.SIZE];
  private JavaDecoder decoder;
  private float[] encoded;
  private float[] onset;
  private int[] tokens;

  /** Builds a model of random weights. */
  @Setup
  public void setUp() {
    ModelConfig config = DecodingTimes.size(size);
    Checkpoint checkpoint =
        Checkpoint.of(config, Initializer.weights(config, 1), "", TrainingState.NONE);
    decoder = new JavaDecoder(DecoderWeights.of(checkpoint));
    encoded = new float[config.encoderRows() * config.width()];
    onset = new float[config.audioRows()];
    tokens = Tokenizer.encode(Songs.beatmap(0, Difficulty.EXPERT_PLUS)).tokens();
  }

  /**
   * Decodes the first tokens of a window.
   *
   * @return the last logits
   */
  @Benchmark
  @OperationsPerInvocation(TOKENS)
  public float[] step() {
    decoder.begin(encoded, 0, onset, 0);
    for (int i = 0; i < TOKENS; i++) {
      decoder.accept(tokens[i]);
      decoder.logits(logits, 0, Vocabulary.SIZE);
    }
    return logits;
  }
}
