package io.beatweaver.storage.internal;

import io.beatweaver.InputException;
import io.beatweaver.level.Difficulty;
import io.beatweaver.storage.BeatmapEntry;
import io.beatweaver.storage.LevelSource;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.StoreSummary;
import io.beatweaver.storage.internal.parquet.Column;
import io.beatweaver.storage.internal.parquet.ForeignFile;
import io.beatweaver.storage.internal.parquet.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Tables of another program's. Its songs are found by going through the key columns once; a song's
 * rows may lie anywhere, as long as they are not scattered one by one.
 */
public final class ForeignContent implements StoreContent {
  /** Stretches of rows in all, 16 bytes each. */
  private static final int MAX_RANGES = 4_000_000;

  private static final List<String> KEYS =
      List.of(
          StoreSchema.SONG_HASH,
          StoreSchema.SOURCE,
          StoreSchema.DIFFICULTY,
          StoreSchema.CHARACTERISTIC,
          StoreSchema.BPM,
          StoreSchema.BEAT,
          StoreSchema.TIME_SECONDS);

  private static final List<String> NOTE_KEYS =
      List.of(StoreSchema.X, StoreSchema.Y, StoreSchema.CUT_DIRECTION);

  private final Map<StoreSchema, ForeignTable> tables = new EnumMap<>(StoreSchema.class);
  private final Map<String, ForeignSong> found = new LinkedHashMap<>();
  private final List<Map<StoreSchema, int[]>> ranges = new ArrayList<>();
  private final List<SongEntry> songs = new ArrayList<>();
  private final StoreSummary summary;
  private int rangeCount;

  private ForeignContent(Path folder) throws IOException {
    for (StoreSchema table : StoreSchema.values()) {
      if (table.holdsObjects()) {
        tables.put(table, ForeignTable.open(folder, table));
        index(table);
      }
    }
    Map<String, SongEntry> known = known(folder);
    StoreSummary sum = StoreSummary.EMPTY;
    for (Map.Entry<String, ForeignSong> song : found.entrySet()) {
      SongEntry entry = entry(folder, song.getKey(), song.getValue(), known);
      songs.add(entry);
      sum = sum.plus(entry);
      Map<StoreSchema, int[]> places = new EnumMap<>(StoreSchema.class);
      tables.keySet().forEach(table -> places.put(table, song.getValue().ranges(table)));
      ranges.add(places);
    }
    found.clear();
    summary = sum;
  }

  private static SongEntry entry(
      Path folder, String hash, ForeignSong song, Map<String, SongEntry> known)
      throws InputException {
    try {
      return song.entry(known.get(hash));
    } catch (IllegalArgumentException e) {
      throw new InputException(folder.toString(), "song " + hash, e.getMessage(), e);
    }
  }

  /**
   * Whether a folder has files of notes, numbered or a single one.
   *
   * @param folder the folder
   * @return whether {@link #open} will find a table
   */
  public static boolean isIn(Path folder) throws IOException {
    return !ForeignTable.find(folder, StoreSchema.NOTES).isEmpty();
  }

  /**
   * Whether the first file of notes is this library's, and so part of a store whose metadata has to
   * be there.
   *
   * @param folder a folder with files of notes
   * @return false for another program's
   * @throws InputException if it is no Parquet file of notes
   */
  public static boolean isOurs(Path folder) throws IOException {
    return ForeignFile.open(ForeignTable.find(folder, StoreSchema.NOTES).get(0), StoreSchema.NOTES)
        .isOurs();
  }

  /**
   * Opens the tables of a folder.
   *
   * @param folder the folder
   * @return the store
   * @throws InputException if a file is damaged, lacks a column or has a null in a key column
   */
  public static ForeignContent open(Path folder) throws IOException {
    return new ForeignContent(folder);
  }

  private void index(StoreSchema table) throws IOException {
    ForeignTable files = tables.get(table);
    Set<String> wanted = new HashSet<>(KEYS);
    wanted.addAll(table == StoreSchema.NOTES ? NOTE_KEYS : List.of());
    for (int file = 0; file < files.files().size(); file++) {
      for (int group = 0; group < files.files().get(file).groups(); group++) {
        Rows rows = files.files().get(file).read(group, wanted);
        for (String name : KEYS) {
          int none = rows.column(name).firstNull();
          if (none >= 0) {
            throw files.wrong(file, group, none, "no " + name, null);
          }
        }
        index(table, file, group, rows);
      }
    }
  }

