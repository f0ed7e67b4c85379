package io.beatweaver.storage;

import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.tempo.TempoMap;
import java.util.Objects;

/**
 * What a store says of one beatmap. A song's rows are in the order of its beatmaps, so the counts
 * also say which rows are whose.
 *
 * @param characteristic how it is played
 * @param difficulty how hard
 * @param file the file it came from, relative to the level
 * @param version the file's version as it says itself
 * @param noteJumpSpeed metres a second
 * @param noteJumpOffset start beat offset
 * @param tempo beats to seconds of audio, exact
 * @param notes rows in the notes table
 * @param bombs rows in the bombs table
 * @param walls rows in the obstacles table
 * @param arcs rows in the arcs table
 * @param chains rows in the chains table
 * @param outsideGrid notes whose place or direction is not of the plain game
 * @param clamped objects with a value that doesn't fit its column and was stored as the nearest one
 *     that does
 */
public record BeatmapEntry(
    Characteristic characteristic,
    Difficulty difficulty,
    String file,
    String version,
    double noteJumpSpeed,
    double noteJumpOffset,
    TempoMap tempo,
    int notes,
    int bombs,
    int walls,
    int arcs,
    int chains,
    int outsideGrid,
    int clamped) {
  /** Refuses negative counts and numbers that are none. */
  public BeatmapEntry {
    Objects.requireNonNull(characteristic, "characteristic");
    Objects.requireNonNull(difficulty, "difficulty");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(tempo, "tempo");
    if (!Double.isFinite(noteJumpSpeed) || !Double.isFinite(noteJumpOffset)) {
      throw new IllegalArgumentException(
          "note jump values must be finite: " + noteJumpSpeed + ", " + noteJumpOffset);
    }
    if ((notes | bombs | walls | arcs | chains | outsideGrid | clamped) < 0) {
      throw new IllegalArgumentException("counts must not be negative");
    }
  }

  /**
   * How many rows the beatmap has in a table.
   *
   * @param table the table
   * @return the rows; 1 in the table of beatmaps, 0 in those of songs and sources
   */
  public int rows(StoreSchema table) {
    return switch (table) {
      case NOTES -> notes;
      case BOMBS -> bombs;
      case OBSTACLES -> walls;
      case ARCS -> arcs;
      case CHAINS -> chains;
      case TEMPO_CHANGES -> tempo.toArray().length / 3;
      case BEATMAPS -> 1;
      case SONGS, SOURCES -> 0;
    };
  }

  /**
   * Whether the stored rows are those of the plain game, fit to train on: nothing was clamped and
   * every note is on the grid.
   *
   * @return false for mapping extensions
   */
  public boolean plain() {
    return clamped == 0 && outsideGrid == 0;
  }
}
