package io.beatweaver.storage.internal;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.beatweaver.storage.BeatmapEntry;
import io.beatweaver.storage.RowGroupRef;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.StoreSummary;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes {@code metadata.json} a song at a time, so that a store of any size is written in bounded
 * memory. Not safe for several threads.
 */
public final class ManifestWriter implements AutoCloseable {
  private final JsonGenerator json;
  private final Path file;

  ManifestWriter(Path file) throws IOException {
    this.file = file;
    this.json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8);
    json.writeStartObject();
    json.writeStringField("format", Manifest.FORMAT);
    json.writeNumberField("formatVersion", Manifest.VERSION);
    json.writeArrayFieldStart("songs");
  }

  void add(SongEntry song) throws IOException {
    json.writeRaw('\n');
    json.writeStartObject();
    json.writeStringField("hash", song.hash());
    json.writeStringField("title", song.title());
    json.writeStringField("subTitle", song.subTitle());
    json.writeStringField("artist", song.artist());
    json.writeStringField("mapper", song.mapper());
    json.writeNumberField("bpm", song.bpm());
    json.writeStringField("source", song.source());
    json.writeStringField("levelPath", song.levelPath());
    json.writeStringField("songFile", song.songFile());
    json.writeStringField("audioHash", song.audioHash());
    json.writeNumberField("durationSeconds", song.durationSeconds());
    json.writeNumberField("readWarnings", song.readWarnings());
    for (StoreSchema table : StoreSchema.values()) {
      rows(table.tableName(), song.rows(table));
    }
    List<BeatmapEntry> maps = song.beatmaps();
    boolean oneTempo = maps.stream().map(BeatmapEntry::tempo).distinct().count() == 1;
    if (oneTempo) {
      tempo(maps.get(0).tempo());
    }
    json.writeArrayFieldStart("beatmaps");
    for (BeatmapEntry map : maps) {
      beatmap(map, !oneTempo);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void rows(String name, Optional<RowGroupRef> ref) throws IOException {
    if (ref.isPresent()) {
      json.writeObjectFieldStart(name);
      json.writeNumberField("file", ref.get().file());
      json.writeNumberField("rowGroup", ref.get().rowGroup());
      json.writeEndObject();
    }
  }

  /** The anchors: beat, seconds and BPM of each. */
  private void tempo(TempoMap tempo) throws IOException {
    json.writeFieldName("tempo");
    double[] anchors = tempo.toArray();
    json.writeArray(anchors, 0, anchors.length);
  }

  private void beatmap(BeatmapEntry map, boolean withTempo) throws IOException {
    json.writeStartObject();
    json.writeStringField("characteristic", map.characteristic().name());
    json.writeStringField("difficulty", map.difficulty().serializedName());
    json.writeStringField("file", map.file());
    json.writeStringField("version", map.version());
    json.writeNumberField("noteJumpSpeed", map.noteJumpSpeed());
    json.writeNumberField("noteJumpOffset", map.noteJumpOffset());
    json.writeNumberField("notes", map.notes());
    json.writeNumberField("bombs", map.bombs());
    json.writeNumberField("walls", map.walls());
    json.writeNumberField("arcs", map.arcs());
    json.writeNumberField("chains", map.chains());
    json.writeNumberField("outsideGrid", map.outsideGrid());
    json.writeNumberField("clamped", map.clamped());
    if (withTempo) {
      tempo(map.tempo());
    }
    json.writeEndObject();
  }

  void finish(Map<StoreSchema, List<StoreFile>> files, StoreSummary summary) throws IOException {
    json.writeEndArray();
    json.writeRaw('\n');
    json.writeObjectFieldStart("files");
    for (StoreSchema table : StoreSchema.values()) {
      json.writeArrayFieldStart(table.tableName());
      for (StoreFile storeFile : files.get(table)) {
        json.writeStartObject();
        json.writeStringField("name", storeFile.name());
        json.writeNumberField("bytes", storeFile.bytes());
        json.writeNumberField("rowGroups", storeFile.rowGroups());
        json.writeNumberField("rows", storeFile.rows());
        json.writeNumberField("footerCrc32c", Integer.toUnsignedLong(storeFile.footerCrc32c()));
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeRaw('\n');
    summary(summary);
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
    DurableFiles.force(file);
  }

  private void summary(StoreSummary summary) throws IOException {
    json.writeObjectFieldStart("summary");
    json.writeNumberField("songs", summary.songs());
    json.writeNumberField("beatmaps", summary.beatmaps());
    json.writeNumberField("notes", summary.notes());
    json.writeNumberField("bombs", summary.bombs());
    json.writeNumberField("walls", summary.walls());
    json.writeNumberField("duplicates", summary.duplicates());
    json.writeNumberField("outsideGrid", summary.outsideGrid());
    json.writeNumberField("clamped", summary.clamped());
    json.writeNumberField("arcs", summary.arcs());
    json.writeNumberField("chains", summary.chains());
    json.writeNumberField("readWarnings", summary.readWarnings());
    json.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
