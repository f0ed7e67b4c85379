package io.beatweaver.render.internal;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Hand;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;

/** The title, a line of figures and what the signs mean. */
final class Heading {
  private final Graphics2D g;
  private final Labels labels;
  private final Layout layout;
  private double x;

  Heading(Graphics2D g, Labels labels, Layout layout) {
    this.g = g;
    this.labels = labels;
    this.layout = layout;
  }

  void paint(String title, Beatmap map, int barsLeftOut, int notDrawn) {
    labels.left(fitting(title), layout.left(), 25, 18, true, Palette.INK);
    labels.left(figures(map, barsLeftOut, notDrawn), layout.left(), 43, 12, false, Palette.FAINT);
    x = layout.width() - 578.0;
    for (Hand hand : Hand.values()) {
      Glyphs.note(g, x, 38, CutDirection.UP, 0, Palette.of(hand));
      entry(hand == Hand.LEFT ? "left" : "right");
    }
    Glyphs.note(g, x, 38, CutDirection.ANY, 0, Palette.of(Hand.LEFT));
    entry("dot");
    Glyphs.bomb(g, x, 38);
    entry("bomb");
    Rectangle2D box = new Rectangle2D.Double(x - 8, 32, 16, 12);
    g.setColor(Palette.WALL);
    g.fill(box);
    g.setColor(Palette.WALL_EDGE);
    g.setStroke(new BasicStroke(1f));
    g.draw(box);
    entry("wall");
    if (layout.envelope() > 0) {
      g.setColor(Palette.ENVELOPE);
      g.fill(new Rectangle2D.Double(x - 8, 32, 16, 12));
      entry("onset strength");
    }
    g.setColor(Palette.USUAL);
    g.fill(new Rectangle2D.Double(x - 8, 32, 16, 12));
    entry("usual");
  }

  private void entry(String word) {
    labels.left(word, x + 12, 42, 12, false, Palette.INK);
    x += 12 + Math.max(30, labels.width(word, 12, false)) + 22;
  }

  private String fitting(String title) {
    String fitting = title.replaceAll("\\p{Cntrl}", " ");
    int room = layout.width() - 2 * layout.left();
    if (fitting.length() > 200) {
      fitting = fitting.substring(0, 200) + "\u2026";
    }
    while (fitting.length() > 2 && labels.width(fitting, 18, true) > room) {
      fitting = fitting.substring(0, fitting.length() - 2) + "\u2026";
    }
    return fitting;
  }

  private static String figures(Beatmap map, int barsLeftOut, int notDrawn) {
    StringBuilder text = new StringBuilder();
    text.append(map.characteristic()).append(' ').append(map.difficulty());
    text.append(String.format(Locale.ROOT, "  \u00b7  %d notes", map.notes().size()));
    if (map.notes().size() > 1) {
      double from = map.tempo().secondsAt(map.notes().get(0).beat());
      double to = map.tempo().secondsAt(map.notes().get(map.notes().size() - 1).beat());
      if (to > from) {
        text.append(
            String.format(
                Locale.ROOT, "  \u00b7  %.2f a second", (map.notes().size() - 1) / (to - from)));
      }
    }
    text.append("  \u00b7  ").append(bpm(mainBpm(map))).append(" BPM");
    if (barsLeftOut > 0) {
      text.append("  \u00b7  ").append(barsLeftOut).append(" more bars not drawn");
    }
    if (notDrawn > 0) {
      text.append("  \u00b7  ").append(notDrawn).append(" objects outside the picture");
    }
    return text.toString();
  }

  /** That of the middle note: a first bar that leads in has a tempo of its own. */
  private static double mainBpm(Beatmap map) {
    int notes = map.notes().size();
    return map.tempo().bpmAt(notes == 0 ? 0 : Math.max(0, map.notes().get(notes / 2).beat()));
  }

  static String bpm(double bpm) {
    return String.format(Locale.ROOT, Math.rint(bpm) == bpm ? "%.0f" : "%.2f", bpm);
  }
}
