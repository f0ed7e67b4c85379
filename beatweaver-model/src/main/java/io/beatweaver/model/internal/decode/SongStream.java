package io.beatweaver.model.internal.decode;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.Difficulty;
import io.beatweaver.model.GenerationOptions;
import io.beatweaver.tempo.TempoMap;
import io.beatweaver.token.Grammar;
import io.beatweaver.token.Vocabulary;
import java.util.Arrays;

/**
 * One difficulty of a song, written window after window. Each window begins with the last bars of
 * the one before, as in training. What is kept of an older beatmap comes as it was and is prefix
 * and company to what is new. Used by one thread at a time.
 */
final class SongStream {
  private final GenerationOptions options;
  private final Difficulty difficulty;
  private final int candidate;
  private final int rows;
  private final int songBars;
  private final KeptPart kept;
  private final Sampler sampler;
  private final PlayabilityRules rules;
  private final float[] logits = new float[Vocabulary.SIZE];
  private final boolean[] allowed = new boolean[Vocabulary.SIZE];

  private int[] tokens = new int[1024];
  private int count;
  private final int[] barStarts;
  private final boolean[] onsets;
  private int bars;
  private int position;
  private long notes;

  /**
   * A stream before its first window.
   *
   * @param options how to choose
   * @param difficulty what to write
   * @param candidate which of several tries this is, from 0; each has chances of its own
   * @param rows the song's length in steps, at least 1
   * @param tempo steps to seconds
   * @param kept what isn't written but stays
   */
  SongStream(
      GenerationOptions options,
      Difficulty difficulty,
      int candidate,
      int rows,
      TempoMap tempo,
      KeptPart kept) {
    this.options = options;
    this.difficulty = difficulty;
    this.candidate = candidate;
    this.rows = rows;
    this.kept = kept;
    songBars = BeatGrid.barsCovering(rows);
    barStarts = new int[songBars];
    onsets = new boolean[songBars * BeatGrid.STEPS_PER_BAR];
    sampler = new Sampler(options.topK(), options.topP());
    rules = new PlayabilityRules(options.rules(), difficulty, tempo, kept);
    append(Vocabulary.START);
    append(Vocabulary.difficulty(difficulty));
  }

  /**
   * Writes the bars of a window that aren't there yet; after the song's last bar comes END.
   *
   * @param decoder begun for this window, left in any state
   * @param firstBar the window's first bar in the song; all bars before it that aren't written are
   *     kept ones
   * @param lastBar the bar after the last to be written, at most the window's last or the song's
   * @param watch told of every bar, asked before every token
   */
  void write(IncrementalDecoder decoder, int firstBar, int lastBar, RunWatch watch) {
    while (bars < Math.min(kept.firstBar(), lastBar)) {
      appendKeptBar();
    }
    SeededRandom random =
        new SeededRandom(options.seed(), difficulty.ordinal(), candidate, firstBar);
    decoder.accept(Vocabulary.START);
    decoder.accept(Vocabulary.difficulty(difficulty));
    decoder.acceptAll(tokens, firstBar < bars ? barStarts[firstBar] : count, count);
    while (bars < lastBar) {
      beginBar();
      decoder.accept(Vocabulary.BAR);
      int timing = chooseTiming(decoder, random, watch);
      while (timing != Vocabulary.BAR && timing != Vocabulary.END) {
        take(decoder, timing);
        if (kept.keeps(step())) {
          take(decoder, kept.left(step()));
          take(decoder, kept.right(step()));
        } else {
          int before = count;
          take(decoder, chooseNote(decoder, Vocabulary.LEFT_EMPTY, random, watch));
          take(decoder, chooseNote(decoder, Vocabulary.RIGHT_EMPTY, random, watch));
          notes += notesSince(before);
        }
        timing = chooseTiming(decoder, random, watch);
      }
      if (timing == Vocabulary.END) {
        append(timing);
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
   * All notes written so far, the kept ones not among them.
   *
   * @return their number
   */
  long notes() {
    return notes;
  }

  /**
   * Whether something is to be cut at a step. May be asked by another thread about bars whose
   * writing happened before.
   *
   * @param step a step of a written bar
   * @return true where this stream has a note
   */
  boolean hasOnset(int step) {
    return onsets[step];
  }

  private void appendKeptBar() {
    beginBar();
    for (int p = 0; p < BeatGrid.STEPS_PER_BAR; p++) {
      long step = barStep() + p;
      if (kept.keeps(step)) {
        append(Vocabulary.position(p));
        append(kept.left(step));
        append(kept.right(step));
      }
    }
  }

  private void beginBar() {
    barStarts[bars++] = count;
    append(Vocabulary.BAR);
  }

  private void take(IncrementalDecoder decoder, int token) {
    append(token);
    decoder.accept(token);
  }

  private int chooseTiming(IncrementalDecoder decoder, SeededRandom random, RunWatch watch) {
    allow(decoder, Vocabulary.END, Vocabulary.LEFT_EMPTY);
    // Only the last bar can reach past the song's end.
    long room = rows - barStep();
    for (int p = (int) Math.max(0, room); p < BeatGrid.STEPS_PER_BAR; p++) {
      allowed[Vocabulary.position(p)] = false;
    }
    rules.restrictTiming(barStep(), allowed);
    kept.restrictTiming(barStep(), position, allowed);
    watch.check();
    decoder.logits(logits, Vocabulary.END, Vocabulary.LEFT_EMPTY);
    return sampler.choose(
        logits,
        allowed,
        Vocabulary.END,
        Vocabulary.LEFT_EMPTY,
        options.timingTemperature(),
        random);
  }

  private int chooseNote(
      IncrementalDecoder decoder, int rest, SeededRandom random, RunWatch watch) {
    int to = rest == Vocabulary.LEFT_EMPTY ? Vocabulary.RIGHT_EMPTY : Vocabulary.SIZE;
    allow(decoder, rest, to);
    rules.restrict(step(), rest, to, allowed);
    watch.check();
    decoder.logits(logits, rest, to);
    return sampler.chooseHand(
        logits, allowed, rest, to, options.restTemperature(), options.temperature(), random);
  }

  private void allow(IncrementalDecoder decoder, int from, int to) {
    int grammar = decoder.state().grammar();
    boolean lastBar = bars == songBars;
    for (int token = from; token < to; token++) {
      allowed[token] = Grammar.allows(grammar, token, lastBar);
    }
  }

  private long barStep() {
    return (bars - 1L) * BeatGrid.STEPS_PER_BAR;
  }

  /** The place in the song of the last position. */
  private long step() {
    return barStep() + Math.max(0, position);
  }

  private int notesSince(int index) {
    int found = 0;
    for (int i = index; i < count; i++) {
      found += Vocabulary.isNote(tokens[i]) ? 1 : 0;
    }
    return found;
  }

  private void append(int token) {
    if (count == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * count);
    }
    tokens[count++] = token;
    switch (Vocabulary.kind(token)) {
      case BAR -> position = -1;
      case POSITION -> {
        position = token - Vocabulary.FIRST_POSITION;
        onsets[(int) step()] = true;
      }
      case LEFT, RIGHT -> rules.accept(token, step());
      case PAD, START, END, DIFFICULTY -> {}
    }
  }
}
