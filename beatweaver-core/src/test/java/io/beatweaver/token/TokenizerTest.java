package io.beatweaver.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenizerTest {
  private static Beatmap map(Note... notes) {
    return Beatmap.of(Difficulty.HARD, TempoMap.constant(120), List.of(notes));
  }

  private static Note note(double beat, int x, int y, Hand hand, int direction) {
    return new Note(beat, x, y, hand, direction, 0);
  }

  @Test
  void writesTheStreamOfTheReference() {
    Tokenization t =
        Tokenizer.encode(
            map(
                note(0, 1, 0, Hand.LEFT, 1),
                note(0, 2, 0, Hand.RIGHT, 1),
                note(4.5, 3, 2, Hand.RIGHT, 5)),
            3);
    int[] expected = {
      1, 5, 8, 9, 74 + 27 + 1, 183 + 2 * 27 + 1, 8, 9 + 8, 73, 183 + 3 * 27 + 2 * 9 + 5, 8, 2
    };
    assertArrayEquals(expected, t.tokens());
    assertArrayEquals(new int[] {2, 6, 10}, t.barStarts());
    assertEquals(3, t.bars());
    assertEquals(3, t.encodedNotes());
    assertEquals(0, t.lostNotes());
    assertEquals(new Quantisation(0, 0, 0, 0, 0, 0, 0), t.quantisation());
  }

  @Test
  void anEmptyBeatmapIsOneEmptyBar() {
    assertArrayEquals(new int[] {1, 5, 8, 2}, Tokenizer.encode(map()).tokens());
  }

  @Test
  void takesAsManyBarsAsTheNotesNeed() {
    assertEquals(1, Tokenizer.encode(map(note(3.9375, 0, 0, Hand.LEFT, 0))).bars());
    assertEquals(2, Tokenizer.encode(map(note(4, 0, 0, Hand.LEFT, 0))).bars());
    // 3.97 is nearest to step 64, the first of the second bar.
    assertEquals(2, Tokenizer.encode(map(note(3.97, 0, 0, Hand.LEFT, 0))).bars());
  }

  @Test
  void refusesTooFewBars() {
    Beatmap late = map(note(8, 0, 0, Hand.LEFT, 0));
    assertThrows(IllegalArgumentException.class, () -> Tokenizer.encode(late, 2));
    assertEquals(3, Tokenizer.encode(late, 3).bars());
    assertThrows(IllegalArgumentException.class, () -> Tokenizer.encode(late, 0));
    assertThrows(IllegalArgumentException.class, () -> Tokenizer.encode(late, Integer.MAX_VALUE));
    for (double beat : new double[] {1e14, 1e300, Double.MAX_VALUE}) {
      Beatmap absurd = map(note(beat, 0, 0, Hand.LEFT, 0));
      assertThrows(IllegalArgumentException.class, () -> Tokenizer.encode(absurd));
    }
  }

  @Test
  void countsWhatTokensCannotHold() {
    Beatmap beatmap =
        new Beatmap(
            Characteristic.STANDARD,
            Difficulty.EASY,
            "",
            "",
            10,
            0,
            TempoMap.constant(100),
            List.of(
                note(-1, 0, 0, Hand.LEFT, 0), // before the start
                note(1000, 1000, 0, Hand.LEFT, 0), // off the grid, must not ask for bars
                note(1, 0, 0, Hand.LEFT, 1000), // off the grid
                note(2, 0, 0, Hand.LEFT, 1),
                note(2, 0, 1, Hand.LEFT, 1), // extra
                note(2.01, 3, 2, Hand.LEFT, 1), // extra after rounding
                note(3, 1, 1, Hand.RIGHT, 1), // loses its cell to the left note behind it
                note(3.02, 1, 1, Hand.LEFT, 0), // moved by .02
                new Note(3.5, 0, 0, Hand.RIGHT, 1, 15)),
            List.of(new Bomb(1, 0, 0)),
            List.of(new Wall(1, 1, 0, 0, 1, 5), new Wall(2, 1, 0, 0, 1, 5)),
            List.of(),
            List.of());
    Tokenization t = Tokenizer.encode(beatmap);
    assertEquals(1, t.bars());
    assertEquals(1, t.beforeStart());
    assertEquals(2, t.offGridNotes());
    assertEquals(2, t.extraNotesOfAHand());
    assertEquals(1, t.sameCell());
    assertEquals(6, t.lostNotes());
    assertEquals(3, t.encodedNotes());
    assertEquals(1, t.angleOffsets());
    assertEquals(3, t.otherObjects());
    assertEquals(1, t.quantisation().moved());
    assertEquals(.02, t.quantisation().maxBeats(), 1e-12);
    assertEquals(
        List.of(
            note(2, 0, 0, Hand.LEFT, 1),
            note(3, 1, 1, Hand.LEFT, 0),
            note(3.5, 0, 0, Hand.RIGHT, 1)),
        Tokenizer.decode(t.tokens()));
  }

  @Test
  void notesOnOneThirtysecondsStayApart() {
    Tokenization t =
        Tokenizer.encode(
            map(
                note(1 + 1 / 32.0, 0, 0, Hand.LEFT, 1),
                note(1 + 3 / 32.0, 0, 0, Hand.LEFT, 0),
                note(1 + 5 / 32.0, 0, 0, Hand.LEFT, 1)));
    assertEquals(3, t.encodedNotes());
    // At 120 BPM a beat has 500 ms.
    assertEquals(new Quantisation(3, 3, 0, 1 / 32.0, 1 / 32.0, 15.625, 15.625), t.quantisation());
  }

  @Test
  void tripletsAreReportedInBeatsAndMilliseconds() {
    // 120 BPM up to beat 4, then 60: 1/3 of a beat is 5 1/3 steps, a third of a step from the grid.
    TempoMap tempo = TempoMap.ofChanges(120, List.of(new TempoChange(4, 60)), 0);
    Tokenization t =
        Tokenizer.encode(
            Beatmap.of(
                Difficulty.HARD,
                tempo,
                List.of(
                    note(0, 0, 0, Hand.LEFT, 1),
                    note(1 / 3.0, 0, 0, Hand.LEFT, 0),
                    note(2 / 3.0, 0, 0, Hand.LEFT, 1),
                    note(5 + 1 / 3.0, 0, 0, Hand.LEFT, 0))));
    Quantisation q = t.quantisation();
    assertEquals(3, q.moved());
    assertEquals(0, q.thirtySeconds());
    assertEquals(3, q.triplets());
    assertEquals(1 / 48.0, q.maxBeats(), 1e-12);
    assertEquals(3 / 48.0 / 4, q.meanBeats(), 1e-12);
    assertEquals(1000 / 48.0, q.maxMillis(), 1e-9);
    assertEquals((500 + 500 + 1000) / 48.0 / 4, q.meanMillis(), 1e-9);
  }

  @Test
  void ofSeveralNotesOfAHandTheOneNearestToTheStepStays() {
    // The grace note 1/32 before the beat rounds up to it and gives way.
    assertKept(
        note(2, 3, 2, Hand.LEFT, 1),
        note(2 - 1 / 32.0, 0, 0, Hand.LEFT, 1),
        note(2, 3, 2, Hand.LEFT, 1));
    // As near before as behind: the earlier one.
    assertKept(
        note(2, 3, 0, Hand.RIGHT, 0),
        note(2 + 1 / 64.0, 0, 0, Hand.RIGHT, 1),
        note(2 - 1 / 64.0, 3, 0, Hand.RIGHT, 0));
    // At one time: column, then row, then direction, whatever the order in the list.
    assertKept(
        note(2, 1, 2, Hand.LEFT, 8), note(2, 2, 0, Hand.LEFT, 0), note(2, 1, 2, Hand.LEFT, 8));
    assertKept(
        note(2, 1, 0, Hand.LEFT, 8), note(2, 1, 1, Hand.LEFT, 0), note(2, 1, 0, Hand.LEFT, 8));
    assertKept(
        note(2, 1, 1, Hand.LEFT, 0), note(2, 1, 1, Hand.LEFT, 5), note(2, 1, 1, Hand.LEFT, 0));
  }

  private static void assertKept(Note kept, Note... notes) {
    Tokenization t = Tokenizer.encode(map(notes));
    assertEquals(List.of(kept), Tokenizer.decode(t.tokens()));
    assertEquals(1, t.extraNotesOfAHand());
    assertEquals(1, t.encodedNotes());
  }

  @Test
  void refusedStretchesLeaveTheListAlone() {
    int[] stream = {1, 3, 8, 9, 74, 182, 8, 2};
    List<Note> out = new ArrayList<>();
    // Starts inside a bar, stops inside a position, holds END, holds START, is no stretch.
    int[][] stretches = {{3, 6}, {2, 5}, {2, 8}, {0, 3}, {2, 9}, {5, 4}, {-1, 2}};
    for (int[] s : stretches) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Tokenizer.decodeBars(stream, s[0], s[1], 0, out),
          Arrays.toString(s));
      assertTrue(out.isEmpty());
    }
    assertThrows(IllegalArgumentException.class, () -> Tokenizer.decodeBars(stream, 2, 6, -1, out));
  }

  @Test
  void refusesBrokenStreamsWithPlaceAndReason() {
    assertRefused("index 0", 8);
    assertRefused("index 5", 1, 3, 8, 9, 74, 74, 2);
    assertRefused("index 6", 1, 3, 8, 9, 74, 182, 9, 74, 182, 2);
    assertRefused("index 5", 1, 3, 8, 9, 73, 182, 2);
    assertRefused("index 4: token 2", 1, 3, 8, 2, 2);
    assertRefused("index 1: token 291", 1, 291);
    assertRefused("index 3", 1, 3, 8);
    assertRefused("index 0", new int[0]);
  }

  private static void assertRefused(String what, int... stream) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Tokenizer.decode(stream)).getMessage();
    assertTrue(message.contains(what), message);
  }
}
