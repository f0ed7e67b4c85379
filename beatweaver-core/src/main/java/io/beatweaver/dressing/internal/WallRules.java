package io.beatweaver.dressing.internal;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Walls beside the play: from one loud beat on, in the leftmost or rightmost column, as long as no
 * hand passes there, one to four beats; the sides take turns. From Hard on, also low ceilings of a
 * beat to duck under, where nothing is to be cut. After every wall some beats are free.
 */
public final class WallRules {
  private static final double LOUD = 0.6;
  private static final int MIN_BEATS = 1;
  private static final int MAX_BEATS = 4;
  private static final int BEATS_APART = 4;
  private static final int CEILING_BEATS_APART = 16;
  private static final double CEILING_CLEAR_SECONDS = 0.5;
  private static final int FULL_HEIGHT = 5;
  private static final int CEILING_Y = 2;
  private static final int CEILING_HEIGHT = 3;

  private WallRules() {}

  /**
   * The walls of a beatmap.
   *
   * @param map its notes and tempo
   * @param swings where hands pass
   * @param loudness of the song
   * @return walls, by beat
   */
  public static List<Wall> walls(Beatmap map, Swings swings, Loudness loudness) {
    List<Wall> walls = new ArrayList<>();
    if (map.notes().isEmpty()) {
      return walls;
    }
    TempoMap tempo = map.tempo();
    boolean ducks = map.difficulty().compareTo(Difficulty.HARD) >= 0;
    int lastBeat = (int) map.notes().get(map.notes().size() - 1).beat();
    int first = (int) Math.ceil(Math.max(0, map.notes().get(0).beat()));
    boolean left = true;
    int nextCeiling = first + CEILING_BEATS_APART;
    for (int beat = first; beat < lastBeat; beat++) {
      if (loudness.near(beat) < LOUD) {
        continue;
      }
      int beats = ducks && beat >= nextCeiling && ceilingFits(tempo, swings, beat) ? 1 : 0;
      if (beats > 0) {
        walls.add(new Wall(beat, beats, 0, CEILING_Y, Note.COLUMNS, CEILING_HEIGHT));
        nextCeiling = beat + CEILING_BEATS_APART;
      } else {
        beats = length(tempo, swings, beat, lastBeat, left ? 0 : Note.COLUMNS - 1);
        if (beats == 0) {
          continue;
        }
        walls.add(new Wall(beat, beats, left ? 0 : Note.COLUMNS - 1, 0, 1, FULL_HEIGHT));
        left = !left;
      }
      beat += beats + BEATS_APART - 1;
    }
    return walls;
  }

  private static int length(TempoMap tempo, Swings swings, int beat, int lastBeat, int column) {
    long cells = Swings.cells(column, 0, 1, FULL_HEIGHT);
    int beats = 0;
    while (beats < MAX_BEATS
        && beat + beats < lastBeat
        && !swings.pass(tempo.secondsAt(beat), tempo.secondsAt(beat + beats + 1), cells)) {
      beats++;
    }
    return beats >= MIN_BEATS ? beats : 0;
  }

  private static boolean ceilingFits(TempoMap tempo, Swings swings, int beat) {
    return !swings.pass(
        tempo.secondsAt(beat) - CEILING_CLEAR_SECONDS,
        tempo.secondsAt(beat + 1) + CEILING_CLEAR_SECONDS,
        Swings.cells(0, 0, Note.COLUMNS, FULL_HEIGHT));
  }
}
