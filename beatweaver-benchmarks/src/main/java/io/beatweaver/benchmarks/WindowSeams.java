package io.beatweaver.benchmarks;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Note;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.quality.MapQuality;
import io.beatweaver.quality.OnsetMatch;
import java.util.Arrays;

/** Bars by their place in the window that wrote them, without the song's first window. */
final class WindowSeams {
  private final ModelConfig config;
  private final int phases;
  private final int[] bars;
  private final int[] notes;
  private final int[] chartNotes;
  private final int[] matched;
  private final int[] found;
  private final int[] reference;
  private final int[] pairs;
  private final int[] violations;

  WindowSeams(ModelConfig config) {
    this.config = config;
    phases = config.writtenBars() - config.prefixBars();
    bars = new int[phases];
    notes = new int[phases];
    chartNotes = new int[phases];
    matched = new int[phases];
    found = new int[phases];
    reference = new int[phases];
    pairs = new int[phases];
    violations = new int[phases];
  }

  void add(Beatmap map, Beatmap chart) {
    int lastBar = 0;
    Note[] last = new Note[2];
    for (Note note : map.notes()) {
      int phase = phase(bar(note));
      lastBar = Math.max(lastBar, bar(note));
      Note before = last[note.hand().color()];
      last[note.hand().color()] = note;
      if (phase >= 0) {
        notes[phase]++;
        if (before != null && before.cut().dy() * note.cut().dy() != 0) {
          pairs[phase]++;
          violations[phase] += before.cut().dy() == note.cut().dy() ? 1 : 0;
        }
      }
    }
    for (Note note : chart.notes()) {
      int phase = phase(bar(note));
      lastBar = Math.max(lastBar, bar(note));
      if (phase >= 0) {
        chartNotes[phase]++;
      }
    }
    double[] own = MapQuality.onsets(map);
    double[] right = MapQuality.onsets(chart);
    for (int bar = config.writtenBars(); bar <= lastBar; bar++) {
      double from = second(map, bar);
      double to = second(map, bar + 1);
      OnsetMatch match =
          OnsetMatch.of(
              between(own, from, to), between(right, from, to), OnsetMatch.TOLERANCE_SECONDS);
      int phase = phase(bar);
      bars[phase]++;
      matched[phase] += match.matched();
      found[phase] += match.found();
      reference[phase] += match.reference();
    }
  }

  void print() {
    System.out.println(
        "place of a bar in its window   bars   notes of the chart's   onset F1   parity violations");
    for (int phase = 0; phase < phases; phase++) {
      String name =
          phase == 0 ? " (after a border)" : phase == phases - 1 ? " (before a border)" : "";
      System.out.printf(
          "%-30s %5d %22.3f %10.4f %19.4f%n",
          phase + name,
          bars[phase],
          notes[phase] / (double) chartNotes[phase],
          2.0 * matched[phase] / (found[phase] + reference[phase]),
          violations[phase] / (double) pairs[phase]);
    }
  }

  private int phase(int bar) {
    return bar < config.writtenBars() ? -1 : (bar - config.writtenBars()) % phases;
  }

  private static int bar(Note note) {
    return (int) Math.floor(note.beat() / BeatGrid.BEATS_PER_BAR);
  }

  private static double second(Beatmap map, int bar) {
    // Half a step early, so that a bar's first note is in it whatever the rounding.
    return map.tempo().secondsAt(bar * BeatGrid.BEATS_PER_BAR - 0.5 / BeatGrid.STEPS_PER_BEAT);
  }

  private static double[] between(double[] onsets, double from, double to) {
    return Arrays.stream(onsets).filter(onset -> onset >= from && onset < to).toArray();
  }
}
