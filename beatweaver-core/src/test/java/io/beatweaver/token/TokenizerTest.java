package io.beatweaver.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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
    assertEquals(0, t.maxQuantisationErrorBeats());
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
    Beatmap absurd = map(note(1e14, 0, 0, Hand.LEFT, 0));
    assertThrows(IllegalArgumentException.class, () -> Tokenizer.encode(absurd));
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
    assertEquals(1, t.quantisedNotes());
    assertEquals(.02, t.maxQuantisationErrorBeats(), 1e-12);
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
    assertEquals(1 / 32.0, t.maxQuantisationErrorBeats());
    assertEquals(3, t.quantisedNotes());
  }

  @Test
  void decodingUndoesEncodingOnTheGrid() {
    Random random = new Random(11);
    for (int run = 0; run < 200; run++) {
      List<Note> notes = new ArrayList<>();
      int steps = 1 + random.nextInt(400);
      for (int step = 0; step < steps; step++) {
        int leftCell = random.nextInt(3) == 0 ? random.nextInt(12) : -1;
        int rightCell = random.nextInt(3) == 0 ? random.nextInt(12) : -1;
        if (leftCell >= 0) {
          notes.add(note(step / 16.0, leftCell / 3, leftCell % 3, Hand.LEFT, random.nextInt(9)));
        }
        if (rightCell >= 0 && rightCell != leftCell) {
          notes.add(note(step / 16.0, rightCell / 3, rightCell % 3, Hand.RIGHT, random.nextInt(9)));
        }
      }
      Difficulty difficulty = Difficulty.values()[random.nextInt(5)];
      Beatmap beatmap = Beatmap.of(difficulty, TempoMap.constant(120), notes);
      Tokenization t = Tokenizer.encode(beatmap, 7 + random.nextInt(3));
      assertEquals(beatmap.notes(), Tokenizer.decode(t.tokens()));
      assertEquals(notes.size(), t.encodedNotes());
      assertEquals(0, t.lostNotes());
      assertEquals(0, t.quantisedNotes());
    }
  }

  @Test
  void encodingUndoesDecoding() {
    Random random = new Random(12);
    boolean[] mask = new boolean[Vocabulary.SIZE];
    for (int run = 0; run < 200; run++) {
      int[] stream = randomStream(random, mask, 1 + random.nextInt(6));
      List<Note> notes = Tokenizer.decode(stream);
      Difficulty difficulty = Difficulty.values()[stream[1] - 3];
      int bars = (int) Arrays.stream(stream).filter(t -> t == 8).count();
      Beatmap beatmap = Beatmap.of(difficulty, TempoMap.constant(90), notes);
      assertEquals(beatmap.notes(), notes, "decoded notes are in order");
      Tokenization t = Tokenizer.encode(beatmap, bars);
      assertArrayEquals(stream, t.tokens());
      for (int bar = 0; bar < bars; bar++) {
        assertEquals(8, t.tokens()[t.barStarts()[bar]]);
      }
    }
  }

  @Test
  void decodesStretchesOfWholeBars() {
    Random random = new Random(13);
    boolean[] mask = new boolean[Vocabulary.SIZE];
    for (int run = 0; run < 100; run++) {
      int[] stream = randomStream(random, mask, 6);
      List<Note> whole = Tokenizer.decode(stream);
      List<Integer> starts = new ArrayList<>();
      for (int i = 0; i < stream.length; i++) {
        if (stream[i] == 8) {
          starts.add(i);
        }
      }
      starts.add(stream.length - 1);
      int first = random.nextInt(starts.size());
      int end = first + random.nextInt(starts.size() - first);
      List<Note> part = new ArrayList<>();
      assertEquals(
          end - first,
          Tokenizer.decodeBars(stream, starts.get(first), starts.get(end), first, part));
      assertEquals(
          whole.stream().filter(n -> n.beat() >= first * 4 && n.beat() < end * 4).toList(), part);
    }
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

  @Test
  void lateNotesOfATruncatedHandKeepCutDirections() {
    Note up = Note.of(0, 0, 0, Hand.LEFT, CutDirection.UP);
    Note any = Note.of(0, 1, 0, Hand.LEFT, CutDirection.ANY);
    assertEquals(List.of(up), Tokenizer.decode(Tokenizer.encode(map(any, up)).tokens()));
  }

  private static int[] randomStream(Random random, boolean[] mask, int bars) {
    List<Integer> stream = new ArrayList<>();
    int state = Grammar.INITIAL;
    int seen = 0;
    while (!Grammar.isDone(state)) {
      Grammar.allowed(state, seen == bars, mask);
      List<Integer> allowed = new ArrayList<>();
      for (int token = 0; token < mask.length; token++) {
        if (mask[token]) {
          allowed.add(token);
        }
      }
      int token = allowed.get(random.nextInt(allowed.size()));
      seen += token == Vocabulary.BAR ? 1 : 0;
      stream.add(token);
      state = Grammar.next(state, token);
    }
    return stream.stream().mapToInt(Integer::intValue).toArray();
  }
}
