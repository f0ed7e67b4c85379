package io.beatweaver.model.internal.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayabilityTest {
  /** 40 places half a second apart, hands and directions alternating; every tenth a double. */
  private static List<Note> good() {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      CutDirection cut = i % 4 < 2 ? CutDirection.DOWN : CutDirection.UP;
      if (i % 10 == 0) {
        notes.add(Note.of(i, 1, 0, Hand.LEFT, CutDirection.ANY));
        notes.add(Note.of(i, 2, 0, Hand.RIGHT, CutDirection.ANY));
      } else {
        notes.add(Note.of(i, 1, 0, i % 2 == 0 ? Hand.LEFT : Hand.RIGHT, cut));
      }
    }
    // 8 dots of 44 notes are too many for people: make all but four of them swings back.
    notes.replaceAll(
        n -> n.cut() == CutDirection.ANY && n.beat() >= 20 ? cut(n, CutDirection.LEFT) : n);
    return notes;
  }

  @Test
  void whatPeoplePlayHasNoPenalty() {
    assertEquals(0, penalty(Difficulty.NORMAL, good()), 1e-9);
  }

  @Test
  void everyHabitCountsAlone() {
    double rate = 44 / 19.5;
    assertEquals(Math.log(rate / 1.83), penalty(Difficulty.EASY, good()), 1e-9);
    assertEquals(Math.log(3.09 / rate), penalty(Difficulty.EXPERT, good()), 1e-9);

    List<Note> same = new ArrayList<>(good());
    same.replaceAll(n -> n.cut() == CutDirection.ANY ? n : cut(n, CutDirection.DOWN));
    // 42 notes have one of the same hand before them; 2 dots at 0 and 2 at 10 free three each.
    int freed = 2 + 2 + 2;
    assertEquals((42 - freed) / 42.0, penalty(Difficulty.NORMAL, same), 1e-9);

    List<Note> dots = new ArrayList<>(good());
    dots.replaceAll(n -> cut(n, CutDirection.ANY));
    assertEquals(1 - 0.095, penalty(Difficulty.NORMAL, dots), 1e-9);

    List<Note> single = new ArrayList<>(good());
    single.removeIf(n -> n.beat() % 10 == 0 && n.hand() == Hand.RIGHT);
    assertEquals(0.08, penalty(Difficulty.NORMAL, single), 1e-9);
  }

  @Test
  void theFirstOfTheBestIsChosenAndAnEmptyMapLast() {
    TempoMap tempo = TempoMap.constant(120);
    Beatmap good = Beatmap.of(Difficulty.NORMAL, tempo, good());
    Beatmap empty = Beatmap.of(Difficulty.NORMAL, tempo, List.of());
    Beatmap dense = Beatmap.of(Difficulty.NORMAL, TempoMap.constant(400), good());
    assertEquals(2, Playability.best(List.of(empty, dense, good, good)));
    assertEquals(0, Playability.best(List.of(empty, empty)));
  }

  @Test
  void theBestOfSeveralDifficultiesHasTheLeastSum() {
    TempoMap tempo = TempoMap.constant(120);
    Beatmap good = Beatmap.of(Difficulty.NORMAL, tempo, good());
    Beatmap dense = Beatmap.of(Difficulty.NORMAL, TempoMap.constant(400), good());
    Beatmap denser = Beatmap.of(Difficulty.NORMAL, TempoMap.constant(800), good());
    Beatmap empty = Beatmap.of(Difficulty.NORMAL, tempo, List.of());
    assertEquals(1, Playability.bestTogether(List.of(List.of(denser, dense), List.of(good, good))));
    assertEquals(1, Playability.bestTogether(List.of(List.of(denser, good), List.of(good, dense))));
    assertEquals(
        1,
        Playability.bestTogether(List.of(List.of(empty, empty), List.of(dense, good))),
        "where one is empty in every try the others decide");
  }

  @Test
  void notesOutsideTheGridDoNotCount() {
    List<Note> notes = new ArrayList<>(good());
    notes.add(new Note(7, 1000, 0, Hand.LEFT, 1000, 0));
    assertEquals(0, penalty(Difficulty.NORMAL, notes), 1e-9);
  }

  private static double penalty(Difficulty difficulty, List<Note> notes) {
    return Playability.penalty(Beatmap.of(difficulty, TempoMap.constant(120), notes));
  }

  private static Note cut(Note note, CutDirection direction) {
    return Note.of(note.beat(), note.x(), note.y(), note.hand(), direction);
  }
}
