package io.beatweaver.model.internal.train;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of the pictures below each other: a few series on common axes. */
public final class CurvePanel {
  /** Pixels around the axes: left, top, right, bottom. */
  static final int LEFT = 70;

  static final int TOP = 12;
  static final int RIGHT = 250;
  static final int BOTTOM = 30;

  private static final Logger LOG = LoggerFactory.getLogger(CurvePanel.class);
  private static final Color[] COLORS = {
    new Color(0x1f77b4),
    new Color(0x2ca02c),
    new Color(0xff7f0e),
    new Color(0xd62728),
    new Color(0x9467bd)
  };
  private static final int LINE_HEIGHT = 16;

  /** Points of one name. */
  public static final class Series {
    private static final int MOST = 1 << 14;

    private final String name;
    private double[] steps = new double[256];
    private double[] values = new double[256];
    private int size;
    private int stride = 1;
    private int next;

    /**
     * An empty series.
     *
     * @param name its name in the picture
     */
    public Series(String name) {
      this.name = name;
    }

    /**
     * Adds a point.
     *
     * @param step where
     * @param value what, finite
     */
    public void add(double step, double value) {
      if (next++ % stride != 0) {
        return;
      }
      if (size == MOST) {
        for (int i = 0; 2 * i < size; i++) {
          steps[i] = steps[2 * i];
          values[i] = values[2 * i];
        }
        size /= 2;
        stride *= 2;
      } else if (size == steps.length) {
        steps = Arrays.copyOf(steps, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      steps[size] = step;
      values[size++] = value;
    }

    int size() {
      return size;
    }

    /**
     * Where it ends.
     *
     * @return the step of its last point, 0 if it has none
     */
    public double lastStep() {
      return size == 0 ? 0 : steps[size - 1];
    }
  }

  private final List<Series> series;
  private final double lastStep;
  private final boolean logarithmic;
  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;

  /**
   * A panel.
   *
   * @param series at most five
   * @param lastStep where the axis of steps ends; it begins with 0
   * @param logarithmic whether values are drawn by their logarithm; those that have none are left
   *     out
   */
  public CurvePanel(List<Series> series, double lastStep, boolean logarithmic) {
    this.series = series;
    this.lastStep = lastStep;
    this.logarithmic = logarithmic;
    for (Series one : series) {
      for (int i = 0; i < one.size; i++) {
        if (!logarithmic || one.values[i] > 0) {
          low = Math.min(low, one.values[i]);
          high = Math.max(high, one.values[i]);
        }
      }
    }
  }

  static Color color(int series) {
    return COLORS[series];
  }

  /**
   * Draws into a rectangle.
   *
   * @param g what to draw with
   * @param x the rectangle's left
   * @param y its top
   * @param width its width
   * @param height its height
   */
  public void draw(Graphics2D g, int x, int y, int width, int height) {
    double plotWidth = width - LEFT - RIGHT;
    double plotHeight = height - TOP - BOTTOM;
    g.setStroke(new BasicStroke(1));
    g.setColor(Color.LIGHT_GRAY);
    g.drawRect(x + LEFT, y + TOP, (int) plotWidth, (int) plotHeight);
    if (logarithmic) {
      for (double decade = Math.ceil(Math.log10(low)); decade < Math.log10(high); decade++) {
        int py = (int) (y + TOP + plotHeight * (1 - height(Math.pow(10, decade))));
        g.drawLine(x + LEFT, py, (int) (x + LEFT + plotWidth), py);
      }
    }
    int line = 0;
    for (int s = 0; s < series.size(); s++) {
      Series one = series.get(s);
      if (one.size == 0) {
        continue;
      }
      Path2D path = new Path2D.Double();
      g.setColor(color(s));
      for (int i = 0; i < one.size; i++) {
        if (logarithmic && one.values[i] <= 0) {
          continue;
        }
        double px = x + LEFT + plotWidth * share(one.steps[i], 0, lastStep);
        double py = y + TOP + plotHeight * (1 - height(one.values[i]));
        if (path.getCurrentPoint() == null) {
          path.moveTo(px, py);
        } else {
          path.lineTo(px, py);
        }
        if (one.size <= 50) {
          g.fill(new Ellipse2D.Double(px - 2.5, py - 2.5, 5, 5));
        }
      }
      g.setStroke(new BasicStroke(1.5f));
      g.draw(path);
      String text = String.format(Locale.ROOT, "%s %.4g", one.name, one.values[one.size - 1]);
      write(g, text, x + width - RIGHT + 8, y + TOP + 12 + LINE_HEIGHT * line++);
    }
    if (line > 0) {
      g.setColor(Color.DARK_GRAY);
      write(g, String.format(Locale.ROOT, "%.3g", high), x + 6, y + TOP + 10);
      write(g, String.format(Locale.ROOT, "%.3g", low), x + 6, y + height - BOTTOM);
      write(g, "step 0", x + LEFT, y + height - 12);
      write(
          g, String.format(Locale.ROOT, "%.0f", lastStep), x + width - RIGHT - 40, y + height - 12);
    }
  }

  private double height(double value) {
    return logarithmic
        ? share(Math.log(value), Math.log(low), Math.log(high))
        : share(value, low, high);
  }

  private static double share(double value, double low, double high) {
    return high > low ? (value - low) / (high - low) : 0.5;
  }

  /** A system without fonts shows in a RuntimeException or an Error, as its Java likes it. */
  private static void write(Graphics2D g, String text, int x, int y) {
    try {
      g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
      g.drawString(text, x, y);
    } catch (RuntimeException | LinkageError | InternalError e) {
      LOG.debug("no fonts on this system, the picture goes without words: {}", e.toString());
    }
  }
}
