package io.beatweaver.storage.internal;

import io.beatweaver.InputException;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.storage.BeatmapEntry;
import io.beatweaver.storage.CommunityRating;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.internal.parquet.Column;
import io.beatweaver.storage.internal.parquet.Rows;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The entries of songs as rows of the tables of songs, beatmaps and tempo changes, and back. A
 * song's beatmaps and a beatmap's tempo changes follow in the order of the songs, so that reading
 * is one pass over each table.
 */
final class SongTables {
  private final String file;
  private final Rows songs;
  private final Rows beatmaps;
  private final Rows tempos;
  private int song;
  private int beatmap;
  private int tempo;

  private SongTables(String file, Rows songs, Rows beatmaps, Rows tempos) {
    this.file = file;
    this.songs = songs;
    this.beatmaps = beatmaps;
    this.tempos = tempos;
  }

  static void add(SongEntry entry, Rows songs, Rows beatmaps, Rows tempos) {
    text(songs, StoreSchema.SONG_HASH, entry.hash());
    text(songs, StoreSchema.SOURCE, entry.source());
    text(songs, StoreSchema.TITLE, entry.title());
    text(songs, StoreSchema.SUB_TITLE, entry.subTitle());
    text(songs, StoreSchema.ARTIST, entry.artist());
    text(songs, StoreSchema.MAPPER, entry.mapper());
    songs.column(StoreSchema.BPM).addReal(entry.bpm());
    songs.column(StoreSchema.DURATION_SECONDS).addReal(entry.durationSeconds());
    text(songs, StoreSchema.LEVEL_PATH, entry.levelPath());
    text(songs, StoreSchema.SONG_FILE, entry.songFile());
    text(songs, StoreSchema.AUDIO_HASH, entry.audioHash());
    songs.column(StoreSchema.BEATMAPS.tableName()).add(entry.beatmaps().size());
    songs.column(StoreSchema.READ_WARNINGS).add(entry.readWarnings());
    CommunityRating rating = entry.rating();
    if (rating.key().isEmpty()) {
      songs.column(StoreSchema.MAP_KEY).addNull();
    } else {
      text(songs, StoreSchema.MAP_KEY, rating.key());
    }
    if (Double.isNaN(rating.score())) {
      songs.column(StoreSchema.SCORE).addNull();
    } else {
      songs.column(StoreSchema.SCORE).addReal(rating.score());
    }
    addVotes(songs.column(StoreSchema.UPVOTES), rating.upVotes());
    addVotes(songs.column(StoreSchema.DOWNVOTES), rating.downVotes());
    for (BeatmapEntry map : entry.beatmaps()) {
      add(entry, map, beatmaps, tempos);
    }
  }

  private static void addVotes(Column column, int votes) {
    if (votes < 0) {
      column.addNull();
    } else {
      column.add(votes);
    }
  }

  private static void add(SongEntry entry, BeatmapEntry map, Rows beatmaps, Rows tempos) {
    keys(beatmaps, entry, map, 1);
    text(beatmaps, StoreSchema.FILE, map.file());
    text(beatmaps, StoreSchema.VERSION, map.version());
    beatmaps.column(StoreSchema.NOTE_JUMP_SPEED).addReal(map.noteJumpSpeed());
    beatmaps.column(StoreSchema.NOTE_JUMP_OFFSET).addReal(map.noteJumpOffset());
    for (StoreSchema table : COUNTED) {
      beatmaps.column(table.tableName()).add(map.rows(table));
    }
    beatmaps.column(StoreSchema.OUTSIDE_GRID).add(map.outsideGrid());
    beatmaps.column(StoreSchema.CLAMPED).add(map.clamped());
    double[] anchors = map.tempo().toArray();
    keys(tempos, entry, map, anchors.length / 3);
    for (int i = 0; i < anchors.length; i += 3) {
      tempos.column(StoreSchema.BEAT).addReal(anchors[i]);
      tempos.column(StoreSchema.TIME_SECONDS).addReal(anchors[i + 1]);
      tempos.column(StoreSchema.BPM).addReal(anchors[i + 2]);
    }
  }

  private static final List<StoreSchema> COUNTED =
      List.of(
          StoreSchema.NOTES,
          StoreSchema.BOMBS,
          StoreSchema.OBSTACLES,
          StoreSchema.ARCS,
          StoreSchema.CHAINS,
          StoreSchema.TEMPO_CHANGES);

  private static void keys(Rows rows, SongEntry entry, BeatmapEntry map, int count) {
    rows.column(StoreSchema.SONG_HASH).addText(entry.hash(), count);
    rows.column(StoreSchema.SOURCE).addText(entry.source(), count);
    rows.column(StoreSchema.DIFFICULTY).addText(map.difficulty().serializedName(), count);
    rows.column(StoreSchema.CHARACTERISTIC).addText(map.characteristic().name(), count);
  }

