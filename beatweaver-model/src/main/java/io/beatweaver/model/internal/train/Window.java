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
 * @param truncated whether bars were left out because the model takes no more tokens
 */
public record Window(int[] tokens, boolean[] counted, boolean truncated) {
  /** START and a difficulty. */
  private static final int HEAD = 2;

  /**
   * Cuts a window out of a beatmap.
   *
   * @param beatmap the beatmap
   * @param bar its first bar; bars before {@code bar + prefixBars} are given, unless it is 0
   * @param config the model's shape
   * @return the window
   */
  public static Window of(TrainingBeatmap beatmap, int bar, ModelConfig config) {
    int[] source = beatmap.tokens();
    int[] starts = beatmap.barStarts();
    int end = Math.min(beatmap.bars(), bar + config.windowBars());
    int from = starts[bar];
    boolean truncated = false;
    while (end > bar + 1 && after(beatmap, end) - from + HEAD > config.maxTokens()) {
      end--;
      truncated = true;
    }
    int to = after(beatmap, end);
    if (to - from + HEAD > config.maxTokens()) {
      to = from + 1;
      truncated = true;
    }
    int[] tokens = new int[HEAD + to - from];
    tokens[0] = Vocabulary.START;
    tokens[1] = Vocabulary.difficulty(beatmap.difficulty());
    System.arraycopy(source, from, tokens, HEAD, to - from);
    int given = bar == 0 ? bar : bar + config.prefixBars();
    boolean[] counted = new boolean[tokens.length];
    if (given < end) {
      int first = Math.min(starts[given] - from + HEAD, counted.length);
      Arrays.fill(counted, first, counted.length, true);
    }
    return new Window(tokens, counted, truncated);
  }

  /** Index after the last token of the bar before {@code end}, END included. */
  private static int after(TrainingBeatmap beatmap, int end) {
    return end == beatmap.bars() ? beatmap.tokens().length : beatmap.barStarts()[end];
  }

  /**
   * Number of tokens of a window before it's cut.
   *
   * @param beatmap the beatmap
   * @param bar the window's first bar
   * @param config the model's shape
   * @return the number, at most the model's
   */
  static int length(TrainingBeatmap beatmap, int bar, ModelConfig config) {
    int end = Math.min(beatmap.bars(), bar + config.windowBars());
    return Math.min(config.maxTokens(), HEAD + after(beatmap, end) - beatmap.barStarts()[bar]);
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
    int[] tokens = beatmap.tokens();
    int base = offset - BeatGrid.STEPS_PER_BAR;
    for (int i = beatmap.barStarts()[bar]; i < after(beatmap, end); i++) {
      switch (Vocabulary.kind(tokens[i])) {
        case BAR -> base += BeatGrid.STEPS_PER_BAR;
        case POSITION -> target[base + tokens[i] - Vocabulary.FIRST_POSITION] = 1;
        case PAD, START, END, DIFFICULTY, LEFT, RIGHT -> {}
      }
    }
  }
}
