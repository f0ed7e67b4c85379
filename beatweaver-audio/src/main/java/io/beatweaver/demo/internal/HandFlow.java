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
 *       one inwards, as far as the wrist's last cut lets it.
 *   <li>The left hand stays in columns 0 and 1, the right one in 2 and 3; high notes are cut at the
 *       inner column and, swinging up, in the top row. The two cells in front of the eyes stay
 *       empty.
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
  private static final double HIGH_PITCH = 0.6;
  private static final double TOP_PITCH = 0.7;
  private static final double PITCH_STEP = 0.03;

  private final boolean diagonals;
  private final boolean middleRow;
  private final boolean dots;
  private final boolean[] forehand = {true, true};
  private final int[] lastSideways = new int[2];
  private Hand lastSingle = Hand.LEFT;
  private double lastPitch = MIDDLE_PITCH;
  private double lastBeat = Double.NEGATIVE_INFINITY;

  /**
   * @param difficulty decides which directions and rows are used
   */
  public HandFlow(Difficulty difficulty) {
    boolean hard =
        switch (difficulty) {
          case EASY, NORMAL -> false;
          case HARD, EXPERT, EXPERT_PLUS -> true;
        };
    diagonals = hard;
    middleRow = hard;
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
      if (choices.get(i).both()) {
        notes.add(note(hit, Hand.LEFT, false));
        notes.add(note(hit, Hand.RIGHT, false));
      } else {
        double before = hit.beat() - lastBeat;
        Hand hand = lastSingle.other();
        double rise = hit.pitch01() - lastPitch;
        if (before >= REST_BEATS && Math.abs(rise) >= PITCH_STEP) {
          hand = rise < 0 ? Hand.LEFT : Hand.RIGHT;
        }
        boolean dot = dots && before <= RUN_BEATS && after >= RUN_END_BEATS;
        notes.add(note(hit, hand, dot));
        lastSingle = hand;
      }
      lastPitch = hit.pitch01();
      lastBeat = hit.beat();
    }
    return notes;
  }

  private Note note(Hit hit, Hand hand, boolean dot) {
    int index = hand.ordinal();
    boolean down = forehand[index];
    int sideways = dot ? 0 : sideways(hit, hand);
    forehand[index] = !down;
    lastSideways[index] = sideways;
    boolean inner = hit.pitch01() >= HIGH_PITCH;
    int row = row(hit.pitch01(), down, inner);
    int column = inner ? 1 : 0;
    CutDirection direction = dot ? CutDirection.ANY : direction(sideways, down);
    return Note.of(hit.beat(), hand == Hand.LEFT ? column : 3 - column, row, hand, direction);
  }

  /** -1, 0 or 1; a wrist comes back along its last cut, or 45 degrees beside it. */
  private int sideways(Hit hit, Hand hand) {
    if (!diagonals) {
      return 0;
    }
    double rise = hit.pitch01() - lastPitch;
    int outward = hand == Hand.LEFT ? -1 : 1;
    int wanted = Math.abs(rise) < PITCH_STEP ? 0 : rise > 0 ? outward : -outward;
    int last = lastSideways[hand.ordinal()];
    return Math.abs(wanted + last) <= 1 ? wanted : 0;
  }

  private int row(double pitch, boolean down, boolean inner) {
    if (!down && pitch >= TOP_PITCH) {
      return 2;
    }
    return middleRow && !inner && pitch >= MIDDLE_PITCH ? 1 : 0;
  }

  private static CutDirection direction(int sideways, boolean down) {
    return switch (sideways) {
      case -1 -> down ? CutDirection.DOWN_LEFT : CutDirection.UP_LEFT;
      case 0 -> down ? CutDirection.DOWN : CutDirection.UP;
      default -> down ? CutDirection.DOWN_RIGHT : CutDirection.UP_RIGHT;
    };
  }
}
