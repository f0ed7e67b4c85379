package io.beatweaver.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.fuzz.Cases;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenizerPropertyTest {
  @Test
  void decodingUndoesEncodingOnTheGrid() {
    Cases.check(
        300,
        random -> {
          List<Note> notes = new ArrayList<>();
          int steps = 1 + random.nextInt(400);
          double density = random.nextDouble();
          for (int step = 0; step < steps; step++) {
            int leftCell = random.nextDouble() < density ? random.nextInt(12) : -1;
            int rightCell = random.nextDouble() < density ? random.nextInt(12) : -1;
            if (leftCell >= 0) {
              notes.add(note(step / 16.0, leftCell, Hand.LEFT, random));
            }
            if (rightCell >= 0 && rightCell != leftCell) {
              notes.add(note(step / 16.0, rightCell, Hand.RIGHT, random));
            }
          }
          Difficulty difficulty = Difficulty.values()[random.nextInt(5)];
          Beatmap beatmap = Beatmap.of(difficulty, tempo(random), notes);
          Tokenization t = Tokenizer.encode(beatmap, 7 + random.nextInt(3));
          assertEquals(beatmap.notes(), Tokenizer.decode(t.tokens()));
          assertEquals(notes.size(), t.encodedNotes());
          assertEquals(0, t.lostNotes());
          assertEquals(new Quantisation(0, 0, 0, 0, 0, 0, 0), t.quantisation());
        });
  }

  @Test
  void encodingUndoesDecoding() {
    Cases.check(
        300,
        random -> {
          int[] stream = randomStream(random, 1 + random.nextInt(6));
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
        });
  }

  @Test
  void encodingOfAnyNotesIsThePlainOne() {
    Cases.check(
        300,
        random -> {
          Beatmap beatmap = anyNotes(random);
          PlainTokenizer plain = new PlainTokenizer(beatmap);
          Tokenization t = Tokenizer.encode(beatmap, 5);
          assertArrayEquals(plain.tokens(5), t.tokens());
          assertEquals(plain.kept.size(), t.encodedNotes());
          assertEquals(beatmap.notes().size(), t.encodedNotes() + t.lostNotes());
          assertEquals(plain.offGrid, t.offGridNotes());
          assertEquals(plain.beforeStart, t.beforeStart());
          assertEquals(plain.extra, t.extraNotesOfAHand());
          assertEquals(plain.sameCell, t.sameCell());
          Quantisation q = t.quantisation();
          assertEquals(plain.errors().filter(e -> e > 1e-3).count(), q.moved());
          assertEquals(plain.errors().max().orElse(0), q.maxBeats(), 1e-12);
          assertEquals(plain.errors().average().orElse(0), q.meanBeats(), 1e-12);
          assertEquals(plain.milliseconds().max().orElse(0), q.maxMillis(), 1e-6);
          assertEquals(plain.milliseconds().average().orElse(0), q.meanMillis(), 1e-6);
          assertTrue(q.thirtySeconds() + q.triplets() <= q.moved());
        });
  }

  @Test
  void encodingAgainWhatWasDecodedChangesNothing() {
    Cases.check(
        200,
        random -> {
          Beatmap beatmap = anyNotes(random);
          int[] tokens = Tokenizer.encode(beatmap).tokens();
          Beatmap decoded =
              Beatmap.of(beatmap.difficulty(), beatmap.tempo(), Tokenizer.decode(tokens));
          assertArrayEquals(tokens, Tokenizer.encode(decoded).tokens());
        });
  }

  @Test
  void decodesStretchesOfWholeBars() {
    Cases.check(
        100,
        random -> {
          int[] stream = randomStream(random, 6);
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
              whole.stream().filter(n -> n.beat() >= first * 4 && n.beat() < end * 4).toList(),
              part);
        });
  }

  /** Notes in five bars on the grid, on 1/32, triplets and anywhere, some crowded, some off it. */
  private static Beatmap anyNotes(Random random) {
    List<Note> notes = new ArrayList<>();
    double span = 1 + random.nextInt(19);
    for (int i = random.nextInt(120); i > 0; i--) {
      int parts = new int[] {1, 4, 16, 32, 3, 12, 24, 1 << 20}[random.nextInt(8)];
      double beat = Math.rint((random.nextDouble() * span - .5) * parts) / parts;
      Hand hand = Hand.ofColor(random.nextInt(2));
      boolean odd = random.nextInt(20) == 0;
      notes.add(
          odd
              ? new Note(beat, random.nextInt(9) - 2, random.nextInt(7) - 2, hand, 1045, 0)
              : note(beat, random.nextInt(12), hand, random));
    }
    return Beatmap.of(Difficulty.NORMAL, tempo(random), notes);
  }

  private static Note note(double beat, int cell, Hand hand, Random random) {
    return new Note(beat, cell / 3, cell % 3, hand, random.nextInt(9), 0);
  }

  private static TempoMap tempo(Random random) {
    List<TempoChange> changes = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      changes.add(new TempoChange(random.nextDouble() * 20, 60 + random.nextInt(200)));
    }
    return TempoMap.ofChanges(120, changes, random.nextDouble());
  }

  private static int[] randomStream(Random random, int bars) {
    boolean[] mask = new boolean[Vocabulary.SIZE];
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
