package io.beatweaver.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The tables of a store and their columns, as Arrow schemas. They are the single definition: Arrow
 * batches and Parquet files follow them. Every column may be null in a file, as other writers of
 * these tables have it; of levels this library writes no nulls.
 *
 * <p>Tables of objects lead with {@code song_hash, source, difficulty, characteristic} (text),
 * {@code bpm, beat, time_seconds} (float32): the level's hash, where the level is from, the
 * beatmap, the tempo in force at the beat, the beat, and the seconds of audio at which it sounds. A
 * song's rows are together, in the order of its beatmaps.
 */
public enum StoreSchema {
  /** One row a note: {@code x, y, color, cut_direction} (int8), {@code angle_offset} (int16). */
  NOTES(
      "notes",
      true,
      lead(FloatingPointPrecision.SINGLE),
      List.of(
          int8(StoreSchema.X),
          int8(StoreSchema.Y),
          int8(StoreSchema.COLOR),
          int8(StoreSchema.CUT_DIRECTION),
          int16(StoreSchema.ANGLE_OFFSET))),
  /** One row a bomb: {@code x, y} (int8). */
  BOMBS(
      "bombs",
      true,
      lead(FloatingPointPrecision.SINGLE),
      List.of(int8(StoreSchema.X), int8(StoreSchema.Y))),
  /** One row a wall: {@code duration_beats} (float32), {@code x, y, width, height} (int8). */
  OBSTACLES(
      "obstacles",
      true,
      lead(FloatingPointPrecision.SINGLE),
      List.of(
          float32(StoreSchema.DURATION_BEATS),
          int8(StoreSchema.X),
          int8(StoreSchema.Y),
          int8(StoreSchema.WIDTH),
          int8(StoreSchema.HEIGHT))),
  /**
   * One row an arc: {@code x, y, color, cut_direction} (int8) and {@code head_multiplier} (float32)
   * of its head, {@code tail_beat, tail_time_seconds, tail_multiplier} (float32), {@code tail_x,
   * tail_y, tail_direction} (int8) of its tail, {@code mid_anchor} (int8).
   */
  ARCS(
      "arcs",
      true,
      lead(FloatingPointPrecision.SINGLE),
      List.of(
          int8(StoreSchema.X),
          int8(StoreSchema.Y),
          int8(StoreSchema.COLOR),
          int8(StoreSchema.CUT_DIRECTION),
          float32(StoreSchema.HEAD_MULTIPLIER),
          float32(StoreSchema.TAIL_BEAT),
          float32(StoreSchema.TAIL_TIME_SECONDS),
          int8(StoreSchema.TAIL_X),
          int8(StoreSchema.TAIL_Y),
          int8(StoreSchema.TAIL_DIRECTION),
          float32(StoreSchema.TAIL_MULTIPLIER),
          int8(StoreSchema.MID_ANCHOR))),
  /**
   * One row a chain: {@code x, y, color, cut_direction} (int8) of its head, {@code tail_beat,
   * tail_time_seconds} (float32), {@code tail_x, tail_y} (int8) of its tail, {@code slices}
   * (int16), {@code squish} (float32).
   */
  CHAINS(
      "chains",
      true,
      lead(FloatingPointPrecision.SINGLE),
      List.of(
          int8(StoreSchema.X),
          int8(StoreSchema.Y),
          int8(StoreSchema.COLOR),
          int8(StoreSchema.CUT_DIRECTION),
          float32(StoreSchema.TAIL_BEAT),
          float32(StoreSchema.TAIL_TIME_SECONDS),
          int8(StoreSchema.TAIL_X),
          int8(StoreSchema.TAIL_Y),
          int16(StoreSchema.SLICES),
          float32(StoreSchema.SQUISH))),
  /**
   * One row a stretch of one tempo of a beatmap: {@code bpm} from {@code beat} on, which sounds at
   * {@code time_seconds} (float64, exact). The first also holds for all that comes before it.
   */
  TEMPO_CHANGES("tempo_changes", false, lead(FloatingPointPrecision.DOUBLE), List.of()),
  /**
   * One row a beatmap: {@code file, version} (text), {@code note_jump_speed, note_jump_offset}
   * (float64), and how many rows it has in each of the other tables (int32). {@code outside_grid}
   * counts notes that are not of the plain game, {@code clamped} objects with a value that doesn't
   * fit its column.
   */
  BEATMAPS(
      "beatmaps",
      false,
      keys(),
      List.of(
          text(StoreSchema.FILE),
          text(StoreSchema.VERSION),
          float64(StoreSchema.NOTE_JUMP_SPEED),
          float64(StoreSchema.NOTE_JUMP_OFFSET),
          int32("notes"),
          int32("bombs"),
          int32("obstacles"),
          int32("arcs"),
          int32("chains"),
          int32("tempo_changes"),
          int32(StoreSchema.OUTSIDE_GRID),
          int32(StoreSchema.CLAMPED))),
  /**
   * One row a song: what the level says of itself, its audio, and what the community says of it
   * ({@code map_key, score, upvotes, downvotes}, null where that isn't known).
   */
  SONGS(
      "songs",
      false,
      List.of(text(StoreSchema.SONG_HASH), text(StoreSchema.SOURCE)),
      List.of(
          text(StoreSchema.TITLE),
          text(StoreSchema.SUB_TITLE),
          text(StoreSchema.ARTIST),
          text(StoreSchema.MAPPER),
          float64(StoreSchema.BPM),
          float64(StoreSchema.DURATION_SECONDS),
          text(StoreSchema.LEVEL_PATH),
          text(StoreSchema.SONG_FILE),
          text(StoreSchema.AUDIO_HASH),
          int32("beatmaps"),
          int32(StoreSchema.READ_WARNINGS),
          text(StoreSchema.MAP_KEY),
          float64(StoreSchema.SCORE),
          int32(StoreSchema.UPVOTES),
          int32(StoreSchema.DOWNVOTES))),
  /**
   * One row a place where a level was found: its {@code level_path}, the {@code fingerprint} of its
   * files, and either the {@code song_hash} it gave or the {@code failure} why it gave none.
   * Several places of one hash are the same level, stored once.
   */
  SOURCES(
      "sources",
      false,
      List.of(
          text(StoreSchema.LEVEL_PATH),
          int64(StoreSchema.FINGERPRINT),
          text(StoreSchema.SONG_HASH),
          text(StoreSchema.SOURCE),
          text(StoreSchema.FAILURE)),
      List.of());

