package io.beatweaver.benchmarks;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Note;
import io.beatweaver.token.Tokenization;
import io.beatweaver.token.Tokenizer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Notes to tokens and back, an Expert+ beatmap of three minutes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenizerBenchmark {
  private Beatmap beatmap;
  private int[] tokens;

  /** Charts a song. */
  @Setup
  public void setUp() {
    beatmap = Songs.beatmap(0, Difficulty.EXPERT_PLUS);
    tokens = Tokenizer.encode(beatmap).tokens();
  }

  /**
   * Notes to tokens.
   *
   * @return the tokens
   */
  @Benchmark
  public Tokenization encode() {
    return Tokenizer.encode(beatmap);
  }

  /**
   * Tokens to notes.
   *
   * @return the notes
   */
  @Benchmark
  public List<Note> decode() {
    return Tokenizer.decode(tokens);
  }
}
