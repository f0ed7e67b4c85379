package io.beatweaver.storage.internal;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.storage.BeatmapEntry;
import io.beatweaver.storage.CommunityRating;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.tempo.TempoMap;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A song of another program's tables while they are gone through. */
final class ForeignSong {
  /** A difference that float32 seconds of an hour can't help. */
  private static final double ROUNDING_SECONDS = 1e-3;

  private final String hash;
  private final String source;

  /** File, row group, first row and row behind the last of each stretch, by table. */
  private final Map<StoreSchema, int[]> ranges = new EnumMap<>(StoreSchema.class);

  private final Map<StoreSchema, Integer> rangeCounts = new EnumMap<>(StoreSchema.class);
  private final Map<Key, ForeignBeatmap> beatmaps = new LinkedHashMap<>();

  /** What makes a beatmap of a song. */
  record Key(Difficulty difficulty, String characteristic) {
    static Key of(String difficulty, String characteristic) {
      return new Key(
          Difficulty.parse(difficulty)
              .orElseThrow(() -> new IllegalArgumentException("no difficulty: " + difficulty)),
          characteristic);
    }
  }

  ForeignSong(String hash, String source) {
    this.hash = hash;
    this.source = source;
  }

  /** A beatmap's counts and what is known of its tempo. */
  static final class ForeignBeatmap {
    private final Difficulty difficulty;
    private final Characteristic characteristic;
    private final int number;
    private final Map<StoreSchema, Integer> rows = new EnumMap<>(StoreSchema.class);
    private int outsideGrid;
    private double[] anchors = {};
    private double lastBeat;
    private double lastSeconds;
    private double lastBpm;

    ForeignBeatmap(Key key, int number) {
      this.difficulty = key.difficulty();
      this.characteristic = new Characteristic(key.characteristic());
      this.number = number;
    }

    int number() {
      return number;
    }

    void count(StoreSchema table, int more) {
      rows.merge(table, more, Math::addExact);
    }

    void outsideGrid() {
      outsideGrid++;
    }

    /**
     * Takes the tempo, beat and time of a row. Between two rows of different tempos lies the change
     * at the one beat at which both times are right; where there is none, because several changes
     * lie between them, it is taken to be at the second, so that times are right at rows at least.
     */
    void tempo(double bpm, double beat, double seconds) {
      if (anchors.length == 0) {
        double offset = seconds - beat * 60 / bpm;
        anchor(0, Math.abs(offset) < ROUNDING_SECONDS ? 0 : offset, bpm);
      } else if (bpm != lastBpm) {
        if (beat <= lastBeat) {
          // Of another table than the rows before, which have said all of this beat.
          return;
        }
        double before = 60 / lastBpm;
        double after = 60 / bpm;
        double at = (seconds - lastSeconds + lastBeat * before - beat * after) / (before - after);
        boolean between = at > lastBeat && at < beat;
        anchor(between ? at : beat, between ? seconds - (beat - at) * after : seconds, bpm);
      }
      lastBeat = beat;
      lastSeconds = seconds;
      lastBpm = bpm;
    }

    private void anchor(double beat, double seconds, double bpm) {
      int n = anchors.length;
      if (n > 0 && (beat <= anchors[n - 3] || seconds < anchors[n - 2])) {
        return;
      }
      anchors = Arrays.copyOf(anchors, n + 3);
      anchors[n] = beat;
      anchors[n + 1] = seconds;
      anchors[n + 2] = bpm;
    }

    private BeatmapEntry entry() {
      return new BeatmapEntry(
          characteristic,
          difficulty,
          "",
          "",
          Beatmap.defaultNoteJumpSpeed(difficulty),
          0,
          TempoMap.fromArray(anchors),
          rows.getOrDefault(StoreSchema.NOTES, 0),
          rows.getOrDefault(StoreSchema.BOMBS, 0),
          rows.getOrDefault(StoreSchema.OBSTACLES, 0),
          rows.getOrDefault(StoreSchema.ARCS, 0),
          rows.getOrDefault(StoreSchema.CHAINS, 0),
          outsideGrid,
          0);
    }
  }

  ForeignBeatmap beatmap(Key key) {
    return beatmaps.computeIfAbsent(key, k -> new ForeignBeatmap(k, beatmaps.size()));
  }

  /** Adds a stretch of rows; gives how many stretches more there are. */
  int addRange(StoreSchema table, int file, int group, int from, int to) {
    int count = rangeCounts.getOrDefault(table, 0);
    int[] known = ranges.getOrDefault(table, new int[0]);
    int last = 4 * (count - 1);
    if (count > 0 && known[last] == file && known[last + 1] == group && known[last + 3] == from) {
      known[last + 3] = to;
      return 0;
    }
    if (known.length < 4 * count + 4) {
      known = Arrays.copyOf(known, Math.max(4, known.length * 2));
      ranges.put(table, known);
    }
    int[] range = {file, group, from, to};
    System.arraycopy(range, 0, known, 4 * count, 4);
    rangeCounts.put(table, count + 1);
    return 1;
  }

  /** Stretches of rows, four numbers each, in the order of the files. */
  int[] ranges(StoreSchema table) {
    return Arrays.copyOf(
        ranges.getOrDefault(table, new int[0]), 4 * rangeCounts.getOrDefault(table, 0));
  }

  /** The song, with what a table of songs says of it, if there is one. */
  SongEntry entry(SongEntry known) {
    List<BeatmapEntry> maps = beatmaps.values().stream().map(ForeignBeatmap::entry).toList();
    double bpm = maps.get(0).tempo().bpmAt(0);
    if (known == null) {
      return new SongEntry(
          hash, "", "", "", "", bpm, source, "", "", "", 0, 0, CommunityRating.NONE, maps);
    }
    return new SongEntry(
        hash,
        known.title(),
        known.subTitle(),
        known.artist(),
        known.mapper(),
        known.bpm(),
        source,
        known.levelPath(),
        known.songFile(),
        known.audioHash(),
        known.durationSeconds(),
        known.readWarnings(),
        known.rating(),
        maps);
  }
}