  /** The level's hash, text. */
  public static final String SONG_HASH = "song_hash";

  /** Where the level is from, text. */
  public static final String SOURCE = "source";

  /** The beatmap's difficulty, text. */
  public static final String DIFFICULTY = "difficulty";

  /** The beatmap's characteristic, text. */
  public static final String CHARACTERISTIC = "characteristic";

  /** Beats a minute: of an object the tempo in force, float32. */
  public static final String BPM = "bpm";

  /** Where, beats. */
  public static final String BEAT = "beat";

  /** When, seconds of audio. */
  public static final String TIME_SECONDS = "time_seconds";

  /** Column of the grid, int8. */
  public static final String X = "x";

  /** Row of the grid, int8. */
  public static final String Y = "y";

  /** Colour number, int8. */
  public static final String COLOR = "color";

  /** Cut direction, int8. */
  public static final String CUT_DIRECTION = "cut_direction";

  /** Degrees, int16. */
  public static final String ANGLE_OFFSET = "angle_offset";

  /** A wall's length, float32 beats. */
  public static final String DURATION_BEATS = "duration_beats";

  /** A wall's width, int8. */
  public static final String WIDTH = "width";

  /** A wall's height, int8. */
  public static final String HEIGHT = "height";

  /** How far an arc's head reaches, float32. */
  public static final String HEAD_MULTIPLIER = "head_multiplier";

  /** Where an arc or chain ends, float32 beats. */
  public static final String TAIL_BEAT = "tail_beat";

  /** When an arc or chain ends, float32 seconds of audio. */
  public static final String TAIL_TIME_SECONDS = "tail_time_seconds";

  /** Column of the tail, int8. */
  public static final String TAIL_X = "tail_x";

  /** Row of the tail, int8. */
  public static final String TAIL_Y = "tail_y";

  /** Direction of an arc's tail, int8. */
  public static final String TAIL_DIRECTION = "tail_direction";

  /** How far an arc's tail reaches, float32. */
  public static final String TAIL_MULTIPLIER = "tail_multiplier";

  /** How an arc turns, int8. */
  public static final String MID_ANCHOR = "mid_anchor";

  /** Parts of a chain, int16. */
  public static final String SLICES = "slices";

  /** How far a chain is pulled together, float32. */
  public static final String SQUISH = "squish";

  /** A beatmap's file, relative to its level, text. */
  public static final String FILE = "file";