  /** Goes through stretches of rows of one beatmap, by the codes of the key columns. */
  private void index(StoreSchema table, int file, int group, Rows rows) throws InputException {
    int[] hashes = rows.column(StoreSchema.SONG_HASH).bits();
    int[] difficulties = rows.column(StoreSchema.DIFFICULTY).bits();
    int[] characteristics = rows.column(StoreSchema.CHARACTERISTIC).bits();
    int from = 0;
    while (from < rows.size()) {
      int to = from + 1;
      while (to < rows.size()
          && hashes[to] == hashes[from]
          && difficulties[to] == difficulties[from]
          && characteristics[to] == characteristics[from]) {
        to++;
      }
      try {
        add(table, file, group, rows, from, to);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw tables.get(table).wrong(file, group, from, e.getMessage(), e);
      }
      from = to;
    }
  }

  private void add(StoreSchema table, int file, int group, Rows rows, int from, int to) {
    String hash = rows.column(StoreSchema.SONG_HASH).text(from);
    String source = rows.column(StoreSchema.SOURCE).text(from);
    ForeignSong song = found.computeIfAbsent(hash, h -> new ForeignSong(h, source));
    ForeignSong.ForeignBeatmap beatmap =
        song.beatmap(
            ForeignSong.Key.of(
                rows.column(StoreSchema.DIFFICULTY).text(from),
                rows.column(StoreSchema.CHARACTERISTIC).text(from)));
    beatmap.count(table, to - from);
    rangeCount += song.addRange(table, file, group, from, to);
    if (rangeCount > MAX_RANGES) {
      throw new IllegalArgumentException(
          "the rows of songs are scattered; write the table sorted by " + StoreSchema.SONG_HASH);
    }
    Column bpms = rows.column(StoreSchema.BPM);
    Column beats = rows.column(StoreSchema.BEAT);
    Column seconds = rows.column(StoreSchema.TIME_SECONDS);
    for (int row = from; row < to; row++) {
      beatmap.tempo(bpms.real(row), beats.real(row), seconds.real(row));
    }
    if (table == StoreSchema.NOTES) {
      Column x = rows.column(StoreSchema.X);
      Column y = rows.column(StoreSchema.Y);
      Column direction = rows.column(StoreSchema.CUT_DIRECTION);
      for (int row = from; row < to; row++) {
        if (!inGrid(x.whole(row), 4)
            || !inGrid(y.whole(row), 3)
            || !inGrid(direction.whole(row), 9)) {
          beatmap.outsideGrid();
        }
      }
    }
  }

  private static boolean inGrid(long value, int limit) {
    return value >= 0 && value < limit;
  }

  /** What a table of songs says, if there is one. */
  private static Map<String, SongEntry> known(Path folder) throws IOException {
    Map<String, SongEntry> known = new HashMap<>();
    ForeignTable files = ForeignTable.open(folder, StoreSchema.SONGS);
    for (int file = 0; file < files.files().size(); file++) {
      for (int group = 0; group < files.files().get(file).groups(); group++) {
        Rows rows = files.files().get(file).read(group, fieldNames(StoreSchema.SONGS));
        for (int row = 0; row < rows.size(); row++) {
          try {
            SongEntry entry = song(rows, row);
            known.put(entry.hash(), entry);
          } catch (IllegalArgumentException e) {
            throw files.wrong(file, group, row, e.getMessage(), e);
          }
        }
      }
    }
    return known;
  }

  private static List<String> fieldNames(StoreSchema table) {
    return table.schema().getFields().stream().map(field -> field.getName()).toList();
  }

