package io.beatweaver.render.internal;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Words in the picture, or none where the system has no fonts. */
final class Labels {
  private static final Logger LOG = LoggerFactory.getLogger(Labels.class);

  private final Graphics2D g;
  private boolean works = true;

  Labels(Graphics2D g) {
    this.g = g;
  }

  /** Writes from a point to the right. */
  void left(String text, double x, double y, int size, boolean bold, Color color) {
    write(text, x, y, size, bold, color, 0);
  }

  /** Writes so that the text ends at a point. */
  void right(String text, double x, double y, int size, Color color) {
    write(text, x, y, size, false, color, 1);
  }

  /** The width of a text, 0 without fonts. */
  int width(String text, int size, boolean bold) {
    return works ? guarded(() -> g.getFontMetrics(font(size, bold)).stringWidth(text)) : 0;
  }

  private void write(
      String text, double x, double y, int size, boolean bold, Color color, double shift) {
    if (!works) {
      return;
    }
    guarded(
        () -> {
          g.setFont(font(size, bold));
          g.setColor(color);
          double width = shift == 0 ? 0 : g.getFontMetrics().stringWidth(text) * shift;
          g.drawString(text, (float) (x - width), (float) y);
          return 0;
        });
  }

  private static Font font(int size, boolean bold) {
    return new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, size);
  }

  private interface Drawing {
    int run();
  }

  /** A system without fonts shows in a RuntimeException or an Error, as its Java likes it. */
  private int guarded(Drawing drawing) {
    try {
      return drawing.run();
    } catch (RuntimeException | LinkageError | InternalError e) {
      works = false;
      LOG.warn("no fonts on this system, the picture goes without words: {}", e.toString());
      return 0;
    }
  }
}
