package io.beatweaver.token;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * What {@link Tokenizer} promises, in the plainest words: every step looks through all notes. Token
 * numbers are spelled out, so that they don't come from the code under test.
 */
final class PlainTokenizer {
  final List<Note> kept = new ArrayList<>();
  final long offGrid;
  final long beforeStart;
  long extra;
  long sameCell;

  private final Beatmap beatmap;
  private final List<Note> plain;

  PlainTokenizer(Beatmap beatmap) {
    this.beatmap = beatmap;
    List<Note> onGrid =
        beatmap.notes().stream()
            .filter(n -> n.x() >= 0 && n.x() < 4 && n.y() >= 0 && n.y() < 3)
            .filter(n -> n.direction() >= 0 && n.direction() < 9)
            .toList();
    offGrid = beatmap.notes().size() - onGrid.size();
    plain = onGrid.stream().filter(n -> step(n) >= 0).toList();
    beforeStart = onGrid.size() - plain.size();
  }

  int[] tokens(int bars) {
    List<Integer> tokens = new ArrayList<>(List.of(1, 3 + beatmap.difficulty().ordinal()));
    for (int step = 0; step < bars * 64; step++) {
      if (step % 64 == 0) {
        tokens.add(8);
      }
      Optional<Note> left = stays(step, Hand.LEFT);
      Optional<Note> right = stays(step, Hand.RIGHT);
      if (left.isPresent() && right.isPresent() && cell(left.get()) == cell(right.get())) {
        right = Optional.empty();
        sameCell++;
      }
      if (left.isPresent() || right.isPresent()) {
        tokens.add(9 + step % 64);
        tokens.add(left.map(n -> 74 + cell(n) * 9 + n.direction()).orElse(73));
        tokens.add(right.map(n -> 183 + cell(n) * 9 + n.direction()).orElse(182));
        left.ifPresent(kept::add);
        right.ifPresent(kept::add);
      }
    }
    tokens.add(2);
    return tokens.stream().mapToInt(Integer::intValue).toArray();
  }

  private Optional<Note> stays(int step, Hand hand) {
    List<Note> rivals = plain.stream().filter(n -> n.hand() == hand && step(n) == step).toList();
    extra += Math.max(0, rivals.size() - 1);
    return rivals.stream()
        .min(
            Comparator.comparingDouble((Note n) -> Math.abs(n.beat() - step / 16.0))
                .thenComparingDouble(Note::beat)
                .thenComparingInt(Note::x)
                .thenComparingInt(Note::y)
                .thenComparingInt(Note::direction));
  }

  private static int cell(Note note) {
    return note.x() * 3 + note.y();
  }

  private static double step(Note note) {
    return Math.floor(note.beat() * 16 + .5);
  }

  DoubleStream errors() {
    return kept.stream().mapToDouble(n -> Math.abs(n.beat() - step(n) / 16));
  }

  DoubleStream milliseconds() {
    return kept.stream()
        .mapToDouble(
            n ->
                1000
                    * Math.abs(
                        beatmap.tempo().secondsAt(n.beat())
                            - beatmap.tempo().secondsAt(step(n) / 16)));
  }
}
