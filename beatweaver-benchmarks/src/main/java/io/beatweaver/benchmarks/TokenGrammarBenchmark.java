package io.beatweaver.benchmarks;

import io.beatweaver.token.Grammar;
import io.beatweaver.token.Vocabulary;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The decoder's mask, filled once a token. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TokenGrammarBenchmark {
  private final boolean[] mask = new boolean[Vocabulary.SIZE];
  private int state;

  /** Goes into a bar, where the choice is widest. */
  @Setup
  public void setUp() {
    state = Grammar.INITIAL;
    for (int token : new int[] {Vocabulary.START, Vocabulary.FIRST_DIFFICULTY, Vocabulary.BAR}) {
      state = Grammar.next(state, token);
    }
  }

  /**
   * One mask.
   *
   * @return the mask
   */
  @Benchmark
  public boolean[] mask() {
    Grammar.allowed(state, false, mask);
    return mask;
  }
}
