package io.beatweaver.render.internal;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.Note;

/** Where things are in the picture, in pixels. */
final class Layout {
  static final int BEAT = 60;
  static final int BARS_PER_STAVE = 6;
  static final int BEATS_PER_STAVE = BARS_PER_STAVE * BeatGrid.BEATS_PER_BAR;
  static final int LINE = 15;
  static final int BAND = LINE * Note.ROWS + 4;
  static final int GRID = BAND * Note.COLUMNS;
  static final int GLYPH = 19;

  private static final int LEFT = 52;
  private static final int RIGHT = 16;
  static final int STRIP_TOP = 58;
  static final int STRIP = 48;
  private static final int HEAD = STRIP_TOP + STRIP + 12;
  private static final int STAVE_HEAD = 18;
  private static final int ENVELOPE_GAP = 8;
  private static final int STAVE_FOOT = 14;

  private final int bars;
  private final int envelope;

  /**
   * @param bars bars in all, at least 1
   * @param envelope height of the envelope beneath a stave, 0 for none
   */
  Layout(int bars, int envelope) {
    this.bars = bars;
    this.envelope = envelope;
  }

  int bars() {
    return bars;
  }

  int staves() {
    return (bars + BARS_PER_STAVE - 1) / BARS_PER_STAVE;
  }

  int width() {
    return LEFT + BEATS_PER_STAVE * BEAT + RIGHT;
  }

  int height() {
    return HEAD + staves() * staveHeight() + 6;
  }

  private int staveHeight() {
    return STAVE_HEAD + GRID + (envelope > 0 ? ENVELOPE_GAP + envelope : 0) + STAVE_FOOT;
  }

  int left() {
    return LEFT;
  }

  /** The stave of a beat in the picture. */
  int stave(double beat) {
    return (int) Math.floor(beat / BEATS_PER_STAVE);
  }

  /** Where a beat is in a stave; beats outside lie outside. */
  double x(int stave, double beat) {
    return LEFT + (beat - stave * (double) BEATS_PER_STAVE) * BEAT;
  }

  /** The bars of a stave: the last one may be short. */
  int barsIn(int stave) {
    return Math.min(BARS_PER_STAVE, bars - stave * BARS_PER_STAVE);
  }

  /** The top of a stave's grid. */
  int top(int stave) {
    return HEAD + stave * staveHeight() + STAVE_HEAD;
  }

  /** The top of a column's band. */
  int bandTop(int stave, int column) {
    return top(stave) + column * BAND;
  }

  /** The middle of a cell's line. */
  double y(int stave, double column, double row) {
    return top(stave) + column * BAND + 2 + (Note.ROWS - 1 - row + 0.5) * LINE;
  }

  int envelopeTop(int stave) {
    return top(stave) + GRID + ENVELOPE_GAP;
  }

  int envelope() {
    return envelope;
  }
}
