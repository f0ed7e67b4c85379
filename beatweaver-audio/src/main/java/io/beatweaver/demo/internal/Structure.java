package io.beatweaver.demo.internal;

import io.beatweaver.demo.Section;
import io.beatweaver.demo.Section.Kind;
import java.util.ArrayList;
import java.util.List;

/** Lays out a song's bars: sections, tempo and density. */
final class Structure {
  private static final double STOP_CHANCE = 0.05;

  private final Dice dice;

  Structure(Dice dice) {
    this.dice = dice;
  }

  /**
   * The bars of a song.
   *
   * @param bpm tempo at the start
   * @param secondBpm tempo after the change, the same for none
   * @param changeAfter seconds after which the next bar line may change the tempo
   * @param seconds length wanted
   * @return at least two bars, mean intensity over time about 1: no song is quite as dense as
   *     another
   */
  List<Bar> bars(double bpm, double secondBpm, double changeAfter, double seconds) {
    List<Double> tempos = new ArrayList<>();
    double at = 0;
    while (at < seconds || tempos.size() < 2) {
      double now = at < changeAfter ? bpm : secondBpm;
      tempos.add(now);
      at += 240 / now;
    }
    List<Bar> bars = new ArrayList<>();
    for (Section section : sections(tempos.size())) {
      int first = (int) (section.startBeat() / 4);
      int count = (int) (section.beats() / 4);
      double mood = dice.range(0.9, 1.1);
      boolean silent = dice.chance(0.5);
      for (int i = 0; i < count; i++) {
        double intensity = mood * intensity(section.kind(), silent);
        bars.add(
            new Bar(section.kind(), i, count, 4.0 * (first + i), tempos.get(first + i), intensity));
      }
    }
    return balanced(bars, dice.range(0.97, 1.15));
  }

  private double intensity(Kind kind, boolean silent) {
    return switch (kind) {
      case INTRO -> dice.range(0.45, 0.75);
      case VERSE -> dice.chance(STOP_CHANCE) ? 0.2 : dice.range(0.75, 1.1);
      case CHORUS -> dice.range(1.0, 1.3);
      case BREAK -> silent ? 0 : dice.range(0.1, 0.3);
      case OUTRO -> dice.range(0.4, 0.8);
    };
  }

  private static List<Bar> balanced(List<Bar> bars, double pace) {
    double seconds = 0;
    double weighted = 0;
    for (Bar bar : bars) {
      seconds += bar.seconds();
      weighted += bar.seconds() * bar.intensity();
    }
    double scale = weighted > 0 ? pace * seconds / weighted : 1;
    return bars.stream().map(bar -> bar.withIntensity(bar.intensity() * scale)).toList();
  }

  private List<Section> sections(int bars) {
    int intro = bars >= 12 ? dice.pick(new int[] {1, 2, 4}) : bars >= 6 ? 1 : 0;
    int outro = bars >= 12 ? dice.pick(new int[] {2, 3, 4}) : bars >= 6 ? 1 : 0;
    List<Section> sections = new ArrayList<>();
    int at = add(sections, Kind.INTRO, 0, intro);
    int end = bars - outro;
    boolean first = true;
    while (at < end) {
      // Breaks are one to four bars long, and always followed by music.
      int pause = first ? 0 : dice.pick(new int[] {0, 1, 2, 2, 3, 4});
      if (end - at > pause + 4) {
        at = add(sections, Kind.BREAK, at, pause);
      }
      at = add(sections, Kind.VERSE, at, Math.min(end - at, dice.pick(new int[] {4, 6, 8, 8})));
      at = add(sections, Kind.CHORUS, at, Math.min(end - at, dice.pick(new int[] {4, 4, 6, 8})));
      first = false;
    }
    add(sections, Kind.OUTRO, end, outro);
    return sections;
  }

  private static int add(List<Section> sections, Kind kind, int at, int bars) {
    if (bars > 0) {
      sections.add(new Section(kind, 4.0 * at, 4.0 * bars));
    }
    return at + bars;
  }
}