  private static SongEntry song(Rows rows, int row) {
    return new SongEntry(
        text(rows, StoreSchema.SONG_HASH, row),
        text(rows, StoreSchema.TITLE, row),
        text(rows, StoreSchema.SUB_TITLE, row),
        text(rows, StoreSchema.ARTIST, row),
        text(rows, StoreSchema.MAPPER, row),
        rows.column(StoreSchema.BPM).real(row),
        text(rows, StoreSchema.SOURCE, row),
        text(rows, StoreSchema.LEVEL_PATH, row),
        text(rows, StoreSchema.SONG_FILE, row),
        text(rows, StoreSchema.AUDIO_HASH, row),
        rows.column(StoreSchema.DURATION_SECONDS).real(row),
        (int) rows.column(StoreSchema.READ_WARNINGS).whole(row),
        SongTables.rating(rows, row),
        List.of());
  }

  private static String text(Rows rows, String name, int row) {
    String text = rows.column(name).text(row);
    return text == null ? "" : text;
  }

  @Override
  public List<SongEntry> songs() {
    return songs;
  }

  @Override
  public StoreSummary summary() {
    return summary;
  }

  @Override
  public List<LevelSource> sources() {
    return List.of();
  }

  @Override
  public Rows read(StoreSchema table, int song, Collection<String> columns) throws IOException {
    Set<String> wanted = new HashSet<>(columns);
    wanted.add(StoreSchema.DIFFICULTY);
    wanted.add(StoreSchema.CHARACTERISTIC);
    Rows all = Rows.of(table, wanted);
    int[] places = ranges.get(song).get(table);
    for (int i = 0; i < places.length; i += 4) {
      Rows group = tables.get(table).read(places[i], places[i + 1], wanted);
      all.addAll(group, places[i + 2], places[i + 3]);
    }
    return byBeatmap(songs.get(song), all);
  }

  /** Puts rows in the order of the song's beatmaps, where they aren't; within one they stay. */
  private static Rows byBeatmap(SongEntry song, Rows rows) {
    int[] beatmaps = new int[rows.size()];
    boolean sorted = true;
    Column difficulties = rows.column(StoreSchema.DIFFICULTY);
    Column characteristics = rows.column(StoreSchema.CHARACTERISTIC);
    Map<List<Integer>, Integer> numbers = new HashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      int at = row;
      beatmaps[row] =
          numbers.computeIfAbsent(
              List.of(difficulties.bits()[row], characteristics.bits()[row]),
              codes -> number(song, difficulties.text(at), characteristics.text(at)));
      sorted &= row == 0 || beatmaps[row] >= beatmaps[row - 1];
    }
    if (sorted) {
      return rows;
    }
    Rows ordered = Rows.of(rows.table(), names(rows));
    for (int map = 0; map < song.beatmaps().size(); map++) {
      for (int row = 0; row < beatmaps.length; row++) {
        if (beatmaps[row] == map) {
          ordered.addAll(rows, row, row + 1);
        }
      }
    }
    return ordered;
  }

  private static List<String> names(Rows rows) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < rows.columns().length; i++) {
      if (rows.columns()[i] != null) {
        names.add(fieldNames(rows.table()).get(i));
      }
    }
    return names;
  }

  private static int number(SongEntry song, String difficulty, String characteristic) {
    Difficulty wanted = Difficulty.parse(difficulty).orElseThrow();
    for (int i = 0; i < song.beatmaps().size(); i++) {
      BeatmapEntry map = song.beatmaps().get(i);
      if (map.characteristic().name().equals(characteristic) && map.difficulty() == wanted) {
        return i;
      }
    }
    throw new IllegalStateException("no beatmap " + difficulty + " " + characteristic);
  }

  @Override
  public void scan(
      StoreSchema table, IntPredicate wanted, Collection<String> columns, Visitor visitor)
      throws IOException {
    for (int song = 0; song < songs.size(); song++) {
      if (songs.get(song).rowCount(table) > 0 && wanted.test(song)) {
        Rows rows = read(table, song, columns);
        visitor.rows(song, rows, 0, rows.size());
      }
    }
  }

  @Override
  public void verify() throws IOException {
    for (ForeignTable table : tables.values()) {
      for (var file : table.files()) {
        for (int group = 0; group < file.groups(); group++) {
          file.read(group, fieldNames(file.table()));
        }
      }
    }
  }
}
