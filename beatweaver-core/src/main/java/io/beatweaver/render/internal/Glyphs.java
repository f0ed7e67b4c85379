package io.beatweaver.render.internal;

import io.beatweaver.level.CutDirection;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;

/** Arrows, dots and bombs. */
final class Glyphs {
  private static final BasicStroke OUTLINE = new BasicStroke(1.2f);
  private static final BasicStroke SPIKES = new BasicStroke(1.5f);

  /** An arrow upwards around the origin, one unit high and wide. */
  private static final Path2D ARROW = new Path2D.Double();

  static {
    ARROW.moveTo(0, -0.54);
    ARROW.lineTo(0.5, 0.06);
    ARROW.lineTo(0.2, 0.06);
    ARROW.lineTo(0.2, 0.5);
    ARROW.lineTo(-0.2, 0.5);
    ARROW.lineTo(-0.2, 0.06);
    ARROW.lineTo(-0.5, 0.06);
    ARROW.closePath();
  }

  private Glyphs() {}

  /**
   * Draws a note.
   *
   * @param angleOffset degrees counter-clockwise
   */
  static void note(
      Graphics2D g, double x, double y, CutDirection cut, int angleOffset, Color color) {
    Shape shape;
    if (cut == CutDirection.ANY) {
      double r = Layout.GLYPH * 0.36;
      shape = new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
    } else {
      AffineTransform place = AffineTransform.getTranslateInstance(x, y);
      // Upwards is 0; the screen's y axis points down, so clockwise is positive.
      place.rotate(Math.atan2(cut.dx(), cut.dy()) - Math.toRadians(angleOffset));
      place.scale(Layout.GLYPH, Layout.GLYPH);
      shape = place.createTransformedShape(ARROW);
    }
    g.setColor(color);
    g.fill(shape);
    g.setStroke(OUTLINE);
    g.setColor(Palette.PAPER);
    g.draw(shape);
  }

  static void bomb(Graphics2D g, double x, double y) {
    double r = Layout.GLYPH * 0.27;
    g.setColor(Palette.INK);
    g.setStroke(SPIKES);
    for (int i = 0; i < 4; i++) {
      double dx = Math.cos(i * Math.PI / 4) * r * 1.65;
      double dy = Math.sin(i * Math.PI / 4) * r * 1.65;
      g.draw(new Line2D.Double(x - dx, y - dy, x + dx, y + dy));
    }
    g.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
  }
}
