package io.beatweaver.dressing.internal;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Wall;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Bombs on accents, in the outer columns' bottom and top cells, where no hand passes and no wall
 * stands. None below Normal, at most two at a time, and some beats between them. Never in a column
 * while a note comes within a beat in it: a bomb there would ask a hand to reset.
 */
public final class BombRules {
  private static final double LOUD = 0.7;
  private static final int[][] PLACES = {{0, 0}, {3, 0}, {0, 2}, {3, 2}};

  private BombRules() {}

  /**
   * The bombs of a beatmap.
   *
   * @param map its notes and tempo
   * @param swings where hands pass
   * @param walls the walls that it is to have
   * @param loudness of the song
   * @return bombs, by beat
   */
  public static List<Bomb> bombs(Beatmap map, Swings swings, List<Wall> walls, Loudness loudness) {
    List<Bomb> bombs = new ArrayList<>();
    if (map.difficulty() == Difficulty.EASY || map.notes().isEmpty()) {
      return bombs;
    }
    int apart = map.difficulty().compareTo(Difficulty.EXPERT) >= 0 ? 4 : 8;
    double lastBeat = map.notes().get(map.notes().size() - 1).beat();
    double free = map.notes().get(0).beat();
    for (int half = (int) Math.ceil(2 * free); half / 2.0 < lastBeat; half++) {
      double beat = half / 2.0;
      if (beat < free || loudness.near(beat) < LOUD) {
        continue;
      }
      int turn = half % PLACES.length;
      int put = 0;
      for (int i = 0; i < PLACES.length && put < 2; i++) {
        int[] place = PLACES[(turn + i) % PLACES.length];
        if (fits(map.tempo(), swings, walls, beat, place[0], place[1])) {
          bombs.add(new Bomb(beat, place[0], place[1]));
          put++;
        }
      }
      free = put > 0 ? beat + apart : free;
    }
    bombs.sort(Bomb.ORDER);
    return bombs;
  }

  private static boolean fits(
      TempoMap tempo, Swings swings, List<Wall> walls, double beat, int x, int y) {
    for (Wall wall : walls) {
      boolean there = x >= wall.x() && x < wall.x() + wall.width();
      if (there && beat >= wall.beat() - 0.5 && beat <= wall.beat() + wall.duration() + 0.5) {
        return false;
      }
    }
    double at = tempo.secondsAt(beat);
    // The whole column for a beat around, the cell itself by the time that all things keep clear.
    return !swings.pass(
            tempo.secondsAt(beat - 1), tempo.secondsAt(beat + 1), Swings.cells(x, 0, 1, 3))
        && !swings.pass(at - Swings.CLEAR_SECONDS, at + Swings.CLEAR_SECONDS, Swings.cell(x, y));
  }
}
