package io.beatweaver.demo;

import java.util.List;
import java.util.stream.IntStream;

/** The songs that several tests look at: composed once. */
final class DemoSongs {
  static final DemoSettings SETTINGS = DemoSettings.DEFAULT.withSongs(60).withSeed(2024);
  static final List<DemoSong> ALL =
      IntStream.range(0, SETTINGS.songs()).mapToObj(i -> DemoSong.ofCorpus(SETTINGS, i)).toList();

  private DemoSongs() {}
}
