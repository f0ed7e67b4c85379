package io.beatweaver.render.internal;

import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Chain;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/** Draws the objects of a beatmap onto its staves; what has no place there is counted. */
final class ObjectPainter {
  private static final BasicStroke HAIR = new BasicStroke(1f);
  private static final BasicStroke ARC =
      new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {1, 4}, 0);

  /** Pixels between an arc's control points and the stave's edge. */
  private static final double ARC_MARGIN = 2;

  private final Graphics2D g;
  private final Layout layout;
  private final Envelope envelope;
  private final double endBeat;
  private int notDrawn;

  /**
   * @param endBeat the end of the last bar
   */
  ObjectPainter(Graphics2D g, Layout layout, Envelope envelope, double endBeat) {
    this.g = g;
    this.layout = layout;
    this.envelope = envelope;
    this.endBeat = endBeat;
  }

  /**
   * Draws everything, notes on top.
   *
   * @return how many objects have no place in the picture
   */
  int paint(Beatmap map) {
    map.walls().forEach(this::paint);
    map.arcs().forEach(this::paint);
    map.chains().forEach(this::paint);
    map.bombs().forEach(this::paint);
    map.notes().forEach(this::paint);
    return notDrawn;
  }

  private void paint(Note note) {
    if (!note.inGrid() || !drawn(note.beat())) {
      notDrawn++;
      return;
    }
    int stave = layout.stave(note.beat());
    envelope.tick(g, layout, note.beat());
    Glyphs.note(
        g,
        layout.x(stave, note.beat()),
        layout.y(stave, note.x(), note.y()),
        note.cut(),
        note.angleOffset(),
        Palette.of(note.hand()));
  }

  private void paint(Bomb bomb) {
    if (!inGrid(bomb.x(), bomb.y()) || !drawn(bomb.beat())) {
      notDrawn++;
      return;
    }
    int stave = layout.stave(bomb.beat());
    Glyphs.bomb(g, layout.x(stave, bomb.beat()), layout.y(stave, bomb.x(), bomb.y()));
  }

  /** A wall is a box in every band that it stands in, and in every stave that it reaches. */
  private void paint(Wall wall) {
    double from = Math.max(0, Math.min(wall.beat(), wall.beat() + wall.duration()));
    double to = Math.min(endBeat, Math.max(wall.beat(), wall.beat() + wall.duration()));
    int firstColumn = Math.max(0, wall.x());
    int lastColumn = (int) Math.min(Note.COLUMNS, (long) wall.x() + wall.width());
    int low = Math.max(0, wall.y());
    int high = (int) Math.min(Note.ROWS, (long) wall.y() + wall.height());
    if (to < from || firstColumn >= lastColumn || low >= high) {
      notDrawn++;
      return;
    }
    for (int stave = layout.stave(from); stave <= layout.stave(to); stave++) {
      if (stave >= layout.staves()) {
        break;
      }
      double x0 = Math.max(layout.left(), layout.x(stave, from));
      double x1 =
          Math.min(layout.left() + Layout.BEATS_PER_STAVE * Layout.BEAT, layout.x(stave, to));
      for (int column = firstColumn; column < lastColumn; column++) {
        double y0 = layout.y(stave, column, high - 1) - Layout.LINE / 2.0;
        Shape box =
            new Rectangle2D.Double(x0, y0, Math.max(2, x1 - x0), (high - low) * Layout.LINE);
        g.setColor(Palette.WALL);
        g.fill(box);
        g.setColor(Palette.WALL_EDGE);
        g.setStroke(HAIR);
        g.draw(box);
      }
    }
  }

  private void paint(Arc arc) {
    if (!inGrid(arc.x(), arc.y()) || !inGrid(arc.tailX(), arc.tailY()) || !drawn(arc.beat())) {
      notDrawn++;
      return;
    }
    g.setColor(Palette.of(arc.hand()));
    g.setStroke(ARC);
    int last = Math.min(layout.stave(Math.max(arc.beat(), arc.tailBeat())), layout.staves() - 1);
    for (int stave = layout.stave(arc.beat()); stave <= last; stave++) {
      Shape clip = g.getClip();
      g.clipRect(
          layout.left(), layout.top(stave), Layout.BEATS_PER_STAVE * Layout.BEAT, Layout.GRID);
      double x0 = layout.x(stave, arc.beat());
      double x1 = layout.x(stave, arc.tailBeat());
      double y0 = layout.y(stave, arc.x(), arc.y());
      double y1 = layout.y(stave, arc.tailX(), arc.tailY());
      double pull = Math.abs(x1 - x0) / 2;
      g.draw(
          new CubicCurve2D.Double(
              x0,
              y0,
              x0 + pull,
              within(stave, y0 - pullOf(arc.direction())),
              x1 - pull,
              within(stave, y1 + pullOf(arc.tailDirection())),
              x1,
              y1));
      g.setClip(clip);
    }
  }

  /** A curve stays between its control points, and so on its stave. */
  private double within(int stave, double y) {
    double top = layout.top(stave);
    return Math.min(Math.max(y, top + ARC_MARGIN), top + Layout.GRID - ARC_MARGIN);
  }

  /** How far a direction bends an arc upwards. */
  private static double pullOf(int direction) {
    return direction >= 0 && direction < 8 ? CutDirection.ofCode(direction).dy() * 24.0 : 0;
  }

  private void paint(Chain chain) {
    if (!inGrid(chain.x(), chain.y())
        || !inGrid(chain.tailX(), chain.tailY())
        || !drawn(chain.beat())) {
      notDrawn++;
      return;
    }
    int stave = layout.stave(chain.beat());
    double x0 = layout.x(stave, chain.beat());
    double x1 = layout.x(stave, chain.tailBeat());
    double y0 = layout.y(stave, chain.x(), chain.y());
    double y1 = layout.y(stave, chain.tailX(), chain.tailY());
    g.setColor(Palette.of(chain.hand()));
    g.setStroke(HAIR);
    g.draw(new Line2D.Double(x0, y0, x1, y1));
    int links = Math.min(64, chain.slices());
    for (int link = 1; link < links; link++) {
      double at = link / (double) (links - 1) * chain.squish();
      g.fill(new Rectangle2D.Double(x0 + (x1 - x0) * at - 3, y0 + (y1 - y0) * at - 1.5, 6, 3));
    }
  }

  private boolean drawn(double beat) {
    return beat >= 0 && beat < endBeat;
  }

  private static boolean inGrid(int x, int y) {
    return x >= 0 && x < Note.COLUMNS && y >= 0 && y < Note.ROWS;
  }
}
