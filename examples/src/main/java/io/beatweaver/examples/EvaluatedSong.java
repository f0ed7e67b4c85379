package io.beatweaver.examples;

import io.beatweaver.InputException;
import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.corpus.CorpusSong;
import io.beatweaver.demo.DemoCorpus;
import io.beatweaver.demo.DemoSettings;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.Note;
import io.beatweaver.model.FeatureWindows;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A song to generate for, with the charts to compare with, which are all of one tempo.
 *
 * @param title what to call it
 * @param audio identity of its audio
 * @param tempo the charts' tempo
 * @param features the song on their grid
 * @param seconds the song's length
 * @param charts at least one, at most one a difficulty
 */
record EvaluatedSong(
    String title,
    String audio,
    TempoMap tempo,
    FeatureWindows features,
    double seconds,
    List<Beatmap> charts) {

  static EvaluatedSong of(CorpusSong song) {
    return new EvaluatedSong(
        song.entry().title(),
        song.entry().audioHash(),
        song.tempo(),
        song.features(),
        song.entry().durationSeconds(),
        song.beatmaps());
  }

  /**
   * A level's song; several where its charts differ in tempo.
   *
   * @throws InputException if the level or its song can't be read, or it has no chart to compare
   *     with
   */
  static List<EvaluatedSong> ofLevel(Path path) throws IOException {
    Level level = LevelReader.read(path);
    Map<TempoMap, List<Beatmap>> byTempo = new LinkedHashMap<>();
    Set<Difficulty> seen = EnumSet.noneOf(Difficulty.class);
    for (Beatmap map : level.beatmaps()) {
      boolean usable = !map.notes().isEmpty() && map.notes().stream().allMatch(Note::inGrid);
      if (map.characteristic().equals(Characteristic.STANDARD)
          && usable
          && seen.add(map.difficulty())) {
        byTempo.computeIfAbsent(map.tempo(), tempo -> new ArrayList<>()).add(map);
      }
    }
    if (byTempo.isEmpty()) {
      throw new InputException(path, "has no Standard beatmap with notes to compare with");
    }
    try (SongOf song = new SongOf(level)) {
      AudioClip clip = AudioDecoder.decode(song.file());
      String audio = FeatureExtractor.audioHash(song.file());
      FeatureExtractor extractor = new FeatureExtractor();
      List<EvaluatedSong> songs = new ArrayList<>();
      byTempo.forEach(
          (tempo, charts) ->
              songs.add(
                  new EvaluatedSong(
                      level.info().title(),
                      audio,
                      tempo,
                      FeatureWindows.of(extractor.extract(clip, tempo)),
                      clip.seconds(),
                      charts)));
      return songs;
    }
  }

  /** A synthesised song, for where there is no other to hear beside the right one. */
  static FeatureWindows anyOther() throws IOException {
    Path folder = Files.createTempDirectory("beatweaver");
    try {
      DemoSettings settings = DemoSettings.DEFAULT.withSongs(1);
      return ofLevel(DemoCorpus.writeLevel(folder, settings, 0)).get(0).features();
    } finally {
      AtomicFiles.deleteTree(folder);
    }
  }
}