  private static void text(Rows rows, String column, String text) {
    rows.column(column).addText(text, 1);
  }

  /**
   * The entries of all songs.
   *
   * @param file what to name in errors
   */
  static List<SongEntry> read(String file, Rows songs, Rows beatmaps, Rows tempos)
      throws InputException {
    return new SongTables(file, songs, beatmaps, tempos).read();
  }

  private List<SongEntry> read() throws InputException {
    requireValues(songs, 4);
    requireValues(beatmaps, 0);
    requireValues(tempos, 0);
    Column[] s = songs.columns();
    List<SongEntry> entries = new ArrayList<>(songs.size());
    for (song = 0; song < songs.size(); song++) {
      try {
        String hash = s[0].text(song);
        List<BeatmapEntry> maps = new ArrayList<>();
        for (long left = s[11].whole(song); left > 0; left--) {
          maps.add(beatmap(hash, maps));
        }
        entries.add(
            new SongEntry(
                hash,
                s[2].text(song),
                s[3].text(song),
                s[4].text(song),
                s[5].text(song),
                s[6].real(song),
                s[1].text(song),
                s[8].text(song),
                s[9].text(song),
                s[10].text(song),
                s[7].real(song),
                (int) s[12].whole(song),
                rating(songs, song),
                maps));
      } catch (IllegalArgumentException e) {
        throw wrong(e.getMessage(), e);
      }
    }
    if (beatmap != beatmaps.size() || tempo != tempos.size()) {
      throw new InputException(file, "", "beatmaps or tempo changes of no song");
    }
    return entries;
  }

  /** The last columns may be null where it isn't known what the community says. */
  private void requireValues(Rows rows, int nullable) throws InputException {
    for (int i = 0; i < rows.columns().length - nullable; i++) {
      if (rows.columns()[i].hasNulls()) {
        throw new InputException(
            file,
            rows.table().tableName() + ", row " + rows.columns()[i].firstNull(),
            "no " + rows.table().schema().getFields().get(i).getName());
      }
    }
  }

  /**
   * What the community says of a song.
   *
   * @throws IllegalArgumentException if it is a score or a number of votes that can't be
   */
  static CommunityRating rating(Rows songs, int row) {
    String key = songs.column(StoreSchema.MAP_KEY).text(row);
    Column score = songs.column(StoreSchema.SCORE);
    return new CommunityRating(
        key == null ? "" : key,
        score.isNull(row) ? Double.NaN : score.real(row),
        votes(songs.column(StoreSchema.UPVOTES), row),
        votes(songs.column(StoreSchema.DOWNVOTES), row));
  }

  private static int votes(Column column, int row) {
    return column.isNull(row) ? -1 : (int) column.whole(row);
  }

  private BeatmapEntry beatmap(String hash, List<BeatmapEntry> before) throws InputException {
    Column[] b = beatmaps.columns();
    int row = beatmap++;
    if (row >= beatmaps.size() || !hash.equals(b[0].text(row))) {
      throw wrong("a beatmap is missing", null);
    }
    String name = b[2].text(row);
    int changes = (int) b[13].whole(row);
    return new BeatmapEntry(
        new Characteristic(b[3].text(row)),
        Difficulty.parse(name).orElseThrow(() -> wrong("no difficulty: " + name, null)),
        b[4].text(row),
        b[5].text(row),
        b[6].real(row),
        b[7].real(row),
        tempo(hash, changes, before),
        (int) b[8].whole(row),
        (int) b[9].whole(row),
        (int) b[10].whole(row),
        (int) b[11].whole(row),
        (int) b[12].whole(row),
        (int) b[14].whole(row),
        (int) b[15].whole(row));
  }

  /** Beatmaps mostly have the tempo of the one before, and then share the object too. */
  private TempoMap tempo(String hash, int changes, List<BeatmapEntry> before)
      throws InputException {
    Column[] t = tempos.columns();
    if (changes < 1 || changes > tempos.size() - tempo) {
      throw wrong("a beatmap's tempo is missing", null);
    }
    double[] anchors = new double[changes * 3];
    for (int i = 0; i < changes; i++) {
      if (!hash.equals(t[0].text(tempo))) {
        throw wrong("a beatmap's tempo is missing", null);
      }
      anchors[i * 3] = t[5].real(tempo);
      anchors[i * 3 + 1] = t[6].real(tempo);
      anchors[i * 3 + 2] = t[4].real(tempo);
      tempo++;
    }
    if (!before.isEmpty()) {
      TempoMap last = before.get(before.size() - 1).tempo();
      if (Arrays.equals(last.toArray(), anchors)) {
        return last;
      }
    }
    return TempoMap.fromArray(anchors);
  }

  private InputException wrong(String reason, Exception cause) {
    return new InputException(file, "song " + song, reason, cause);
  }
}
