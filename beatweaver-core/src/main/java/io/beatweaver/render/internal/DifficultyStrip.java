package io.beatweaver.render.internal;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Note;
import io.beatweaver.quality.HumanBand;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;

/**
 * How hard the whole beatmap is over time, at a glance: notes a second around each moment, before
 * the band that people map this difficulty in. As wide as a stave, from the song's start to its
 * end.
 */
final class DifficultyStrip {
  /** Notes are counted over this many seconds around a moment. */
  private static final double AROUND_SECONDS = 4;

  private static final int POINTS = 480;

  private final Beatmap map;
  private final double endSeconds;
  private final double[] rates = new double[POINTS];
  private final double scale;

  /**
   * @param map the beatmap
   * @param endBeat where the picture ends
   */
  DifficultyStrip(Beatmap map, double endBeat) {
    this.map = map;
    endSeconds = Math.max(1e-3, map.tempo().secondsAt(endBeat));
    double[] seconds =
        map.notes().stream()
            .mapToDouble(Note::beat)
            .filter(beat -> beat >= 0 && beat < endBeat)
            .map(map.tempo()::secondsAt)
            .sorted()
            .toArray();
    int from = 0;
    int to = 0;
    double most = 0;
    for (int i = 0; i < POINTS; i++) {
      double start = Math.max(0, second(i) - AROUND_SECONDS / 2);
      double end = Math.min(endSeconds, second(i) + AROUND_SECONDS / 2);
      while (from < seconds.length && seconds[from] < start) {
        from++;
      }
      to = Math.max(to, from);
      while (to < seconds.length && seconds[to] < end) {
        to++;
      }
      rates[i] = (to - from) / Math.max(1e-3, end - start);
      most = Math.max(most, rates[i]);
    }
    scale = 1.1 * Math.max(most, HumanBand.of(map.difficulty()).highNps());
  }

  private double second(int point) {
    return endSeconds * point / (POINTS - 1);
  }

  void paint(Graphics2D g, Labels labels, Layout layout) {
    double left = layout.left();
    double width = Layout.BEATS_PER_STAVE * Layout.BEAT;
    double base = Layout.STRIP_TOP + Layout.STRIP;
    HumanBand band = HumanBand.of(map.difficulty());
    g.setColor(Palette.BAND);
    g.fill(new Rectangle2D.Double(left, Layout.STRIP_TOP, width, Layout.STRIP));
    g.setColor(Palette.USUAL);
    double high = y(band.highNps());
    g.fill(new Rectangle2D.Double(left, high, width, y(band.lowNps()) - high));
    Path2D line = new Path2D.Double();
    Path2D area = new Path2D.Double();
    area.moveTo(left, base);
    for (int i = 0; i < POINTS; i++) {
      double x = left + width * i / (POINTS - 1);
      area.lineTo(x, y(rates[i]));
      if (i == 0) {
        line.moveTo(x, y(rates[i]));
      } else {
        line.lineTo(x, y(rates[i]));
      }
    }
    area.lineTo(left + width, base);
    area.closePath();
    g.setColor(Palette.DENSITY_AREA);
    g.fill(area);
    g.setColor(Palette.DENSITY);
    g.setStroke(new BasicStroke(1.4f));
    g.draw(line);
    g.setStroke(new BasicStroke(1f));
    for (int minute = 1; minute * 60 < endSeconds; minute++) {
      double x = left + width * minute * 60 / endSeconds;
      g.setColor(Palette.BEAT_LINE);
      g.draw(new Line2D.Double(x, Layout.STRIP_TOP, x, base));
      labels.left(minute + ":00", x + 3, Layout.STRIP_TOP + 11, 10, false, Palette.FAINT);
    }
    labels.right("notes/s", left - 6, Layout.STRIP_TOP + 10, 10, Palette.FAINT);
    String usual = String.format(Locale.ROOT, "%.1f-%.1f", band.lowNps(), band.highNps());
    double middle = Math.max((high + y(band.lowNps())) / 2 + 4, Layout.STRIP_TOP + 23);
    labels.right(usual, left - 4, middle, 10, Palette.FAINT);
  }

  private double y(double rate) {
    return Layout.STRIP_TOP + Layout.STRIP * (1 - rate / scale);
  }
}
