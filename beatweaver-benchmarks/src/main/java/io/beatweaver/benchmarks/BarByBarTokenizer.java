package io.beatweaver.benchmarks;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code Tokenizer} does to plain notes, the plain way: every bar looks through all notes. The
 * time goes with bars times notes.
 */
final class BarByBarTokenizer {
  private BarByBarTokenizer() {}

  static int[] encode(Beatmap map, int bars) {
    List<Integer> tokens = new ArrayList<>(List.of(1, 3 + map.difficulty().ordinal()));
    for (int bar = 0; bar < bars; bar++) {
      int first = bar * 64;
      tokens.add(8);
      SortedMap<Integer, List<Note>> positions =
          map.notes().stream()
              .filter(note -> step(note) >= first && step(note) < first + 64)
              .collect(
                  Collectors.groupingBy(
                      note -> step(note) - first, TreeMap::new, Collectors.toList()));
      positions.forEach(
          (position, notes) -> {
            tokens.add(9 + position);
            tokens.add(token(notes, Hand.LEFT, first + position, 73));
            tokens.add(token(notes, Hand.RIGHT, first + position, 182));
          });
    }
    tokens.add(2);
    return tokens.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int step(Note note) {
    return (int) Math.floor(note.beat() * 16 + 0.5);
  }

  private static int token(List<Note> notes, Hand hand, int step, int rest) {
    return notes.stream()
        .filter(note -> note.hand() == hand)
        .min(Comparator.comparingDouble(note -> Math.abs(note.beat() - step / 16.0)))
        .map(note -> rest + 1 + note.x() * 27 + note.y() * 9 + note.direction())
        .orElse(rest);
  }
}
