package io.beatweaver.dressing.internal;

import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import java.util.ArrayList;
import java.util.List;

/**
 * An arc leads a hand from one note to its next where that takes {@link #MIN_BEATS} to {@link
 * #MAX_BEATS}, both have a direction, and the next is cut back the way the hand came: an arc over a
 * reset would lead the wrong way. None from or to a stack, and a hand is left alone for {@link
 * #REST_BEATS} after an arc: tied at every chance, a fast map would be a third of arcs.
 */
public final class ArcRules {
  static final double MIN_BEATS = 1;
  static final double MAX_BEATS = 4;
  static final double REST_BEATS = 8;

  private ArcRules() {}

  /**
   * The arcs of a beatmap.
   *
   * @param map its notes
   * @return arcs, by beat
   */
  public static List<Arc> arcs(Beatmap map) {
    List<Arc> arcs = new ArrayList<>();
    for (Hand hand : Hand.values()) {
      List<Note> notes = map.notes().stream().filter(note -> note.hand() == hand).toList();
      double free = Double.NEGATIVE_INFINITY;
      for (int i = 0; i + 1 < notes.size(); i++) {
        if (notes.get(i).beat() >= free && ties(notes, i)) {
          arcs.add(arc(notes.get(i), notes.get(i + 1)));
          free = notes.get(i + 1).beat() + REST_BEATS;
        }
      }
    }
    arcs.sort(Arc.ORDER);
    return arcs;
  }

  private static boolean ties(List<Note> notes, int i) {
    Note head = notes.get(i);
    Note tail = notes.get(i + 1);
    double beats = tail.beat() - head.beat();
    return beats >= MIN_BEATS
        && beats <= MAX_BEATS
        && head.inGrid()
        && tail.inGrid()
        && !stacked(notes, i)
        && !stacked(notes, i + 1)
        && turnsBack(head.direction(), tail.direction());
  }

  private static boolean stacked(List<Note> notes, int i) {
    double beat = notes.get(i).beat();
    return i > 0 && notes.get(i - 1).beat() == beat
        || i + 1 < notes.size() && notes.get(i + 1).beat() == beat;
  }

  /** More than a right angle apart, and neither a dot. */
  private static boolean turnsBack(int from, int to) {
    return CutDirection.ofCode(from).dot(CutDirection.ofCode(to)) < 0;
  }

  private static Arc arc(Note head, Note tail) {
    return new Arc(
        head.beat(),
        head.x(),
        head.y(),
        head.hand(),
        head.direction(),
        1,
        tail.beat(),
        tail.x(),
        tail.y(),
        tail.direction(),
        1,
        0);
  }
}
