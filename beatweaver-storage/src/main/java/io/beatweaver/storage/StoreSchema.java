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
 * these tables have it; this library writes no nulls.
 *
 * <p>All tables lead with {@code song_hash, source, difficulty, characteristic} (text), {@code bpm,
 * beat, time_seconds} (float32): the level's hash, where the level is from, the beatmap, the tempo
 * in force at the beat, the beat, and the seconds of audio at which it sounds.
 */
public enum StoreSchema {
  /** One row a note: {@code x, y, color, cut_direction} (int8), {@code angle_offset} (int16). */
  NOTES(
      "notes",
      List.of(
          int8(StoreSchema.X),
          int8(StoreSchema.Y),
          int8(StoreSchema.COLOR),
          int8(StoreSchema.CUT_DIRECTION),
          column(StoreSchema.ANGLE_OFFSET, new ArrowType.Int(16, true)))),
  /** One row a bomb: {@code x, y} (int8). */
  BOMBS("bombs", List.of(int8(StoreSchema.X), int8(StoreSchema.Y))),
  /** One row a wall: {@code duration_beats} (float32), {@code x, y, width, height} (int8). */
  OBSTACLES(
      "obstacles",
      List.of(
          float32(StoreSchema.DURATION_BEATS),
          int8(StoreSchema.X),
          int8(StoreSchema.Y),
          int8(StoreSchema.WIDTH),
          int8(StoreSchema.HEIGHT)));

  /** The level's hash, text. */
  public static final String SONG_HASH = "song_hash";

  /** Where the level is from, text. */
  public static final String SOURCE = "source";

  /** The beatmap's difficulty, text. */
  public static final String DIFFICULTY = "difficulty";

  /** The beatmap's characteristic, text. */
  public static final String CHARACTERISTIC = "characteristic";

  /** The tempo in force at the beat, float32 beats a minute. */
  public static final String BPM = "bpm";

  /** Where, float32 beats. */
  public static final String BEAT = "beat";

  /** When, float32 seconds of audio. */
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

  private final String tableName;
  private final Schema schema;

  StoreSchema(String tableName, List<Field> ownColumns) {
    this.tableName = tableName;
    List<Field> fields =
        new ArrayList<>(
            List.of(
                text(SONG_HASH),
                text(SOURCE),
                text(DIFFICULTY),
                text(CHARACTERISTIC),
                float32(BPM),
                float32(BEAT),
                float32(TIME_SECONDS)));
    fields.addAll(ownColumns);
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
   * @return {@code notes}, {@code bombs} or {@code obstacles}
   */
  public String tableName() {
    return tableName;
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

  private static Field text(String name) {
    return column(name, ArrowType.Utf8.INSTANCE);
  }

  private static Field float32(String name) {
    return column(name, new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE));
  }

  private static Field int8(String name) {
    return column(name, new ArrowType.Int(8, true));
  }

  private static Field column(String name, ArrowType type) {
    return new Field(name, FieldType.nullable(type), null);
  }
}
