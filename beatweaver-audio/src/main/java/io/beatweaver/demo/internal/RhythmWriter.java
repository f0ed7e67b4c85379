package io.beatweaver.demo.internal;

import io.beatweaver.demo.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Writes a song's rhythm: where strokes are and how prominent each is. Tier by tier, a bar takes
 * the best places of its motif that are far enough from what is already there; what a bar couldn't
 * place is owed to the next, so that the rates of the tiers are kept over the song.
 */
final class RhythmWriter {
  /** Below this tempo thirty-second notes come in, for sixteenths alone would be sparse. */
  private static final double SLOW_BPM = 100;

  private static final double MAX_DEBT = 2;
  private static final double VARIATION = 0.5;
  private static final double FILL_CHANCE = 0.5;
  private static final double CRASH_CHANCE = 0.6;

  /** Above every key of a motif. */
  private static final double FIRST = 2;

  private final Dice dice;
  private final Map<Section.Kind, Theme> themes = new EnumMap<>(Section.Kind.class);
  private final double[] owed = new double[Tier.values().length];
  private final List<Stroke> strokes = new ArrayList<>();

  RhythmWriter(Dice dice) {
    this.dice = dice;
    for (Section.Kind kind : Section.Kind.values()) {
      themes.put(kind, new Theme(dice.fork()));
    }
  }

  /** All strokes of the song, by beat. */
  List<Stroke> write(List<Bar> bars) {
    for (Bar bar : bars) {
      writeBar(bar);
    }
    return strokes.stream().sorted(Comparator.comparingDouble(Stroke::beat)).toList();
  }

  private void writeBar(Bar bar) {
    double[] keys = themes.get(bar.kind()).barKeys(bar, dice.fork(), VARIATION);
    if (bar.endsPhrase() && dice.chance(FILL_CHANCE)) {
      int from = dice.pick(new int[] {16, 20, 24});
      for (int place = from; place < Theme.PLACES; place += 2) {
        keys[place] = FIRST - place * 1e-3;
      }
    }
    if (bar.number() == 0 && dice.chance(CRASH_CHANCE)) {
      keys[0] = FIRST;
    }
    int step = bar.bpm() < SLOW_BPM ? 1 : 2;
    int[] ranked =
        IntStream.range(0, Theme.PLACES)
            .filter(place -> place % step == 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer place) -> keys[place]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    int before = strokes.size();
    for (Tier tier : Tier.values()) {
      owed[tier.ordinal()] += tier.rate * bar.intensity() * bar.seconds();
      place(bar, tier, ranked, before);
      owed[tier.ordinal()] = Math.min(owed[tier.ordinal()], MAX_DEBT);
    }
  }

  private void place(Bar bar, Tier tier, int[] ranked, int before) {
    for (int place : ranked) {
      if (owed[tier.ordinal()] < 1) {
        return;
      }
      double beat = bar.startBeat() + place / 8.0;
      if (isFree(beat, tier, 60 / bar.bpm(), before)) {
        strokes.add(new Stroke(beat, tier, place / 2));
        owed[tier.ordinal()]--;
      }
    }
  }

  /** Looks at this bar's strokes and those of the end of the one before. */
  private boolean isFree(double beat, Tier tier, double secondsPerBeat, int before) {
    for (int i = strokes.size() - 1; i >= 0; i--) {
      Stroke other = strokes.get(i);
      if (i < before && other.beat() < beat - 8) {
        return true;
      }
      double distance = Math.abs(other.beat() - beat) * secondsPerBeat;
      if (distance < tier.clearance(other.tier()) - 1e-9) {
        return false;
      }
    }
    return true;
  }
}
