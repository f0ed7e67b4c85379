package io.beatweaver.storage.internal;

import io.beatweaver.storage.LevelSource;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.StoreSettings;
import io.beatweaver.storage.StoreSummary;
import io.beatweaver.storage.internal.parquet.EncodedGroup;
import io.beatweaver.storage.internal.parquet.GroupEncoder;
import io.beatweaver.storage.internal.parquet.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A store on its way to disk. What was added since the last checkpoint lies in files under
 * temporary names; a checkpoint moves them to their places and then replaces the manifest. Encoding
 * may run on several threads; everything else is the caller's to serialise.
 */
public final class StoreBuild implements AutoCloseable {
  private static final List<StoreSchema> ENTRIES =
      List.of(StoreSchema.SONGS, StoreSchema.BEATMAPS, StoreSchema.TEMPO_CHANGES);

  private final StoreSettings settings;
  private final StoreFolder folder;
  private final TableMerge merge;
  private final Map<StoreSchema, ObjectTableWriter> writers = new EnumMap<>(StoreSchema.class);
  private final Map<StoreSchema, Rows> entries = new EnumMap<>(StoreSchema.class);
  private final Map<String, LevelSource> sources = new LinkedHashMap<>();
  private final Set<String> stored = new HashSet<>();
  private final Set<String> added = new HashSet<>();
  private final Set<String> gone = new HashSet<>();
  private final boolean replaces;
  private final boolean begins;
  private boolean sourcesChanged;
  private Manifest manifest;
  private StoreSummary fresh = StoreSummary.EMPTY;

  private StoreBuild(StoreFolder folder, StoreSettings settings, boolean replaces)
      throws IOException {
    this.folder = folder;
    this.settings = settings;
    this.replaces = replaces;
    this.merge = new TableMerge(folder, settings);
    for (StoreSchema table : StoreSchema.values()) {
      if (table.holdsObjects()) {
        writers.put(table, new ObjectTableWriter(folder, table, settings));
      }
    }
    ENTRIES.forEach(table -> entries.put(table, new Rows(table)));
    Path file = folder.path().resolve(Manifest.NAME);
    begins = !Files.exists(file);
    manifest = !replaces && Files.exists(file) ? Manifest.read(file) : Manifest.empty();
    Rows songs = read(StoreSchema.SONGS);
    for (int row = 0; row < songs.size(); row++) {
      stored.add(songs.column(StoreSchema.SONG_HASH).text(row));
    }
    for (LevelSource source : SourceRows.read(read(StoreSchema.SOURCES))) {
      sources.put(source.path(), source);
    }
  }

  private Rows read(StoreSchema table) throws IOException {
    return TableMerge.readAll(table, Piece.openAll(table, pieces(table)));
  }