  /** A beatmap file's version, text. */
  public static final String VERSION = "version";

  /** Metres a second, float64. */
  public static final String NOTE_JUMP_SPEED = "note_jump_speed";

  /** Start beat offset, float64. */
  public static final String NOTE_JUMP_OFFSET = "note_jump_offset";

  /** Notes that are not of the plain game, int32. */
  public static final String OUTSIDE_GRID = "outside_grid";

  /** Objects with a value that doesn't fit its column, int32. */
  public static final String CLAMPED = "clamped";

  /** A song's title, text. */
  public static final String TITLE = "title";

  /** A song's subtitle, text. */
  public static final String SUB_TITLE = "sub_title";

  /** A song's artist, text. */
  public static final String ARTIST = "artist";

  /** Who made a level, text. */
  public static final String MAPPER = "mapper";

  /** How long the audio is, float64; 0 if not known. */
  public static final String DURATION_SECONDS = "duration_seconds";

  /** Where a level was found, text. */
  public static final String LEVEL_PATH = "level_path";

  /** The audio file, relative to its level, text. */
  public static final String SONG_FILE = "song_file";

  /** SHA-256 of the audio file, text; empty without audio. */
  public static final String AUDIO_HASH = "audio_hash";

  /** Warnings a level was read with, int32. */
  public static final String READ_WARNINGS = "read_warnings";

  /** The community's name of a map, text, may be null. */
  public static final String MAP_KEY = "map_key";

  /** The community's score of a map, 0..1, float64, may be null. */
  public static final String SCORE = "score";

  /** Votes for a map, int32, may be null. */
  public static final String UPVOTES = "upvotes";

  /** Votes against a map, int32, may be null. */
  public static final String DOWNVOTES = "downvotes";

  /** Of names, sizes and times of a level's files, int64. */
  public static final String FINGERPRINT = "fingerprint";

  /** Why a level could not be used, text, may be null. */
  public static final String FAILURE = "failure";

  private final String tableName;
  private final boolean objects;
  private final Schema schema;

  StoreSchema(String tableName, boolean objects, List<Field> first, List<Field> more) {
    this.tableName = tableName;
    this.objects = objects;
    List<Field> fields = new ArrayList<>(first);
    fields.addAll(more);
    this.schema = new Schema(fields);
  }

  /**
   * The columns, in the order of the files.
   *
   * @return the schema
   */
  public Schema schema() {
    return schema;
  }

  /**
   * The table's name, with which its files' names begin.
   *
   * @return {@code notes}, {@code bombs} and so on
   */
  public String tableName() {
    return tableName;
  }

  /**
   * Whether the table holds objects of beatmaps: each song's rows are then a row group of their own
   * or share one with whole other songs. The other tables are small and have large row groups.
   *
   * @return true for notes, bombs, obstacles, arcs and chains
   */
  public boolean holdsObjects() {
    return objects;
  }

  /**
   * The name of one of the table's files.
   *
   * @param number 0 for the first
   * @return {@code notes_0000.parquet} and so on
   */
  public String fileName(int number) {
    return String.format(Locale.ROOT, "%s_%04d.parquet", tableName, number);
  }

  private static List<Field> keys() {
    return List.of(text(SONG_HASH), text(SOURCE), text(DIFFICULTY), text(CHARACTERISTIC));
  }

  private static List<Field> lead(FloatingPointPrecision precision) {
    List<Field> fields = new ArrayList<>(keys());
    for (String name : List.of(BPM, BEAT, TIME_SECONDS)) {
      fields.add(real(name, precision));
    }
    return fields;
  }

  private static Field text(String name) {
    return column(name, ArrowType.Utf8.INSTANCE);
  }

  private static Field real(String name, FloatingPointPrecision precision) {
    return column(name, new ArrowType.FloatingPoint(precision));
  }

  private static Field float32(String name) {
    return real(name, FloatingPointPrecision.SINGLE);
  }

  private static Field float64(String name) {
    return real(name, FloatingPointPrecision.DOUBLE);
  }

  private static Field int8(String name) {
    return column(name, new ArrowType.Int(8, true));
  }

  private static Field int16(String name) {
    return column(name, new ArrowType.Int(16, true));
  }

  private static Field int32(String name) {
    return column(name, new ArrowType.Int(32, true));
  }

  private static Field int64(String name) {
    return column(name, new ArrowType.Int(64, true));
  }

  private static Field column(String name, ArrowType type) {
    return new Field(name, FieldType.nullable(type), null);
  }
}
