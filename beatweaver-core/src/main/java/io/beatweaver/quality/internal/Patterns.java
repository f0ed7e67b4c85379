package io.beatweaver.quality.internal;

import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How often a map repeats itself. */
public final class Patterns {
  private static final int RUN = 4;

  private Patterns() {}

  /**
   * The share of distinct runs of four notes.
   *
   * @param notes in order
   * @return 0..1, 0 for less than four notes
   */
  public static double diversity(List<Note> notes) {
    int runs = notes.size() - RUN + 1;
    if (runs < 1) {
      return 0;
    }
    Map<Shape, Integer> ids = new HashMap<>();
    int[] shapes = new int[notes.size()];
    for (int i = 0; i < shapes.length; i++) {
      Note note = notes.get(i);
      int fresh = ids.size();
      Integer known =
          ids.putIfAbsent(new Shape(note.x(), note.y(), note.hand(), note.direction()), fresh);
      shapes[i] = known == null ? fresh : known;
    }
    Set<Run> distinct = new HashSet<>();
    for (int i = 0; i < runs; i++) {
      distinct.add(new Run(shapes[i], shapes[i + 1], shapes[i + 2], shapes[i + 3]));
    }
    return distinct.size() / (double) runs;
  }

  private record Shape(int x, int y, Hand hand, int direction) {}

  private record Run(int a, int b, int c, int d) {}
}
