package io.beatweaver.storage.internal;

import io.beatweaver.InputException;
import io.beatweaver.storage.BeatmapEntry;
import io.beatweaver.storage.LevelSource;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.StoreSummary;
import io.beatweaver.storage.internal.parquet.GroupIndex;
import io.beatweaver.storage.internal.parquet.Rows;
import io.beatweaver.storage.internal.parquet.TableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** A store of this library's: its manifest, its entries, and where each song's rows lie. */
public final class OwnContent implements StoreContent {
  private static final List<String> KEYS =
      List.of(StoreSchema.SONG_HASH, StoreSchema.DIFFICULTY, StoreSchema.CHARACTERISTIC);

  private final Path folder;
  private final Manifest manifest;
  private final Map<StoreSchema, List<TableFile>> files = new EnumMap<>(StoreSchema.class);
  private final Map<StoreSchema, Places> places = new EnumMap<>(StoreSchema.class);
  private final List<SongEntry> songs;

  /** Where each song's rows of a table lie; file -1 for a song without rows. */
  private record Places(int[] file, int[] group, int[] row) {
    Places(int songs) {
      this(new int[songs], new int[songs], new int[songs]);
      java.util.Arrays.fill(file, -1);
    }
  }

  private OwnContent(Path folder, Manifest manifest) throws IOException {
    this.folder = folder;
    this.manifest = manifest;
    for (StoreSchema table : StoreSchema.values()) {
      List<TableFile> opened = new ArrayList<>();
      for (Manifest.Part part : manifest.files().get(table)) {
        Path path = folder.resolve(part.file().name());
        opened.add(TableFile.open(path, table, part.file(), part.compression()));
      }
      files.put(table, List.copyOf(opened));
    }
    this.songs =
        List.copyOf(
            SongTables.read(
                folder.toString(),
                whole(StoreSchema.SONGS),
                whole(StoreSchema.BEATMAPS),
                whole(StoreSchema.TEMPO_CHANGES)));
    requireUnique();
    for (StoreSchema table : StoreSchema.values()) {
      if (table.holdsObjects()) {
        places.put(table, locate(table));
      }
    }
  }

  /**
   * Opens a store.
   *
   * @param folder its folder
   * @return the store
   * @throws InputException if it is damaged, incomplete or of an unknown version
   */
  public static OwnContent open(Path folder) throws IOException {
    return open(folder, Manifest.read(folder.resolve(Manifest.NAME)));
  }

  /**
   * Opens a store whose manifest has been read. A writer may have replaced it meanwhile and removed
   * files that it names; the store is then that of the new one.
   *
   * @param folder its folder
   * @param read what its manifest said
   * @return the store
   * @throws InputException if it is damaged, incomplete or of an unknown version
   */
  public static OwnContent open(Path folder, Manifest read) throws IOException {
    Manifest manifest = read;
    while (true) {
      try {
        return new OwnContent(folder, manifest);
      } catch (IOException e) {
        Manifest now = Manifest.read(folder.resolve(Manifest.NAME));
        if (now.equals(manifest)) {
          throw e;
        }
        manifest = now;
      }
    }
  }

  private Rows whole(StoreSchema table) throws IOException {
    return TableMerge.readAll(table, files.get(table));
  }

  private void requireUnique() throws InputException {
    Set<String> hashes = new HashSet<>();
    for (SongEntry song : songs) {
      if (!hashes.add(song.hash())) {
        throw wrong(song, "is there twice");
      }
    }
  }

  private InputException wrong(SongEntry song, String reason) {
    return new InputException(folder.toString(), "song " + song.hash(), reason);
  }

