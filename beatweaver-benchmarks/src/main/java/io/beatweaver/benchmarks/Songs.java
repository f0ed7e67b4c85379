package io.beatweaver.benchmarks;

import io.beatweaver.audio.AudioClip;
import io.beatweaver.demo.DemoSettings;
import io.beatweaver.demo.DemoSong;
import io.beatweaver.demo.RuleMapper;
import io.beatweaver.demo.SongSynthesizer;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the benchmarks work on: seeded songs of the demo corpus. */
final class Songs {
  /** The length of a usual song. */
  static final double SECONDS = 180;

  private Songs() {}

  static DemoSong song(int index) {
    return DemoSong.ofCorpus(
        DemoSettings.DEFAULT.withSongs(1000).withSeconds(SECONDS, SECONDS), index);
  }

  static AudioClip clip(int index) {
    int rate = SongSynthesizer.DEFAULT_RATE;
    return AudioClip.wrap(SongSynthesizer.render(song(index), rate), rate);
  }

  static Beatmap beatmap(int index, Difficulty difficulty) {
    DemoSong song = song(index);
    return Beatmap.of(difficulty, song.tempo(), RuleMapper.map(song, difficulty));
  }

  static Level level(int index) {
    List<Beatmap> maps =
        Arrays.stream(Difficulty.values()).map(difficulty -> beatmap(index, difficulty)).toList();
    LevelInfo info = LevelInfo.of("Song " + index, "BeatWeaver", "rules", 120, "song.wav");
    return new Level(info, maps, Optional.empty(), String.format("%040x", index), List.of());
  }
}
