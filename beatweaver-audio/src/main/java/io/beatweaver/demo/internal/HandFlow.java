package io.beatweaver.demo.internal;

import io.beatweaver.demo.Hit;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives charted hits to hands, cells and directions, by musical content alone.
 *
 * <ul>
 *   <li>Hands take turns; after a rest the right one goes on where the pitch has risen, the left
 *       one where it has fallen.
 *   <li>Every hand swings down, up, down, ...; a rising melody turns the cut outwards, a falling
 *       one inwards, as far as the wrist's last cut lets it; on the two easiest difficulties only
 *       where it leaps.
 *   <li>The left hand stays in columns 0 and 1, the right one in 2 and 3. The higher a hit among
 *       those around it, the further out and up it is cut: from the bottom of the inner column,
 *       where people cut most, over the outer column to the top row. The two cells in front of the
 *       eyes stay empty.
 *   <li>The last note of a fast run that ends in a rest is a dot, on the two hardest difficulties.
 * </ul>
 *
 * One object charts one beatmap.
 */
public final class HandFlow {
  private static final double REST_BEATS = 2;
  private static final double RUN_BEATS = 0.25;
  private static final double RUN_END_BEATS = 1;
  private static final double MIDDLE_PITCH = 0.5;
  private static final double PITCH_STEP = 0.03;
  private static final double PITCH_LEAP = 0.12;

  /** Charted hits before and after one, among which its pitch is high or low. */
  private static final int NEIGHBOURS = 8;

  /** Column counted from the inner one, and row, from low to high; each up to its share below. */
  private static final int[][] DOWN_CELLS = {{0, 0}, {1, 0}, {1, 1}};

  private static final double[] DOWN_SHARES = {0.45, 0.8, 1};
  private static final int[][] UP_CELLS = {{0, 0}, {1, 1}, {1, 2}, {0, 2}};
  private static final double[] UP_SHARES = {0.35, 0.65, 0.85, 1};

  private final double turningPitch;
  private final boolean dots;
  private final boolean[] forehand = {true, true};
  private final int[] lastSideways = new int[2];
  private Hand lastSingle = Hand.LEFT;
  private double lastPitch = MIDDLE_PITCH;
  private double lastBeat = Double.NEGATIVE_INFINITY;

  /**
   * @param difficulty decides how freely cuts turn, and whether there are dots
   */
  public HandFlow(Difficulty difficulty) {
    boolean hard =
        switch (difficulty) {
          case EASY, NORMAL -> false;
          case HARD, EXPERT, EXPERT_PLUS -> true;
        };
    turningPitch = hard ? PITCH_STEP : PITCH_LEAP;
    dots = difficulty.compareTo(Difficulty.EXPERT) >= 0;
  }

  /**
   * Charts all choices.
   *
   * @param choices by beat
   * @return notes in the order of beats
   */
  public List<Note> chart(List<HitSelector.Choice> choices) {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      Hit hit = choices.get(i).hit();
      double after =
          i + 1 < choices.size()
              ? choices.get(i + 1).hit().beat() - hit.beat()
              : Double.POSITIVE_INFINITY;
      double rank = rank(choices, i);
      if (choices.get(i).both()) {
        notes.add(note(hit, rank, Hand.LEFT, false));
        notes.add(note(hit, rank, Hand.RIGHT, false));
      } else {
        double before = hit.beat() - lastBeat;
        Hand hand = lastSingle.other();
        double rise = hit.pitch01() - lastPitch;
        if (before >= REST_BEATS && Math.abs(rise) >= PITCH_STEP) {
          hand = rise < 0 ? Hand.LEFT : Hand.RIGHT;
        }
        boolean dot = dots && before <= RUN_BEATS && after >= RUN_END_BEATS;
        notes.add(note(hit, rank, hand, dot));
        lastSingle = hand;
      }
      lastPitch = hit.pitch01();
      lastBeat = hit.beat();
    }
    return notes;
  }

  /** Share of the hits around one that are lower, those of its own pitch counted half; 0..1. */
  private static double rank(List<HitSelector.Choice> choices, int index) {
    int from = Math.max(0, index - NEIGHBOURS);
    int to = Math.min(choices.size(), index + NEIGHBOURS + 1);
    double pitch = choices.get(index).hit().pitch01();
    double lower = 0;
    for (int i = from; i < to; i++) {
      double other = choices.get(i).hit().pitch01();
      lower += other < pitch ? 1 : other == pitch ? 0.5 : 0;
    }
    return lower / (to - from);
  }

  private Note note(Hit hit, double rank, Hand hand, boolean dot) {
    int index = hand.ordinal();
    boolean down = forehand[index];
    int sideways = dot ? 0 : sideways(hit, hand);
    forehand[index] = !down;
    lastSideways[index] = sideways;
    int[] cell = down ? cell(DOWN_CELLS, DOWN_SHARES, rank) : cell(UP_CELLS, UP_SHARES, rank);
    int column = hand == Hand.LEFT ? 1 - cell[0] : 2 + cell[0];
    CutDirection direction = dot ? CutDirection.ANY : direction(sideways, down);
    return Note.of(hit.beat(), column, cell[1], hand, direction);
  }

  private static int[] cell(int[][] cells, double[] shares, double rank) {
    int i = 0;
    while (i < cells.length - 1 && rank > shares[i]) {
      i++;
    }
    return cells[i];
  }

  /** -1, 0 or 1; a wrist comes back along its last cut, or 45 degrees beside it. */
  private int sideways(Hit hit, Hand hand) {
    double rise = hit.pitch01() - lastPitch;
    int outward = hand == Hand.LEFT ? -1 : 1;
    int wanted = Math.abs(rise) < turningPitch ? 0 : rise > 0 ? outward : -outward;
    int last = lastSideways[hand.ordinal()];
    return Math.abs(wanted + last) <= 1 ? wanted : 0;
  }

  private static CutDirection direction(int sideways, boolean down) {
    return switch (sideways) {
      case -1 -> down ? CutDirection.DOWN_LEFT : CutDirection.UP_LEFT;
      case 0 -> down ? CutDirection.DOWN : CutDirection.UP;
      default -> down ? CutDirection.DOWN_RIGHT : CutDirection.UP_RIGHT;
    };
  }
}
