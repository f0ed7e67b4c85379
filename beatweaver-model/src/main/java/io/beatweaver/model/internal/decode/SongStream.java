package io.beatweaver.model.internal.decode;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.Difficulty;
import io.beatweaver.model.GenerationOptions;
import io.beatweaver.token.Grammar;
import io.beatweaver.token.Vocabulary;
import java.util.Arrays;

/**
 * One difficulty of a song, written window after window. Each window begins with the last bars of
 * the one before, as in training. Used by one thread at a time.
 */
final class SongStream {
  private final GenerationOptions options;
  private final Difficulty difficulty;
  private final int candidate;
  private final int rows;
  private final int songBars;
  private final Sampler sampler;
  private final PlayabilityRules rules = new PlayabilityRules();
  private final float[] logits = new float[Vocabulary.SIZE];
  private final boolean[] allowed = new boolean[Vocabulary.SIZE];

  private int[] tokens = new int[1024];
  private int count;
  private final int[] barStarts;
  private int bars;
  private long notes;

  /**
   * A stream before its first window.
   *
   * @param options how to choose
   * @param difficulty what to write
   * @param candidate which of several tries this is, from 0; each has chances of its own
   * @param rows the song's length in steps, at least 1
   */
  SongStream(GenerationOptions options, Difficulty difficulty, int candidate, int rows) {
    this.options = options;
    this.difficulty = difficulty;
    this.candidate = candidate;
    this.rows = rows;
    songBars = BeatGrid.barsCovering(rows);
    barStarts = new int[songBars];
    sampler = new Sampler(options.topK(), options.topP());
    append(Vocabulary.START);
    append(Vocabulary.difficulty(difficulty));
  }

  /**
   * Writes the bars of a window that aren't there yet; after the song's last bar comes END.
   *
   * @param decoder begun for this window, left in any state
   * @param firstBar the window's first bar in the song; all bars before it are written
   * @param lastBar the bar after the window's last, at most the song's bars
   * @param watch told of every bar, asked before every token
   */
  void write(IncrementalDecoder decoder, int firstBar, int lastBar, RunWatch watch) {
    SeededRandom random =
        new SeededRandom(options.seed(), difficulty.ordinal(), candidate, firstBar);
    decoder.accept(Vocabulary.START);
    decoder.accept(Vocabulary.difficulty(difficulty));
    for (int i = firstBar < bars ? barStarts[firstBar] : count; i < count; i++) {
      decoder.accept(tokens[i]);
    }
    while (bars < lastBar) {
      barStarts[bars++] = count;
      take(decoder, Vocabulary.BAR);
      boolean last = bars == songBars;
      int next = choose(decoder, last, random, watch);
      while (next != Vocabulary.BAR && next != Vocabulary.END) {
        take(decoder, next);
        next = choose(decoder, last, random, watch);
      }
      if (last) {
        append(next);
      }
      watch.barDone(difficulty.serializedName());
    }
  }

  /**
   * All tokens so far.
   *
   * @return a copy
   */
  int[] tokens() {
    return Arrays.copyOf(tokens, count);
  }

  /**
   * All notes so far.
   *
   * @return their number
   */
  long notes() {
    return notes;
  }

  private void take(IncrementalDecoder decoder, int token) {
    append(token);
    decoder.accept(token);
    if (token > Vocabulary.LEFT_EMPTY && token != Vocabulary.RIGHT_EMPTY) {
      notes++;
    }
    rules.accept(token, step(decoder));
  }

  private int choose(
      IncrementalDecoder decoder, boolean lastBar, SeededRandom random, RunWatch watch) {
    watch.check();
    int grammar = decoder.state().grammar();
    boolean timing = Grammar.expectsTiming(grammar);
    int from =
        timing
            ? Vocabulary.END
            : leftIsDue(grammar) ? Vocabulary.LEFT_EMPTY : Vocabulary.RIGHT_EMPTY;
    int to =
        timing
            ? Vocabulary.LEFT_EMPTY
            : leftIsDue(grammar) ? Vocabulary.RIGHT_EMPTY : Vocabulary.SIZE;
    for (int token = from; token < to; token++) {
      allowed[token] = Grammar.allows(grammar, token, lastBar);
    }
    if (timing) {
      // Only the last bar can reach past the song's end.
      int room = rows - (bars - 1) * BeatGrid.STEPS_PER_BAR;
      for (int p = Math.max(0, room); p < BeatGrid.STEPS_PER_BAR; p++) {
        allowed[Vocabulary.position(p)] = false;
      }
    } else if (options.playable()) {
      rules.restrict(step(decoder), from, to, allowed);
    }
    decoder.logits(logits, from, to);
    double temperature = timing ? options.timingTemperature() : options.temperature();
    return sampler.choose(logits, allowed, from, to, temperature, random);
  }

  private static boolean leftIsDue(int grammar) {
    return Grammar.allows(grammar, Vocabulary.LEFT_EMPTY, false);
  }

  /** The place in the song of the last token. */
  private long step(IncrementalDecoder decoder) {
    return (bars - 1L) * BeatGrid.STEPS_PER_BAR
        + Math.max(0, Grammar.position(decoder.state().grammar()));
  }

  private void append(int token) {
    if (count == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * count);
    }
    tokens[count++] = token;
  }
}