  /**
   * Begins a store, or goes on with one.
   *
   * @param path its folder
   * @param settings how it is written
   * @param use what to do with a store that is there
   * @return the build, which the caller closes
   * @throws IOException if the folder can't be used
   */
  public static StoreBuild begin(Path path, StoreSettings settings, StoreFolder.Use use)
      throws IOException {
    StoreFolder folder = StoreFolder.open(path, use);
    try {
      return new StoreBuild(folder, settings, use == StoreFolder.Use.REPLACE);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** A song and, where it gets row groups of its own, these. */
  public static final class EncodedSong {
    private final SongRows song;
    private final Map<StoreSchema, EncodedGroup> groups = new EnumMap<>(StoreSchema.class);

    private EncodedSong(SongRows song) {
      this.song = song;
    }

    /**
     * What the store will say of the song.
     *
     * @return its entry
     */
    public SongEntry entry() {
      return song.entry();
    }
  }

  /**
   * Encodes a song; safe for any thread.
   *
   * @param song the song
   * @return its row groups
   */
  public EncodedSong encode(SongRows song) {
    EncodedSong encoded = new EncodedSong(song);
    if (settings.songsPerRowGroup() == 1) {
      GroupEncoder encoder = new GroupEncoder(settings.compression());
      for (StoreSchema table : writers.keySet()) {
        Rows rows = song.rows(table);
        if (rows.size() > 0) {
          encoded.groups.put(table, encoder.encode(rows.toList()));
        }
      }
    }
    return encoded;
  }

  /**
   * Whether a song is stored, the last checkpoint's songs among them.
   *
   * @param hash the level's hash
   * @return whether it is there
   */
  public boolean contains(String hash) {
    return added.contains(hash) || stored.contains(hash) && !gone.contains(hash);
  }

  /**
   * Whether a song was added since the last checkpoint.
   *
   * @param hash the level's hash
   * @return whether it can't be taken out before the next one
   */
  public boolean isFresh(String hash) {
    return added.contains(hash);
  }

  /**
   * Appends a song that isn't stored.
   *
   * @param encoded the song
   * @throws IOException if it can't be written; the build is then good for nothing but closing
   */
  public void append(EncodedSong encoded) throws IOException {
    SongEntry entry = encoded.song.entry();
    for (Map.Entry<StoreSchema, ObjectTableWriter> writer : writers.entrySet()) {
      Rows rows = encoded.song.rows(writer.getKey());
      if (rows.size() > 0) {
        writer.getValue().add(entry.hash(), rows, encoded.groups.get(writer.getKey()));
      }
    }
    for (StoreSchema table : ENTRIES) {
      Rows rows = encoded.song.rows(table);
      entries.get(table).addAll(rows, 0, rows.size());
    }
    added.add(entry.hash());
    fresh = fresh.plus(entry);
  }

  /**
   * Takes out a song of the last checkpoint.
   *
   * @param hash of a song that is stored and not fresh
   */
  public void remove(String hash) {
    gone.add(hash);
  }

  /**
   * Where levels were found.
   *
   * @return by path; changes are told with {@link #remember}
   */
  public Map<String, LevelSource> sources() {
    return sources;
  }

  /**
   * Remembers where a level was found.
   *
   * @param source in place of what was known of its path
   */
  public void remember(LevelSource source) {
    sourcesChanged |= !source.equals(sources.put(source.path(), source));
  }

  /**
   * Puts everything in place that was added and removed.
   *
   * @param duplicates songs that came again since the last checkpoint
   * @param last whether to leave few large files and every table at least one
   * @return what the store holds
   * @throws IOException if it can't be done; the store is then that of the checkpoint before
   */
  public StoreSummary checkpoint(long duplicates, boolean last) throws IOException {
    if (!Files.exists(folder.path().resolve(Manifest.NAME))
        && (!replaces || folder.hasNoTables())) {
      // So that whoever finds the files that are moved next knows whose they are.
      manifest.write(folder.path());
    }
    Map<StoreSchema, List<Piece>> next = new EnumMap<>(StoreSchema.class);
    for (StoreSchema table : writers.keySet()) {
      next.put(table, objects(table, last));
    }
    StoreSummary summary = entries(next, last);
    List<Piece> sourceFiles = pieces(StoreSchema.SOURCES);
    if (sourcesChanged || last && sourceFiles.isEmpty()) {
      sourceFiles = List.of(merge.write(SourceRows.of(sources.values())));
    }
    next.put(StoreSchema.SOURCES, sourceFiles);
    manifest =
        new FileNames(folder)
            .publish(next, summary.withDuplicates(manifest.summary().duplicates() + duplicates));
    if (last) {
      manifest = new FileNames(folder).tidy(manifest);
    }
    stored.removeAll(gone);
    stored.addAll(added);
    gone.clear();
    added.clear();
    entries.values().forEach(Rows::clear);
    fresh = StoreSummary.EMPTY;
    sourcesChanged = false;
    return manifest.summary();
  }

  /** The store's files of a table as they are. */
  private List<Piece> pieces(StoreSchema table) {
    List<Piece> pieces = new ArrayList<>();
    for (Manifest.Part part : manifest.files().get(table)) {
      pieces.add(new Piece(folder.path().resolve(part.file().name()), part));
    }
    return pieces;
  }

  /** The files of a table of objects: those that stay as they are, and new ones. */
  private List<Piece> objects(StoreSchema table, boolean last) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    for (Piece piece : pieces(table)) {
      boolean stays = gone.isEmpty() || !TableMerge.holdsAny(piece.open(table), gone);
      pieces.add(stays ? piece : merge.rewrite(table, List.of(piece), gone));
    }
    pieces.addAll(writers.get(table).finish());
    if (!last) {
      return pieces;
    }
    List<Piece> merged = new ArrayList<>();
    for (List<Piece> run : merge.runs(pieces)) {
      merged.add(run.size() == 1 ? run.get(0) : merge.rewrite(table, run, Set.of()));
    }
    return merged.isEmpty() ? List.of(merge.write(new Rows(table))) : merged;
  }

  /** The files of songs, beatmaps and tempo changes, and what they sum up to. */
  private StoreSummary entries(Map<StoreSchema, List<Piece>> next, boolean last)
      throws IOException {
    Map<StoreSchema, Rows> all = new EnumMap<>(StoreSchema.class);
    for (StoreSchema table : ENTRIES) {
      List<Piece> pieces = new ArrayList<>(pieces(table));
      Rows rows = entries.get(table);
      boolean whole = !gone.isEmpty() || last && pieces.size() + (rows.size() > 0 ? 1 : 0) != 1;
      if (whole) {
        rows = TableMerge.without(gone, TableMerge.readAll(table, Piece.openAll(table, pieces)));
        rows.addAll(entries.get(table), 0, entries.get(table).size());
        all.put(table, rows);
        pieces.clear();
      }
      if (whole || rows.size() > 0) {
        pieces.add(merge.write(rows));
      }
      next.put(table, pieces);
    }
    if (gone.isEmpty()) {
      return manifest.summary().plus(fresh);
    }
    StoreSummary summary = StoreSummary.EMPTY;
    for (SongEntry song :
        SongTables.read(
            folder.path().toString(),
            all.get(StoreSchema.SONGS),
            all.get(StoreSchema.BEATMAPS),
            all.get(StoreSchema.TEMPO_CHANGES))) {
      summary = summary.plus(song);
    }
    return summary;
  }

  /** Removes a store that was begun here. */
  public void discard() throws IOException {
    if (begins) {
      Files.deleteIfExists(folder.path().resolve(Manifest.NAME));
      folder.removeOthers(Set.of());
    }
  }

  /** Lets go of everything; what was not put in place is removed. */
  @Override
  public void close() throws IOException {
    List<AutoCloseable> parts = new ArrayList<>(writers.values());
    // Last, for it removes the files that the others let go of.
    parts.add(folder);
    Closing.all(parts);
  }
}
