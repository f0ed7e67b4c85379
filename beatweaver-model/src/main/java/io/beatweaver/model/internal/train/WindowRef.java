package io.beatweaver.model.internal.train;

import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingSong;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where a window is to be cut.
 *
 * @param song index of the song
 * @param beatmap index of the beatmap in it
 * @param bar the window's first bar
 * @param tokens its length, to put windows of one length together
 */
public record WindowRef(int song, int beatmap, int bar, int tokens) {
  /**
   * Windows that together let every token of every song count at least once: the song's start, then
   * one window every {@code windowBars - prefixBars} bars.
   *
   * @param songs the songs
   * @param config the model's shape
   * @param random shifts a beatmap's windows by a chance number of bars; null puts them where
   *     generation puts them
   * @return the windows in the songs' order
   */
  public static List<WindowRef> all(
      List<TrainingSong> songs, ModelConfig config, SplittableRandom random) {
    List<WindowRef> windows = new ArrayList<>();
    int hop = config.windowBars() - config.prefixBars();
    for (int s = 0; s < songs.size(); s++) {
      TrainingSong song = songs.get(s);
      for (int b = 0; b < song.beatmaps().size(); b++) {
        int bars = song.beatmaps().get(b).bars();
        int bar = 0;
        int next = random == null ? hop : 1 + random.nextInt(hop);
        while (true) {
          int tokens = Window.length(song.beatmaps().get(b), bar, config);
          windows.add(new WindowRef(s, b, bar, tokens));
          if (bar + config.windowBars() >= bars) {
            break;
          }
          bar = next;
          next += hop;
        }
      }
    }
    return windows;
  }
}
