package io.beatweaver.storage.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.beatweaver.InputException;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.storage.BeatmapEntry;
import io.beatweaver.storage.RowGroupRef;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A song's entry in the manifest. */
final class SongJson {
  private SongJson() {}

  static SongEntry read(JsonFields song) throws InputException {
    try {
      return new SongEntry(
          song.text("hash"),
          song.text("title"),
          song.text("subTitle"),
          song.text("artist"),
          song.text("mapper"),
          song.number("bpm"),
          song.text("source"),
          song.text("levelPath"),
          song.text("songFile"),
          song.text("audioHash"),
          song.number("durationSeconds"),
          song.count("readWarnings"),
          beatmaps(song),
          rows(song, StoreSchema.NOTES),
          rows(song, StoreSchema.BOMBS),
          rows(song, StoreSchema.OBSTACLES));
    } catch (IllegalArgumentException e) {
      throw new InputException(song.file().toString(), song.place(), e.getMessage(), e);
    }
  }

  private static Optional<RowGroupRef> rows(JsonFields song, StoreSchema table)
      throws InputException {
    if (!song.has(table.tableName())) {
      return Optional.empty();
    }
    JsonFields ref = song.object(table.tableName());
    return Optional.of(new RowGroupRef(ref.count("file"), ref.count("rowGroup")));
  }

  private static List<BeatmapEntry> beatmaps(JsonFields song) throws InputException {
    TempoMap shared = song.has("tempo") ? TempoMap.fromArray(song.numbers("tempo")) : null;
    List<BeatmapEntry> maps = new ArrayList<>();
    for (JsonNode node : song.array("beatmaps")) {
      maps.add(beatmap(song.item("beatmaps[" + maps.size() + "]", node), shared));
    }
    return maps;
  }

  private static BeatmapEntry beatmap(JsonFields map, TempoMap shared) throws InputException {
    TempoMap tempo = shared == null ? TempoMap.fromArray(map.numbers("tempo")) : shared;
    Difficulty difficulty =
        Difficulty.parse(map.text("difficulty"))
            .orElseThrow(() -> map.wrong("difficulty", "no difficulty of that name"));
    return new BeatmapEntry(
        new Characteristic(map.text("characteristic")),
        difficulty,
        map.text("file"),
        map.text("version"),
        map.number("noteJumpSpeed"),
        map.number("noteJumpOffset"),
        tempo,
        map.count("notes"),
        map.count("bombs"),
        map.count("walls"),
        map.count("arcs"),
        map.count("chains"),
        map.count("outsideGrid"),
        map.count("clamped"));
  }
}
