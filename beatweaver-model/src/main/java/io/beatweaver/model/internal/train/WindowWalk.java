package io.beatweaver.model.internal.train;

import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingBeatmap;

/**
 * The windows of one pass over a beatmap: its start, in which all bars count, then one every {@code
 * windowBars - prefixBars} bars, each with the bars before it as its prefix. Every bar counts in at
 * least one of them. Where bars are so dense that a window holds fewer than it should, the next one
 * begins earlier; where even its prefix would fill it, it is given fewer bars.
 */
final class WindowWalk {
  /** Takes windows. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Takes a window.
     *
     * @param bar its first bar
     * @param prefix bars of it that are given
     */
    void window(int bar, int prefix);
  }

  private WindowWalk() {}

  /**
   * Walks.
   *
   * @param beatmap the beatmap
   * @param config the model's shape
   * @param second where the second window begins if it can, 1..{@code windowBars - prefixBars}
   * @param visitor told of each window in order
   */
  static void over(TrainingBeatmap beatmap, ModelConfig config, int second, Visitor visitor) {
    visitor.window(0, 0);
    int next = second;
    // Bars before this one have counted.
    int end = Window.end(beatmap, 0, config);
    while (end < beatmap.bars()) {
      int bar = Math.max(1, Math.min(next, end - config.prefixBars()));
      while (bar < end && Window.end(beatmap, bar, config) <= end) {
        bar++;
      }
      visitor.window(bar, Math.min(config.prefixBars(), end - bar));
      end = Window.end(beatmap, bar, config);
      next = bar + config.windowBars() - config.prefixBars();
    }
  }
}
