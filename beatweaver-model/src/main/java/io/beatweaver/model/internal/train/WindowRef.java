package io.beatweaver.model.internal.train;

import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingBeatmap;
import io.beatweaver.model.TrainingSong;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a window is to be cut.
 *
 * @param song index of the song
 * @param beatmap index of the beatmap in it
 * @param bar the window's first bar
 * @param prefix bars of it that are given and not counted
 * @param tokens its length, to put windows of one length together
 */
public record WindowRef(int song, int beatmap, int bar, int prefix, int tokens) {
  /**
   * The windows that generation would use: the song's start, then one window every {@code
   * windowBars - prefixBars} bars. Every token counts in one of them.
   *
   * @param songs the songs
   * @param config the model's shape
   * @return the windows in the songs' order
   */
  public static List<WindowRef> all(List<TrainingSong> songs, ModelConfig config) {
    List<WindowRef> windows = new ArrayList<>();
    int hop = config.windowBars() - config.prefixBars();
    for (int s = 0; s < songs.size(); s++) {
      List<TrainingBeatmap> beatmaps = songs.get(s).beatmaps();
      for (int b = 0; b < beatmaps.size(); b++) {
        int song = s;
        int index = b;
        TrainingBeatmap beatmap = beatmaps.get(b);
        WindowWalk.over(
            beatmap,
            config,
            hop,
            (bar, prefix) ->
                windows.add(
                    new WindowRef(song, index, bar, prefix, Window.length(beatmap, bar, config))));
      }
    }
    return windows;
  }
}
