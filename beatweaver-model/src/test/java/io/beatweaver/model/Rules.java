package io.beatweaver.model;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import java.util.List;

/** How often a beatmap breaks each play rule, counted note by note over all pairs. */
final class Rules {
  private Rules() {}

  /** Pairs of notes of a hand that are nearer than the difficulty allows. */
  static int tooFast(Beatmap map) {
    return pairs(
        map,
        (a, b, seconds) ->
            a.hand() == b.hand() && seconds < PlayRule.leastSeconds(map.difficulty()) - 1e-9);
  }

  /** Pairs of notes of which the first hides the second. */
  static int hidden(Beatmap map) {
    return pairs(
        map,
        (a, b, seconds) ->
            seconds > 0
                && seconds <= 0.25
                && a.y() == 1
                && (a.x() == 1 && b.x() <= 1 || a.x() == 2 && b.x() >= 2));
  }

  /** Notes on the wrong side, and pairs of crossed hands. */
  static int crossings(Beatmap map) {
    int sides = 0;
    for (Note note : map.notes()) {
      sides += note.x() == (note.hand() == Hand.LEFT ? 3 : 0) ? 1 : 0;
    }
    return sides
        + pairs(
            map,
            (a, b, seconds) ->
                seconds == 0
                    && a.hand() != b.hand()
                    && (a.hand() == Hand.LEFT ? a.x() - b.x() : b.x() - a.x()) > 0);
  }

  /**
   * Notes of a hand within a beat of its last that go less than a right angle from it, or as high.
   */
  static int repeats(Beatmap map) {
    int repeats = 0;
    Note[] last = new Note[2];
    for (Note note : map.notes()) {
      Note before = last[note.hand().color()];
      last[note.hand().color()] = note;
      if (before != null && note.beat() - before.beat() <= 1) {
        CutDirection a = before.cut();
        CutDirection b = note.cut();
        boolean same = a.dy() * b.dy() > 0 || a.dx() * b.dx() + a.dy() * b.dy() > 0;
        repeats += same ? 1 : 0;
      }
    }
    return repeats;
  }

  private interface Broken {
    boolean by(Note first, Note second, double seconds);
  }

  private static int pairs(Beatmap map, Broken broken) {
    List<Note> notes = map.notes();
    int found = 0;
    for (int i = 0; i < notes.size(); i++) {
      for (int j = i + 1; j < notes.size(); j++) {
        double seconds =
            map.tempo().secondsAt(notes.get(j).beat()) - map.tempo().secondsAt(notes.get(i).beat());
        if (seconds > 1) {
          break;
        }
        found += broken.by(notes.get(i), notes.get(j), seconds) ? 1 : 0;
      }
    }
    return found;
  }
}
