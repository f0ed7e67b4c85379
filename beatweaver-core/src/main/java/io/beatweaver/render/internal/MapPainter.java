package io.beatweaver.render.internal;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Note;
import io.beatweaver.render.MapPicture;
import io.beatweaver.tempo.TempoChange;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.stream.Stream;

/** Draws one beatmap once. */
public final class MapPainter {
  private static final BasicStroke HAIR = new BasicStroke(1f);
  private static final BasicStroke THICK = new BasicStroke(1.6f);

  private final Beatmap map;
  private final String title;
  private final Envelope envelope;
  private final Layout layout;
  private final int barsLeftOut;
  private final double endBeat;

  /**
   * @param map what to draw
   * @param onsetPerStep one value a step, may be empty
   * @param title a line above, may be empty
   */
  public MapPainter(Beatmap map, float[] onsetPerStep, String title) {
    this.map = map;
    this.title = title;
    this.envelope = new Envelope(onsetPerStep);
    double end = Math.max(lastBeat(), onsetPerStep.length / (double) BeatGrid.STEPS_PER_BEAT);
    long bars = (long) Math.ceil(Math.max(1, end) / BeatGrid.BEATS_PER_BAR);
    int drawn = (int) Math.min(MapPicture.MAX_BARS, bars);
    this.barsLeftOut = (int) Math.min(Integer.MAX_VALUE, bars - drawn);
    this.layout = new Layout(drawn, envelope.isEmpty() ? 0 : 34);
    this.endBeat = drawn * (double) BeatGrid.BEATS_PER_BAR;
  }

  private double lastBeat() {
    // A note at the very end of a bar needs the next one's line to stand on.
    return Stream.of(
            map.notes().stream().mapToDouble(note -> note.beat() + 0.5),
            map.bombs().stream().mapToDouble(bomb -> bomb.beat() + 0.5),
            map.walls().stream().mapToDouble(wall -> wall.beat() + wall.duration()),
            map.arcs().stream().mapToDouble(Arc::tailBeat),
            map.chains().stream().mapToDouble(Chain::tailBeat))
        .flatMapToDouble(beats -> beats)
        .max()
        .orElse(0);
  }

  /**
   * Draws.
   *
   * @return a new image
   */
  public BufferedImage paint() {
    BufferedImage image =
        new BufferedImage(layout.width(), layout.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      g.setColor(Palette.PAPER);
      g.fillRect(0, 0, image.getWidth(), image.getHeight());
      Labels labels = new Labels(g);
      for (int stave = 0; stave < layout.staves(); stave++) {
        paintStave(g, labels, stave);
      }
      paintTempoChanges(g, labels);
      int notDrawn = new ObjectPainter(g, layout, envelope, endBeat).paint(map);
      new DifficultyStrip(map, endBeat).paint(g, labels, layout);
      new Heading(g, labels, layout).paint(title, map, barsLeftOut, notDrawn);
    } finally {
      g.dispose();
    }
    return image;
  }

  private void paintStave(Graphics2D g, Labels labels, int stave) {
    int bars = layout.barsIn(stave);
    int left = layout.left();
    int width = bars * BeatGrid.BEATS_PER_BAR * Layout.BEAT;
    int top = layout.top(stave);
    for (int column = 0; column < Note.COLUMNS; column += 2) {
      g.setColor(Palette.BAND);
      g.fillRect(left, layout.bandTop(stave, column), width, Layout.BAND);
    }
    int bottom = top + Layout.GRID;
    if (!envelope.isEmpty()) {
      bottom = layout.envelopeTop(stave) + layout.envelope();
      envelope.paint(g, layout, stave);
    }
    g.setStroke(HAIR);
    for (int beat = 0; beat <= bars * BeatGrid.BEATS_PER_BAR; beat++) {
      boolean bar = beat % BeatGrid.BEATS_PER_BAR == 0;
      g.setStroke(bar ? THICK : HAIR);
      g.setColor(bar ? Palette.BAR_LINE : Palette.BEAT_LINE);
      double x = left + beat * Layout.BEAT;
      g.draw(new Line2D.Double(x, top, x, bar ? bottom : top + Layout.GRID));
    }
    for (int bar = 0; bar < bars; bar++) {
      int number = stave * Layout.BARS_PER_STAVE + bar;
      labels.left(
          String.valueOf(number + 1),
          left + bar * BeatGrid.BEATS_PER_BAR * Layout.BEAT + 3,
          top - 4,
          11,
          false,
          Palette.FAINT);
    }
    double second = map.tempo().secondsAt(stave * (double) Layout.BEATS_PER_STAVE);
    labels.right(time(second), left - 6, top + 11, 12, Palette.INK);
    for (int column = 0; column < Note.COLUMNS; column++) {
      labels.right(
          "x" + column,
          left - 6,
          layout.bandTop(stave, column) + Layout.BAND / 2.0 + (column == 0 ? 8 : 4),
          10,
          Palette.FAINT);
    }
  }

  private static String time(double second) {
    long tenths = Math.round(Math.abs(second) * 10);
    return String.format(
        Locale.ROOT,
        "%s%d:%02d.%d",
        second < -0.05 ? "-" : "",
        tenths / 600,
        tenths / 10 % 60,
        tenths % 10);
  }

  private void paintTempoChanges(Graphics2D g, Labels labels) {
    double before = map.tempo().bpmAt(0);
    for (TempoChange change : map.tempo().changes()) {
      boolean heard = Math.abs(change.bpm() - before) > 1e-3 * before;
      before = change.bpm();
      if (!heard || change.beat() <= 0 || change.beat() >= endBeat) {
        continue;
      }
      int stave = layout.stave(change.beat());
      double x = layout.x(stave, change.beat());
      g.setColor(Palette.TEMPO);
      g.setStroke(THICK);
      g.draw(new Line2D.Double(x, layout.top(stave) - 14, x, layout.top(stave) + Layout.GRID));
      labels.left(
          Heading.bpm(change.bpm()) + " BPM",
          x + 18,
          layout.top(stave) - 4,
          11,
          true,
          Palette.TEMPO);
    }
  }
}
