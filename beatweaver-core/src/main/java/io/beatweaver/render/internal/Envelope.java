package io.beatweaver.render.internal;

import io.beatweaver.grid.BeatGrid;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;

/** The song's onset envelope, from its least to its greatest value, with ticks for notes. */
final class Envelope {
  private static final BasicStroke TICK = new BasicStroke(1f);

  private final float[] values;
  private final float low;
  private final float high;

  Envelope(float[] values) {
    this.values = values;
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      if (Float.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    low = min;
    high = max;
  }

  boolean isEmpty() {
    return values.length == 0;
  }

  /** 0..1; values that are none are 0. */
  private double height(int step) {
    float value = values[step];
    return Float.isFinite(value) && high > low ? (value - (double) low) / ((double) high - low) : 0;
  }

  void paint(Graphics2D g, Layout layout, int stave) {
    int first = stave * Layout.BEATS_PER_STAVE * BeatGrid.STEPS_PER_BEAT;
    int steps = layout.barsIn(stave) * BeatGrid.STEPS_PER_BAR;
    int end = Math.min(values.length, first + steps);
    double base = layout.envelopeTop(stave) + layout.envelope();
    if (end > first) {
      Path2D area = new Path2D.Double();
      area.moveTo(layout.x(stave, BeatGrid.beatOf(first)), base);
      for (int step = first; step < end; step++) {
        area.lineTo(
            layout.x(stave, BeatGrid.beatOf(step)), base - height(step) * (layout.envelope() - 5));
      }
      area.lineTo(layout.x(stave, BeatGrid.beatOf(end - 1)), base);
      area.closePath();
      g.setColor(Palette.ENVELOPE);
      g.fill(area);
    }
  }

  /** A line through the envelope where a note is. */
  void tick(Graphics2D g, Layout layout, double beat) {
    if (!isEmpty()) {
      int stave = layout.stave(beat);
      double x = layout.x(stave, beat);
      int top = layout.envelopeTop(stave);
      g.setColor(Palette.TICK);
      g.setStroke(TICK);
      g.draw(new Line2D.Double(x, top, x, top + layout.envelope()));
    }
  }
}
