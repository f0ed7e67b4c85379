package io.beatweaver.benchmarks;

import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingState;
import io.beatweaver.model.internal.decode.DecoderWeights;
import io.beatweaver.model.internal.decode.JavaDecoder;
import io.beatweaver.model.internal.net.Initializer;
import io.beatweaver.token.Vocabulary;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a token costs along a song and along a window, on one core: processor time of the decoder's
 * step with all logits. "song" is decoding as generation does it, in windows of seven new bars
 * after two known ones, their repetition included; "window" is one window that never ends, whose
 * keys and values are all attended to. Median of the rounds.
 *
 * <pre>
 * java -cp beatweaver-benchmarks.jar \
 *     io.beatweaver.benchmarks.DecodingTimes small|medium|large [ROUNDS]
 * </pre>
 */
public final class DecodingTimes {
  private static final int TOKENS_PER_BAR = 64;
  private static final int BLOCK = 64;
  private static final int BARS = 64;
  private static final int[] PLACES = {100, 500, 1000, 1024, 2000, 4000};

  private final ModelConfig config;
  private final JavaDecoder decoder;
  private final float[] encoded;
  private final float[] onset;
  private final float[] logits = new float[Vocabulary.SIZE];
  private final int[] tokens;

  private DecodingTimes(ModelConfig size, int windowBars) {
    config = windows(size, windowBars);
    Checkpoint checkpoint =
        Checkpoint.of(config, Initializer.weights(config, 1), "", TrainingState.NONE);
    decoder = new JavaDecoder(DecoderWeights.of(checkpoint));
    encoded = new float[config.encoderRows() * config.width()];
    onset = new float[config.audioRows()];
    tokens = tokens(BARS);
  }

  /**
   * Measures a size of the model.
   *
   * @param args the size, and how many rounds
   */
  public static void main(String[] args) {
    ModelConfig size = size(args[0]);
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 15;
    for (String what : new String[] {"song", "window"}) {
      boolean song = what.equals("song");
      DecodingTimes decoding = new DecodingTimes(size, song ? size.windowBars() : BARS);
      List<long[]> times = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        times.add(song ? decoding.song() : decoding.window());
      }
      for (int place : PLACES) {
        System.out.printf(
            "%s model, %s, token %d: %.1f us%n",
            args[0], what, place, median(times, place / BLOCK));
      }
    }
  }

  /**
   * A size by its name.
   *
   * @param name small, medium or large
   * @return its shape
   */
  static ModelConfig size(String name) {
    return switch (name) {
      case "small" -> ModelConfig.small();
      case "medium" -> ModelConfig.medium();
      case "large" -> ModelConfig.large();
      default -> throw new IllegalArgumentException("no size of model: " + name);
    };
  }

  /** The same shape with windows of other lengths. */
  static ModelConfig windows(ModelConfig size, int bars) {
    return new ModelConfig(
        size.encoder(),
        size.encoderLayers(),
        size.decoderLayers(),
        size.width(),
        size.heads(),
        size.feedForward(),
        size.subsampling(),
        bars,
        size.prefixBars(),
        size.lookaheadBars(),
        size.maxTokens(),
        size.dropout());
  }

  /** START, a difficulty, and bars of 64 tokens each: BAR and 21 positions with a note a hand. */
  static int[] tokens(int bars) {
    int[] tokens = new int[2 + bars * TOKENS_PER_BAR];
    tokens[0] = Vocabulary.START;
    tokens[1] = Vocabulary.FIRST_DIFFICULTY + 4;
    for (int i = 0; i < bars * TOKENS_PER_BAR; i++) {
      int inBar = i % TOKENS_PER_BAR;
      int position = (inBar - 1) / 3;
      tokens[2 + i] =
          inBar == 0
              ? Vocabulary.BAR
              : switch ((inBar - 1) % 3) {
                case 0 -> Vocabulary.position(3 * position);
                case 1 -> Vocabulary.LEFT_EMPTY + 1 + (i * 7) % 9;
                default -> Vocabulary.RIGHT_EMPTY + 10 + (i * 5) % 98;
              };
    }
    return tokens;
  }

  private static double median(List<long[]> rounds, int block) {
    // The first rounds compile.
    double[] times =
        rounds.subList(rounds.size() / 3, rounds.size()).stream()
            .mapToDouble(blocks -> blocks[block] / 1000.0 / BLOCK)
            .sorted()
            .toArray();
    return times[times.length / 2];
  }

  /** Nanoseconds of each block of tokens. */
  private long[] window() {
    long[] blocks = new long[tokens.length / BLOCK];
    decoder.begin(encoded, 0, onset, 0);
    for (int block = 0; block < blocks.length; block++) {
      long start = now();
      for (int i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
        step(tokens[i]);
      }
      blocks[block] = now() - start;
    }
    return blocks;
  }

  /** The same, each block its share of the window that writes it. */
  private long[] song() {
    long[] blocks = new long[tokens.length / BLOCK];
    int written = 0;
    for (int firstBar = 0; written < BARS; firstBar += config.writtenBars() - config.prefixBars()) {
      int lastBar = Math.min(BARS, firstBar + config.writtenBars());
      long start = now();
      decoder.begin(encoded, 0, onset, 0);
      decoder.accept(tokens[0]);
      decoder.accept(tokens[1]);
      int firstNew = 2 + written * TOKENS_PER_BAR;
      decoder.acceptAll(tokens, 2 + firstBar * TOKENS_PER_BAR, firstNew);
      for (int i = firstNew; i < 2 + lastBar * TOKENS_PER_BAR; i++) {
        step(tokens[i]);
      }
      Arrays.fill(blocks, written, lastBar, (now() - start) / (lastBar - written));
      written = lastBar;
    }
    return blocks;
  }

  private void step(int token) {
    decoder.accept(token);
    decoder.logits(logits, 0, Vocabulary.SIZE);
  }

  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
