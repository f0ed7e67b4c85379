package io.beatweaver.examples;

import io.beatweaver.storage.BeatmapStore;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what a store holds. */
@Command(name = "store", mixinStandardHelpOptions = true, description = "Show what a store holds.")
final class Store extends Job {
  private static final int SONGS_SHOWN = 20;

  @Parameters(paramLabel = "STORE", description = "A store's folder.")
  Path folder;

  @Override
  Map<String, ?> run() throws IOException {
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      StoreSummary summary = store.summary();
      say(
          "%,d songs, %,d beatmaps, %,d notes, %,d bombs, %,d walls, %,d arcs, %,d chains",
          summary.songs(),
          summary.beatmaps(),
          summary.notes(),
          summary.bombs(),
          summary.walls(),
          summary.arcs(),
          summary.chains());
      List<SongEntry> songs = store.songs();
      songs.stream()
          .limit(SONGS_SHOWN)
          .forEach(
              song ->
                  say(
                      "%s  %6.1f s  %7.2f BPM  %d beatmaps  %s - %s",
                      song.hash().substring(0, 8),
                      song.durationSeconds(),
                      song.bpm(),
                      song.beatmaps().size(),
                      song.artist(),
                      song.title()));
      if (songs.size() > SONGS_SHOWN) {
        say("... %d more with --json", songs.size() - SONGS_SHOWN);
      }
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("songs", songs.stream().map(Store::toMap).toList());
      json.put("beatmaps", summary.beatmaps());
      json.put("notes", summary.notes());
      json.put("bombs", summary.bombs());
      json.put("walls", summary.walls());
      json.put("arcs", summary.arcs());
      json.put("chains", summary.chains());
      return json;
    }
  }

  private static Map<String, ?> toMap(SongEntry song) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("hash", song.hash());
    json.put("title", song.title());
    json.put("artist", song.artist());
    json.put("mapper", song.mapper());
    json.put("bpm", song.bpm());
    json.put("source", song.source());
    json.put("path", song.levelPath());
    json.put("audioHash", song.audioHash());
    json.put("seconds", song.durationSeconds());
    json.put(
        "beatmaps",
        song.beatmaps().stream()
            .map(
                map ->
                    Map.of(
                        "characteristic",
                        map.characteristic().name(),
                        "difficulty",
                        map.difficulty().serializedName(),
                        "notes",
                        map.notes(),
                        "bombs",
                        map.bombs(),
                        "walls",
                        map.walls()))
            .toList());
    return json;
  }
}
