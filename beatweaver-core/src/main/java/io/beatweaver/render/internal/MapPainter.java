package io.beatweaver.render.internal;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Chain;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.render.MapPicture;
import io.beatweaver.tempo.TempoChange;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.stream.Stream;

/** Draws one beatmap once. */
public final class MapPainter {
  private static final BasicStroke HAIR = new BasicStroke(1f);
  private static final BasicStroke THICK = new BasicStroke(1.6f);
  private static final BasicStroke ARC =
      new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {1, 4}, 0);

  private final Beatmap map;
  private final String title;
  private final Envelope envelope;
  private final Layout layout;
  private final int barsLeftOut;
  private final double endBeat;
  private int notDrawn;

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
      map.walls().forEach(wall -> paintWall(g, wall));
      map.arcs().forEach(arc -> paintArc(g, arc));
      map.chains().forEach(chain -> paintChain(g, chain));
      map.bombs().forEach(bomb -> paintBomb(g, bomb));
      map.notes().forEach(note -> paintNote(g, note));
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

  private void paintNote(Graphics2D g, Note note) {
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

  private void paintBomb(Graphics2D g, Bomb bomb) {
    if (!inGrid(bomb.x(), bomb.y()) || !drawn(bomb.beat())) {
      notDrawn++;
      return;
    }
    int stave = layout.stave(bomb.beat());
    Glyphs.bomb(g, layout.x(stave, bomb.beat()), layout.y(stave, bomb.x(), bomb.y()));
  }

  /** A wall is a box in every band that it stands in, and in every stave that it reaches. */
  private void paintWall(Graphics2D g, Wall wall) {
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

  private void paintArc(Graphics2D g, Arc arc) {
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
              y0 - pullOf(arc.direction()),
              x1 - pull,
              y1 + pullOf(arc.tailDirection()),
              x1,
              y1));
      g.setClip(clip);
    }
  }

  /** How far a direction bends an arc upwards. */
  private static double pullOf(int direction) {
    return direction >= 0 && direction < 8 ? CutDirection.ofCode(direction).dy() * 24.0 : 0;
  }

  private void paintChain(Graphics2D g, Chain chain) {
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
