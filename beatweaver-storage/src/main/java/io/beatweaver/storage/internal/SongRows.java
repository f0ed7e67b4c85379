package io.beatweaver.storage.internal;

import io.beatweaver.InputException;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Level;
import io.beatweaver.storage.BeatmapEntry;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.StoredSong;
import io.beatweaver.storage.internal.parquet.Rows;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** Everything that a store keeps of one song: its entry and its rows in every table. */
public final class SongRows {
  private final SongEntry entry;
  private final Map<StoreSchema, Rows> tables;

  private SongRows(SongEntry entry, Map<StoreSchema, Rows> tables) {
    this.entry = entry;
    this.tables = tables;
  }

  /**
   * A level's rows.
   *
   * @param song the level
   * @return its rows
   */
  public static SongRows of(StoredSong song) {
    Level level = song.level();
    Map<StoreSchema, Rows> tables = new EnumMap<>(StoreSchema.class);
    for (StoreSchema table : StoreSchema.values()) {
      if (table.holdsObjects()) {
        Rows rows = new Rows(table);
        for (Beatmap map : level.beatmaps()) {
          LevelRows.add(rows, level.hash(), song.source(), map);
        }
        tables.put(table, rows);
      }
    }
    return of(entry(song), tables);
  }

  private static SongRows of(SongEntry entry, Map<StoreSchema, Rows> tables) {
    tables.putAll(ofEntry(entry));
    return new SongRows(entry, tables);
  }

  /**
   * The rows that an entry says all of.
   *
   * @param entry a song's entry
   * @return its rows of songs, beatmaps and tempo changes
   */
  public static Map<StoreSchema, Rows> ofEntry(SongEntry entry) {
    Rows songs = new Rows(StoreSchema.SONGS);
    Rows beatmaps = new Rows(StoreSchema.BEATMAPS);
    Rows tempos = new Rows(StoreSchema.TEMPO_CHANGES);
    SongTables.add(entry, songs, beatmaps, tempos);
    return Map.of(
        StoreSchema.SONGS, songs,
        StoreSchema.BEATMAPS, beatmaps,
        StoreSchema.TEMPO_CHANGES, tempos);
  }

  /**
   * Rows that were read or brought by someone.
   *
   * @param tables a table that is left out has no rows; songs, beatmaps and tempo changes are
   *     needed
   * @return the song
   * @throws IllegalArgumentException if they are not those of one song, or a beatmap's rows are not
   *     where its counts say
   */
  public static SongRows of(Map<StoreSchema, Rows> tables) {
    Map<StoreSchema, Rows> all = new EnumMap<>(tables);
    for (StoreSchema table : StoreSchema.values()) {
      if (table != StoreSchema.SOURCES) {
        all.putIfAbsent(table, new Rows(table));
      }
    }
    SongEntry entry;
    try {
      var entries =
          SongTables.read(
              "batches",
              all.get(StoreSchema.SONGS),
              all.get(StoreSchema.BEATMAPS),
              all.get(StoreSchema.TEMPO_CHANGES));
      if (entries.size() != 1) {
        throw new IllegalArgumentException("one song at a time, not " + entries.size());
      }
      entry = entries.get(0);
    } catch (InputException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    if (!entry.hash().matches("[0-9a-f]{40}")) {
      throw new IllegalArgumentException(
          "a level's hash is 40 lower-case hex digits: '" + entry.hash() + "'");
    }
    for (StoreSchema table : StoreSchema.values()) {
      if (table.holdsObjects()) {
        requireRows(entry, all.get(table));
      }
    }
    return new SongRows(entry, all);
  }

  private static void requireRows(SongEntry entry, Rows rows) {
    StoreSchema table = rows.table();
    if (rows.size() != entry.rowCount(table)) {
      throw new IllegalArgumentException(
          String.format(
              "%s: %d rows, the beatmaps say %d",
              table.tableName(), rows.size(), entry.rowCount(table)));
    }
    KeyCheck keys = new KeyCheck(rows);
    int from = 0;
    for (BeatmapEntry map : entry.beatmaps()) {
      int to = from + map.rows(table);
      int wrong = keys.firstWrong(from, to, entry, map);
      if (wrong >= 0) {
        throw new IllegalArgumentException(
            String.format("%s, row %d: not of the beatmap that is to be there", table, wrong));
      }
      from = to;
    }
  }

  private static SongEntry entry(StoredSong song) {
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
        song.rating(),
        level.beatmaps().stream().map(SongRows::entry).toList());
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
   * What the store says of the song.
   *
   * @return its entry
   */
  public SongEntry entry() {
    return entry;
  }

  /**
   * The song's rows in a table.
   *
   * @param table any but that of sources
   * @return the rows
   */
  public Rows rows(StoreSchema table) {
    return tables.get(table);
  }

  /**
   * All tables.
   *
   * @return the rows of each
   */
  public Collection<Rows> tables() {
    return tables.values();
  }
}