  /** Songs come in one order in every table, so that one walk finds them all. */
  private Places locate(StoreSchema table) throws InputException {
    Places found = new Places(songs.size());
    int song = 0;
    for (int f = 0; f < files.get(table).size(); f++) {
      TableFile file = files.get(table).get(f);
      for (int g = 0; g < file.groups().size(); g++) {
        int row = 0;
        for (GroupIndex.SongRows part : file.groups().get(g).songs()) {
          while (song < songs.size() && songs.get(song).rowCount(table) == 0) {
            song++;
          }
          if (song == songs.size() || !songs.get(song).hash().equals(part.hash())) {
            throw new InputException(
                file.path().toString(),
                "row group " + g,
                "has rows of song " + part.hash() + " where no rows of it are due");
          }
          if (songs.get(song).rowCount(table) != part.rows()) {
            throw wrong(
                songs.get(song),
                String.format(
                    "has %d rows of %s, its beatmaps say %d",
                    part.rows(), table.tableName(), songs.get(song).rowCount(table)));
          }
          found.file()[song] = f;
          found.group()[song] = g;
          found.row()[song] = row;
          row += part.rows();
          song++;
        }
      }
    }
    for (; song < songs.size(); song++) {
      if (songs.get(song).rowCount(table) > 0) {
        throw wrong(songs.get(song), "has no rows of " + table.tableName());
      }
    }
    return found;
  }

  @Override
  public List<SongEntry> songs() {
    return songs;
  }

  @Override
  public StoreSummary summary() {
    return manifest.summary();
  }

  @Override
  public List<LevelSource> sources() throws IOException {
    return SourceRows.read(whole(StoreSchema.SOURCES));
  }

  @Override
  public Rows read(StoreSchema table, int song, Collection<String> columns) throws IOException {
    Rows group = Rows.of(table, columns);
    Places found = places.get(table);
    if (found.file()[song] < 0) {
      return group;
    }
    TableFile file = files.get(table).get(found.file()[song]);
    try (TableFile.Reader reader = file.reader()) {
      reader.read(found.group()[song], group.columns());
    }
    if (file.groups().get(found.group()[song]).songs().size() == 1) {
      return group;
    }
    Rows rows = Rows.of(table, columns);
    int from = found.row()[song];
    rows.addAll(group, from, from + songs.get(song).rowCount(table));
    return rows;
  }

  @Override
  public void scan(
      StoreSchema table, IntPredicate wanted, Collection<String> columns, Visitor visitor)
      throws IOException {
    Set<String> names = new HashSet<>(columns);
    names.addAll(KEYS);
    Rows rows = Rows.of(table, names);
    KeyCheck keys = new KeyCheck(rows);
    Places found = places.get(table);
    int file = -1;
    int group = -1;
    TableFile.Reader reader = null;
    try {
      for (int song = 0; song < songs.size(); song++) {
        if (found.file()[song] < 0 || !wanted.test(song)) {
          continue;
        }
        if (found.file()[song] != file) {
          if (reader != null) {
            reader.close();
          }
          file = found.file()[song];
          group = -1;
          reader = files.get(table).get(file).reader();
        }
        if (found.group()[song] != group) {
          group = found.group()[song];
          rows.clear();
          reader.read(group, rows.columns());
        }
        int from = found.row()[song];
        requireKeys(keys, table, song, from);
        visitor.rows(song, rows, from, from + songs.get(song).rowCount(table));
      }
    } finally {
      if (reader != null) {
        reader.close();
      }
    }
  }

  private void requireKeys(KeyCheck keys, StoreSchema table, int song, int first)
      throws InputException {
    int from = first;
    for (BeatmapEntry map : songs.get(song).beatmaps()) {
      int to = from + map.rows(table);
      int wrong = keys.firstWrong(from, to, songs.get(song), map);
      if (wrong >= 0) {
        throw wrong(
            songs.get(song),
            table.tableName() + " row " + (wrong - first) + " is of another song or beatmap");
      }
      from = to;
    }
  }

  @Override
  public void verify() throws IOException {
    for (List<TableFile> list : files.values()) {
      for (TableFile file : list) {
        file.verify();
      }
    }
    StoreSummary sum = StoreSummary.EMPTY.withDuplicates(manifest.summary().duplicates());
    for (SongEntry song : songs) {
      sum = sum.plus(song);
    }
    if (!sum.equals(manifest.summary())) {
      throw new InputException(
          folder.resolve(Manifest.NAME).toString(), "summary", "is not that of the songs: " + sum);
    }
    for (StoreSchema table : places.keySet()) {
      scan(table, song -> true, KEYS, (song, rows, from, to) -> {});
    }
    sources();
  }
}
