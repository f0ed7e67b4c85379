package io.beatweaver.benchmarks;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.tempo.TempoMap;
import io.beatweaver.token.Tokenization;
import io.beatweaver.token.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Notes to tokens and back: 4,000 notes at 3,000 places in 375 bars, a third of the places doubles,
 * some of them triplets. The score is tokens a second on one core.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TokenizerBenchmark {
  private static final int BARS = 375;
  private static final int PLACES_OF_A_BAR = 8;
  private static final int TOKENS = 3 + BARS + 3 * BARS * PLACES_OF_A_BAR;

  private Beatmap beatmap;
  private int[] tokens;

  /** Makes the beatmap, and makes sure that both tokenizers agree on it. */
  @Setup
  public void setUp() {
    Random random = new Random(5);
    List<Note> notes = new ArrayList<>();
    for (int place = 0; place < BARS * PLACES_OF_A_BAR; place++) {
      double beat = place / 2.0 + (place % 7 == 0 ? 1 / 3.0 : 0);
      Hand hand = Hand.ofColor(place % 2);
      notes.add(note(beat, hand, random));
      if (place % 3 == 0) {
        notes.add(note(beat, hand == Hand.LEFT ? Hand.RIGHT : Hand.LEFT, random));
      }
    }
    beatmap = Beatmap.of(Difficulty.EXPERT_PLUS, TempoMap.constant(174), notes);
    tokens = encode().tokens();
    if (tokens.length != TOKENS || !Arrays.equals(tokens, encodeBarByBar())) {
      throw new IllegalStateException(tokens.length + " tokens, or other ones");
    }
  }

  private static Note note(double beat, Hand hand, Random random) {
    int x = hand.color() * 2 + random.nextInt(2);
    return new Note(beat, x, random.nextInt(3), hand, random.nextInt(9), 0);
  }

  /**
   * Notes to tokens.
   *
   * @return the tokens
   */
  @Benchmark
  @OperationsPerInvocation(TOKENS)
  public Tokenization encode() {
    return Tokenizer.encode(beatmap);
  }

  /**
   * Notes to tokens, every bar looking through all notes.
   *
   * @return the tokens
   */
  @Benchmark
  @OperationsPerInvocation(TOKENS)
  public int[] encodeBarByBar() {
    return BarByBarTokenizer.encode(beatmap, BARS);
  }

  /**
   * Tokens to notes.
   *
   * @return the notes
   */
  @Benchmark
  @OperationsPerInvocation(TOKENS)
  public List<Note> decode() {
    return Tokenizer.decode(tokens);
  }
}
