package io.beatweaver.render.internal;

import io.beatweaver.level.Hand;
import java.awt.Color;

/** The colours of the picture. Hands differ in lightness too, for eyes that don't tell red. */
final class Palette {
  static final Color PAPER = new Color(0xfdfcfa);
  static final Color BAND = new Color(0xf1efe9);
  static final Color INK = new Color(0x2b2b2b);
  static final Color FAINT = new Color(0x8a867d);
  static final Color BAR_LINE = new Color(0x77736a);
  static final Color BEAT_LINE = new Color(0xd3cec3);
  static final Color WALL = new Color(0xe0, 0x9a, 0x1c, 0x55);
  static final Color WALL_EDGE = new Color(0xb3, 0x76, 0x0c);
  static final Color ENVELOPE = new Color(0xa9b8a2);
  static final Color TICK = new Color(0x2b, 0x2b, 0x2b, 0x90);
  static final Color USUAL = new Color(0xdde7d8);
  static final Color DENSITY = new Color(0x5b4a86);
  static final Color DENSITY_AREA = new Color(0x5b, 0x4a, 0x86, 0x38);
  static final Color TEMPO = new Color(0x7a3fa0);

  private static final Color LEFT = new Color(0xd6352b);
  private static final Color RIGHT = new Color(0x1c4fb4);

  private Palette() {}

  static Color of(Hand hand) {
    return switch (hand) {
      case LEFT -> LEFT;
      case RIGHT -> RIGHT;
    };
  }
}
