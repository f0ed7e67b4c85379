package io.beatweaver.storage.internal;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Level;
import io.beatweaver.storage.ArrowBatches;
import io.beatweaver.storage.BeatmapEntry;
import io.beatweaver.storage.RowGroupRef;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.StoreSettings;
import io.beatweaver.storage.StoreSummary;
import io.beatweaver.storage.StoredSong;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * A store on its way to disk. Encoding may run on several threads; appending and committing are the
 * caller's to serialise.
 */
public final class StoreBuild implements AutoCloseable {
  private final StoreSettings settings;
  private final StoreFolder folder;
  private final BufferAllocator allocator = new RootAllocator();
  private final Map<StoreSchema, TableWriter> tables = new EnumMap<>(StoreSchema.class);
  private final ManifestWriter manifest;
  private StoreSummary summary = StoreSummary.EMPTY;

  private StoreBuild(StoreFolder folder, StoreSettings settings) throws IOException {
    this.folder = folder;
    this.settings = settings;
    for (StoreSchema table : StoreSchema.values()) {
      tables.put(table, new TableWriter(folder, table, settings));
    }
    this.manifest = new ManifestWriter(folder.temporary(StoreFolder.MANIFEST));
  }

  /**
   * Begins a store.
   *
   * @param path its folder
   * @param settings how it is written
   * @return the build, which the caller closes
   * @throws IOException if the folder can't be used
   */
  public static StoreBuild begin(Path path, StoreSettings settings) throws IOException {
    StoreFolder folder = StoreFolder.open(path, settings.replace());
    try {
      return new StoreBuild(folder, settings);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** A song's row groups, encoded; tables without rows have none. */
  public static final class EncodedSong {
    private final StoredSong song;
    private final Map<StoreSchema, EncodedRowGroup> groups = new EnumMap<>(StoreSchema.class);

    private EncodedSong(StoredSong song) {
      this.song = song;
    }
  }

  /**
   * Encodes a song; safe for any thread.
   *
   * @param song the song
   * @return its row groups
   * @throws IOException if a page can't be compressed
   */
  public EncodedSong encode(StoredSong song) throws IOException {
    EncodedSong encoded = new EncodedSong(song);
    for (StoreSchema table : StoreSchema.values()) {
      try (VectorSchemaRoot batch =
          ArrowBatches.of(table, song.level(), song.source(), allocator)) {
        if (batch.getRowCount() > 0) {
          encoded.groups.put(table, EncodedRowGroup.of(table, batch, settings.compression()));
        }
      }
    }
    return encoded;
  }

  /**
   * Appends an encoded song.
   *
   * @param encoded the song
   * @return its entry
   * @throws IOException if it can't be written; the build is then good for nothing but closing
   */
  public SongEntry append(EncodedSong encoded) throws IOException {
    Map<StoreSchema, RowGroupRef> refs = new EnumMap<>(StoreSchema.class);
    for (Map.Entry<StoreSchema, EncodedRowGroup> group : encoded.groups.entrySet()) {
      refs.put(group.getKey(), tables.get(group.getKey()).append(group.getValue()));
    }
    SongEntry entry = entry(encoded.song, refs);
    manifest.add(entry);
    summary = summary.plus(entry);
    return entry;
  }

  private static SongEntry entry(StoredSong song, Map<StoreSchema, RowGroupRef> refs) {
    Level level = song.level();
    return new SongEntry(
        level.hash(),
        level.info().title(),
        level.info().subTitle(),
        level.info().artist(),
        level.info().mapper(),
        level.info().bpm(),
        song.source(),
        song.levelPath(),
        level.info().songFile(),
        song.audioHash(),
        song.durationSeconds(),
        level.warnings().size(),
        level.beatmaps().stream().map(StoreBuild::entry).toList(),
        Optional.ofNullable(refs.get(StoreSchema.NOTES)),
        Optional.ofNullable(refs.get(StoreSchema.BOMBS)),
        Optional.ofNullable(refs.get(StoreSchema.OBSTACLES)));
  }

  private static BeatmapEntry entry(Beatmap map) {
    return new BeatmapEntry(
        map.characteristic(),
        map.difficulty(),
        map.file(),
        map.version(),
        map.noteJumpSpeed(),
        map.noteJumpOffset(),
        map.tempo(),
        map.notes().size(),
        map.bombs().size(),
        map.walls().size(),
        map.arcs().size(),
        map.chains().size(),
        (int) map.notes().stream().filter(note -> !note.inGrid()).count(),
        Narrow.clamped(map));
  }

  /**
   * Ends all files and puts the store in place, manifest last.
   *
   * @param duplicates songs that were left out because they came again
   * @return what the store holds
   * @throws IOException if it can't be done; the store that was in the folder is then untouched
   */
  public StoreSummary commit(long duplicates) throws IOException {
    Map<StoreSchema, List<StoreFile>> built = new EnumMap<>(StoreSchema.class);
    Map<StoreSchema, List<StoreFile>> named = new EnumMap<>(StoreSchema.class);
    for (StoreSchema table : StoreSchema.values()) {
      List<StoreFile> files = tables.get(table).finish();
      int number = folder.firstNumber(table, files.size());
      List<StoreFile> renamed = new ArrayList<>();
      for (StoreFile file : files) {
        renamed.add(file.named(table.fileName(number++)));
      }
      built.put(table, files);
      named.put(table, renamed);
    }
    summary = summary.withDuplicates(duplicates);
    manifest.finish(named, summary);
    for (StoreSchema table : StoreSchema.values()) {
      for (int i = 0; i < built.get(table).size(); i++) {
        folder.place(built.get(table).get(i).name(), named.get(table).get(i).name());
      }
    }
    folder.commit();
    return summary;
  }

  /** Lets go of everything; what was not committed is removed. */
  @Override
  public void close() throws IOException {
    List<AutoCloseable> parts = new ArrayList<>(tables.values());
    parts.add(manifest);
    parts.add(allocator);
    // Last, for it removes the files that the others let go of.
    parts.add(folder);
    Closing.all(parts);
  }
}
