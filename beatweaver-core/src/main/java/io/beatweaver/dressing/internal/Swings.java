package io.beatweaver.dressing.internal;

import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Chain;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Where the hands pass, and when: for every note the cells from one before it to two behind it in
 * the direction of its cut (all around a dot), for every chain the cells to its tail, and between
 * two notes of a hand no further apart than {@link #REST_SECONDS}, or tied by an arc, the cells on
 * the straight way. A swing may lead out of the grid, where walls still stand. Immutable.
 */
public final class Swings {
  /** How long before and after a note its cells are taken. */
  static final double CLEAR_SECONDS = 1 / 3.0;

  /** After so long without a note a hand rests and may be anywhere but in the way. */
  static final double REST_SECONDS = 1.5;

  private static final int BEFORE = 1;
  private static final int BEHIND = 2;
  private static final int SAMPLES = 16;

  /** From when to when some cells are taken. */
  private record Pass(double from, double to, long cells) {}

  private final Pass[] passes;
  private final double longest;

  /**
   * @param map notes and tempo
   * @param arcs the arcs that it is to have
   * @param chains the chains that it is to have
   */
  public Swings(Beatmap map, List<Arc> arcs, List<Chain> chains) {
    List<Pass> found = new ArrayList<>();
    Note[] last = new Note[Hand.values().length];
    for (Note note : map.notes()) {
      if (!note.inGrid()) {
        continue;
      }
      double at = map.tempo().secondsAt(note.beat());
      found.add(new Pass(at - CLEAR_SECONDS, at + CLEAR_SECONDS, path(note)));
      Note before = last[note.hand().ordinal()];
      if (before != null) {
        double left = map.tempo().secondsAt(before.beat());
        if (at - left <= REST_SECONDS) {
          found.add(new Pass(left, at, way(before, note)));
        }
      }
      last[note.hand().ordinal()] = note;
    }
    for (Arc arc : arcs) {
      double from = map.tempo().secondsAt(arc.beat());
      double to = map.tempo().secondsAt(arc.tailBeat());
      found.add(new Pass(from, to, way(arc)));
    }
    for (Chain chain : chains) {
      double from = map.tempo().secondsAt(chain.beat()) - CLEAR_SECONDS;
      double to = map.tempo().secondsAt(chain.tailBeat()) + CLEAR_SECONDS;
      found.add(new Pass(from, to, line(chain.x(), chain.y(), chain.tailX(), chain.tailY())));
    }
    found.sort(Comparator.comparingDouble(Pass::from));
    passes = found.toArray(Pass[]::new);
    longest = Arrays.stream(passes).mapToDouble(p -> p.to() - p.from()).max().orElse(0);
  }

  /**
   * Whether a hand passes.
   *
   * @param from when it begins, seconds
   * @param to when it ends, seconds
   * @param cells which cells, as {@link #cell} numbers them, or-ed
   * @return whether any of the cells is taken at any time between
   */
  boolean pass(double from, double to, long cells) {
    for (int i = firstFrom(from - longest); i < passes.length && passes[i].from() <= to; i++) {
      if (passes[i].to() >= from && (passes[i].cells() & cells) != 0) {
        return true;
      }
    }
    return false;
  }

  private int firstFrom(double second) {
    int low = 0;
    int high = passes.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (passes[middle].from() < second) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The bit of a cell; 0 further from the grid than a swing that begins in it reaches. */
  static long cell(long x, long y) {
    boolean reached =
        x >= -BEHIND && x < Note.COLUMNS + BEHIND && y >= -BEHIND && y < Note.ROWS + BEHIND;
    return reached ? 1L << ((y + BEHIND) * (Note.COLUMNS + 2 * BEHIND) + x + BEHIND) : 0;
  }

  /** The bits of a rectangle of cells. */
  static long cells(int x, int y, int width, int height) {
    long cells = 0;
    for (int column = x; column < x + width; column++) {
      for (int row = y; row < y + height; row++) {
        cells |= cell(column, row);
      }
    }
    return cells;
  }

  /** The cells of a note's swing. */
  static long path(Note note) {
    CutDirection cut = CutDirection.ofCode(note.direction());
    if (cut == CutDirection.ANY) {
      return cells(note.x() - 1, note.y() - 1, 3, 3);
    }
    long cells = 0;
    for (int step = -BEFORE; step <= BEHIND; step++) {
      int x = note.x() + step * cut.dx();
      int y = note.y() + step * cut.dy();
      cells |= cell(x, y);
      if (step < BEHIND) {
        // A sloping swing touches the cells on both sides of the corner that it crosses.
        cells |= cell(x + cut.dx(), y) | cell(x, y + cut.dy());
      }
    }
    return cells;
  }

  /** From behind one note to before the next. */
  private static long way(Note from, Note to) {
    CutDirection left = from.cutOrDot();
    CutDirection next = to.cutOrDot();
    return line(from.x() + left.dx(), from.y() + left.dy(), to.x() - next.dx(), to.y() - next.dy());
  }

  /** The hand follows an arc, however long it takes: it bulges out of the straight way. */
  private static long way(Arc arc) {
    CutDirection left = dotOr(arc.direction());
    CutDirection next = dotOr(arc.tailDirection());
    return line(arc.x(), arc.y(), arc.tailX(), arc.tailY())
        | line(
            arc.x() + left.dx(),
            arc.y() + left.dy(),
            arc.tailX() - next.dx(),
            arc.tailY() - next.dy());
  }

  private static CutDirection dotOr(int direction) {
    return direction >= 0 && direction <= 8 ? CutDirection.ofCode(direction) : CutDirection.ANY;
  }

  private static long line(int fromX, int fromY, int toX, int toY) {
    long cells = 0;
    for (int i = 0; i <= SAMPLES; i++) {
      double share = i / (double) SAMPLES;
      long x = Math.round(fromX + (toX - fromX) * share);
      long y = Math.round(fromY + (toY - fromY) * share);
      cells |= cell(x, y);
    }
    return cells;
  }
}
