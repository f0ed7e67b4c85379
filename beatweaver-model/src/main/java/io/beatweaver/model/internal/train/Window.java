package io.beatweaver.model.internal.train;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingBeatmap;
import io.beatweaver.token.Vocabulary;
import java.util.Arrays;

/**
 * What the model learns of one window of a beatmap: START, the difficulty and the bars' tokens, of
 * which those after the given prefix count.
 *
 * @param tokens the window's tokens; END only where the window holds the song's last bar
 * @param counted for each token whether it's to be predicted
 * @param truncated whether notes of its only bar were left out because the model takes no more
 *     tokens; whole bars that it has no room for are the next window's
 */
public record Window(int[] tokens, boolean[] counted, boolean truncated) {
  /** START and a difficulty. */
  private static final int HEAD = 2;

  /** POS, LEFT, RIGHT. */
  private static final int POSITION_TOKENS = 3;

  /**
   * Cuts a window out of a beatmap.
   *
   * @param beatmap the beatmap
   * @param bar its first bar
   * @param prefix bars that are given and not counted
   * @param config the model's shape
   * @return the window
   */
  public static Window of(TrainingBeatmap beatmap, int bar, int prefix, ModelConfig config) {
    int end = end(beatmap, bar, config);
    int from = beatmap.barStart(bar);
    int whole = beatmap.barStart(end);
    int to = cut(from, whole, config);
    int[] tokens = new int[HEAD + to - from];
    tokens[0] = Vocabulary.START;
    tokens[1] = Vocabulary.difficulty(beatmap.difficulty());
    beatmap.copyTokens(from, to, tokens, HEAD);
    boolean[] counted = new boolean[tokens.length];
    if (bar + prefix < end) {
      int first = beatmap.barStart(bar + prefix) - from + HEAD;
      Arrays.fill(counted, first, counted.length, true);
    }
    return new Window(tokens, counted, to < whole);
  }

  /**
   * How far a window reaches.
   *
   * @param beatmap the beatmap
   * @param bar the window's first bar
   * @param config the model's shape
   * @return the bar after its last; at least {@code bar + 1}, even if that one bar has to be cut
   */
  static int end(TrainingBeatmap beatmap, int bar, ModelConfig config) {
    int end = Math.min(beatmap.bars(), bar + config.windowBars());
    int from = beatmap.barStart(bar);
    while (end > bar + 1 && HEAD + beatmap.barStart(end) - from > config.maxTokens()) {
      end--;
    }
    return end;
  }

  /** A bar too long for the model keeps its BAR and as many positions as there is room for. */
  private static int cut(int from, int to, ModelConfig config) {
    int room = config.maxTokens() - HEAD;
    return to - from <= room ? to : from + 1 + (room - 1) / POSITION_TOKENS * POSITION_TOKENS;
  }

  /**
   * Number of tokens of a window.
   *
   * @param beatmap the beatmap
   * @param bar the window's first bar
   * @param config the model's shape
   * @return the number, at most the model's
   */
  static int length(TrainingBeatmap beatmap, int bar, ModelConfig config) {
    int from = beatmap.barStart(bar);
    return HEAD + cut(from, beatmap.barStart(end(beatmap, bar, config)), config) - from;
  }

  /**
   * Marks the steps at which a beatmap has a position, in the window's audio.
   *
   * @param beatmap the beatmap
   * @param bar the window's first bar
   * @param config the model's shape
   * @param target receives 1 or 0 for each of the window's audio rows
   * @param offset where in the target the first goes
   */
  static void onsets(
      TrainingBeatmap beatmap, int bar, ModelConfig config, float[] target, int offset) {
    int rows = config.audioRows();
    Arrays.fill(target, offset, offset + rows, 0);
    int end = Math.min(beatmap.bars(), bar + rows / BeatGrid.STEPS_PER_BAR);
    int to = beatmap.barStart(end);
    int base = offset - BeatGrid.STEPS_PER_BAR;
    for (int i = beatmap.barStart(bar); i < to; i++) {
      int token = beatmap.token(i);
      switch (Vocabulary.kind(token)) {
        case BAR -> base += BeatGrid.STEPS_PER_BAR;
        case POSITION -> target[base + token - Vocabulary.FIRST_POSITION] = 1;
        case PAD, START, END, DIFFICULTY, LEFT, RIGHT -> {}
      }
    }
  }
}
