package io.beatweaver.model.internal.train;

import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingBeatmap;
import io.beatweaver.model.TrainingSong;
import java.util.List;
import java.util.SplittableRandom;

/**
 * All beatmaps of the songs to learn from, numbered through, and the windows of a pass over them.
 * Safe for several threads.
 */
final class BeatmapTable {
  private final List<TrainingSong> songs;
  private final ModelConfig config;
  private final int[] first;
  private final int[] songOf;

  BeatmapTable(List<TrainingSong> songs, ModelConfig config) {
    this.songs = songs;
    this.config = config;
    this.first = new int[songs.size()];
    int count = 0;
    for (int song = 0; song < first.length; song++) {
      first[song] = count;
      count = Math.addExact(count, songs.get(song).beatmaps().size());
    }
    this.songOf = new int[count];
    for (int song = 0; song < first.length; song++) {
      for (int i = 0; i < songs.get(song).beatmaps().size(); i++) {
        songOf[first[song] + i] = song;
      }
    }
  }

  /** Takes the windows of a pass. */
  @FunctionalInterface
  interface Visitor {
    void window(int beatmap, int bar, int prefix);
  }

  /**
   * Goes over every beatmap as often as its song's visits say, each time from another start.
   *
   * @param random decides the starts, and whether a broken number of visits is rounded up
   * @param visitor told of each window, beatmap by beatmap
   */
  void pass(SplittableRandom random, Visitor visitor) {
    int hop = config.windowBars() - config.prefixBars();
    for (int song = 0; song < first.length; song++) {
      List<TrainingBeatmap> beatmaps = songs.get(song).beatmaps();
      double wanted = songs.get(song).visits();
      int visits = (int) wanted;
      visits += random.nextDouble() < wanted - visits ? 1 : 0;
      for (int i = 0; i < beatmaps.size(); i++) {
        int beatmap = first[song] + i;
        for (int visit = 0; visit < visits; visit++) {
          WindowWalk.over(
              beatmaps.get(i),
              config,
              1 + random.nextInt(hop),
              (bar, prefix) -> visitor.window(beatmap, bar, prefix));
        }
      }
    }
  }

  WindowRef ref(int beatmap, int bar, int prefix) {
    int song = songOf[beatmap];
    return new WindowRef(song, beatmap - first[song], bar, prefix, length(beatmap, bar));
  }

  /** Tokens of a window. */
  int length(int beatmap, int bar) {
    int song = songOf[beatmap];
    return Window.length(songs.get(song).beatmaps().get(beatmap - first[song]), bar, config);
  }

  /** A window of any beatmap, to stand in for one that can't be read. */
  WindowRef any(SplittableRandom random) {
    int beatmap = random.nextInt(songOf.length);
    int song = songOf[beatmap];
    int bars = songs.get(song).beatmaps().get(beatmap - first[song]).bars();
    int bar = random.nextInt(Math.max(1, bars - config.prefixBars()));
    return ref(beatmap, bar, bar == 0 ? 0 : config.prefixBars());
  }
}
