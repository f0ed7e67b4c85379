package io.beatweaver.quality;

import static io.beatweaver.level.CutDirection.ANY;
import static io.beatweaver.level.CutDirection.DOWN;
import static io.beatweaver.level.CutDirection.DOWN_LEFT;
import static io.beatweaver.level.CutDirection.DOWN_RIGHT;
import static io.beatweaver.level.CutDirection.LEFT;
import static io.beatweaver.level.CutDirection.RIGHT;
import static io.beatweaver.level.CutDirection.UP;
import static io.beatweaver.level.CutDirection.UP_LEFT;
import static io.beatweaver.level.CutDirection.UP_RIGHT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.fuzz.Cases;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SwingsTest {
  private static Beatmap map(List<Note> notes, List<Bomb> bombs) {
    return new Beatmap(
        Characteristic.STANDARD,
        Difficulty.HARD,
        "",
        "",
        10,
        0,
        TempoMap.constant(120),
        notes,
        bombs,
        List.of(),
        List.of(),
        List.of());
  }

  private static HandQuality right(List<Note> notes, Bomb... bombs) {
    return MapQuality.of(map(notes, List.of(bombs)), 60).right();
  }

  /** Cuts of the right hand, one a beat, all in one cell. */
  private static List<Note> cuts(CutDirection... cuts) {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < cuts.length; i++) {
      notes.add(Note.of(i, 2, 1, Hand.RIGHT, cuts[i]));
    }
    return notes;
  }

  private static int breaks(CutDirection... cuts) {
    return right(cuts(cuts)).parityBreaks();
  }

  @Test
  void downwardsIsForehandUpwardsBackhand() {
    HandQuality hand = right(cuts(DOWN, UP, DOWN_LEFT, UP_RIGHT, DOWN_RIGHT));
    assertEquals(5, hand.swings());
    assertEquals(3, hand.forehand());
    assertEquals(2, hand.backhand());
    assertEquals(0, hand.parityBreaks());
  }

  @Test
  void sidewaysInwardsIsForehandOfEitherHand() {
    Beatmap map =
        map(
            List.of(Note.of(1, 1, 1, Hand.LEFT, RIGHT), Note.of(1, 2, 1, Hand.RIGHT, LEFT)),
            List.of());
    MapQuality quality = MapQuality.of(map, 60);
    assertEquals(1, quality.left().forehand());
    assertEquals(1, quality.right().forehand());
    assertEquals(1, right(cuts(RIGHT)).backhand());
  }

  @Test
  void theSameWayTwiceBreaksParity() {
    assertEquals(1, breaks(DOWN, DOWN));
    assertEquals(1, breaks(DOWN, DOWN_LEFT));
    assertEquals(1, breaks(LEFT, LEFT));
    assertEquals(2, breaks(UP, UP, UP));
    // DOWN_LEFT and DOWN_RIGHT are at right angles, but both forehand.
    assertEquals(1, breaks(DOWN_LEFT, DOWN_RIGHT));
    // UP_LEFT is backhand, as is due, but goes on where LEFT went.
    assertEquals(1, breaks(LEFT, UP_LEFT));
  }

  @Test
  void sidewaysCutsGoEitherWay() {
    assertEquals(0, breaks(DOWN, LEFT, DOWN));
    assertEquals(0, breaks(DOWN, RIGHT, DOWN));
    assertEquals(0, breaks(UP, LEFT, RIGHT, DOWN));
    assertEquals(0, breaks(LEFT, RIGHT, LEFT, RIGHT));
    // Forehand, backhand, and forehand again is due, which can't cut upwards.
    assertEquals(1, breaks(DOWN, LEFT, UP));
  }

  @Test
  void dotsTakeTheSideThatIsDue() {
    assertEquals(0, breaks(DOWN, ANY, DOWN));
    assertEquals(1, breaks(DOWN, ANY, UP));
    assertEquals(0, breaks(DOWN, ANY, ANY, UP));
    HandQuality dotsFirst = right(cuts(ANY, ANY, UP, ANY));
    assertEquals(4, dotsFirst.swings());
    assertEquals(1, dotsFirst.backhand());
    assertEquals(1, dotsFirst.forehand());
    assertEquals(0, dotsFirst.parityBreaks());
  }

  @Test
  void aBrokenSwingIsWhereTheHandGoesOnFrom() {
    assertEquals(1, breaks(DOWN, DOWN, UP, DOWN));
    HandQuality hand = right(cuts(DOWN, DOWN, UP));
    assertEquals(2, hand.forehand());
    assertEquals(1, hand.backhand());
  }

  @Test
  void notesWithinAnEighthOfABeatAreOneSwing() {
    HandQuality hand =
        right(
            List.of(
                Note.of(1, 2, 2, Hand.RIGHT, DOWN),
                Note.of(1.0625, 2, 1, Hand.RIGHT, ANY),
                Note.of(1.125, 2, 0, Hand.RIGHT, DOWN_LEFT),
                // 1/8 beat behind the swing's last note, but 1/4 behind its first.
                Note.of(1.25, 2, 0, Hand.RIGHT, UP),
                // A stack that begins with a dot goes the way of its arrow.
                Note.of(2, 1, 0, Hand.RIGHT, ANY),
                Note.of(2, 2, 0, Hand.RIGHT, DOWN)));
    assertEquals(6, hand.notes());
    assertEquals(3, hand.swings());
    assertEquals(2, hand.forehand());
    assertEquals(1, hand.backhand());
    assertEquals(0, hand.parityBreaks());
    assertEquals(0, hand.contradictions());
  }

  @Test
  void arrowsAgainstTheirSwingContradict() {
    HandQuality hand =
        right(
            List.of(
                Note.of(1, 2, 0, Hand.RIGHT, DOWN),
                Note.of(1, 2, 1, Hand.RIGHT, UP),
                Note.of(1.1, 2, 2, Hand.RIGHT, UP_LEFT),
                Note.of(2, 2, 0, Hand.RIGHT, UP),
                Note.of(2, 3, 0, Hand.RIGHT, RIGHT)));
    assertEquals(2, hand.swings());
    assertEquals(1, hand.contradictions());
    assertEquals(0, hand.parityBreaks());
  }

  @Test
  void aBombWhereTheHandRestsResetsIt() {
    List<Note> twiceDown = cuts(DOWN, DOWN);
    assertReset(true, twiceDown, new Bomb(.5, 2, 1));
    assertReset(true, twiceDown, new Bomb(.5, 2, 0));
    assertReset(false, twiceDown, new Bomb(.5, 2, 2));
    assertReset(false, twiceDown, new Bomb(.5, 1, 0));
    assertReset(false, twiceDown, new Bomb(0, 2, 0));
    assertReset(false, twiceDown, new Bomb(1, 2, 0));
    List<Note> twiceLeft = cuts(LEFT, LEFT);
    assertReset(true, twiceLeft, new Bomb(.5, 0, 1));
    assertReset(false, twiceLeft, new Bomb(.5, 3, 1));
    List<Note> twiceDownRight = cuts(DOWN_RIGHT, DOWN_RIGHT);
    assertReset(true, twiceDownRight, new Bomb(.5, 3, 1));
    assertReset(true, twiceDownRight, new Bomb(.5, 2, 0));
    assertReset(false, twiceDownRight, new Bomb(.5, 1, 1));
  }

  private static void assertReset(boolean reset, List<Note> notes, Bomb bomb) {
    HandQuality hand = right(notes, bomb);
    assertEquals(reset ? 1 : 0, hand.bombResets());
    assertEquals(reset ? 0 : 1, hand.parityBreaks());
  }

  @Test
  void aStackRestsAtItsFarEnd() {
    List<Note> notes =
        List.of(
            Note.of(1, 2, 0, Hand.RIGHT, UP),
            Note.of(1, 2, 1, Hand.RIGHT, UP),
            Note.of(2, 2, 0, Hand.RIGHT, UP));
    assertReset(true, notes, new Bomb(1.5, 2, 2));
    assertReset(false, notes, new Bomb(1.5, 2, 0));
  }

  @Test
  void handsDoNotMindEachOther() {
    Cases.check(
        100,
        random -> {
          List<Note> notes = notes(random);
          List<Bomb> bombs = bombs(random);
          MapQuality both = MapQuality.of(map(notes, bombs), 60);
          for (Hand hand : Hand.values()) {
            List<Note> own = notes.stream().filter(n -> n.hand() == hand).toList();
            MapQuality alone = MapQuality.of(map(own, bombs), 60);
            assertEquals(
                hand == Hand.LEFT ? both.left() : both.right(),
                hand == Hand.LEFT ? alone.left() : alone.right());
          }
        });
  }

  @Test
  void theMirrorImageIsAsHardForTheOtherHand() {
    Cases.check(
        200,
        random -> {
          List<Note> notes = notes(random);
          List<Bomb> bombs = bombs(random);
          MapQuality quality = MapQuality.of(map(notes, bombs), 60);
          MapQuality mirrored =
              MapQuality.of(
                  map(
                      notes.stream().map(SwingsTest::mirror).toList(),
                      bombs.stream().map(b -> new Bomb(b.beat(), 3 - b.x(), b.y())).toList()),
                  60);
          assertEquals(quality.left(), mirrored.right());
          assertEquals(quality.right(), mirrored.left());
        });
  }

  @Test
  void thereAndBackNeverBreaksAndOneWayAlwaysDoes() {
    Cases.check(
        200,
        random -> {
          CutDirection there = CutDirection.ofCode(random.nextInt(8));
          int swings = 2 + random.nextInt(20);
          CutDirection[] flow = new CutDirection[swings];
          CutDirection[] oneWay = new CutDirection[swings];
          for (int i = 0; i < swings; i++) {
            // A dot may stand for any swing of the flow.
            boolean dot = random.nextInt(5) == 0;
            flow[i] = dot ? ANY : i % 2 == 0 ? there : there.opposite();
            oneWay[i] = there;
          }
          assertEquals(0, breaks(flow));
          assertEquals(swings - 1, breaks(oneWay));
        });
  }

  @Test
  void figuresAddUp() {
    Cases.check(
        200,
        random -> {
          List<Note> notes = notes(random);
          MapQuality quality = MapQuality.of(map(notes, bombs(random)), 60);
          assertEquals(notes.size(), quality.left().notes() + quality.right().notes());
          for (HandQuality hand : List.of(quality.left(), quality.right())) {
            assertTrue(hand.swings() <= hand.notes());
            assertTrue(hand.forehand() + hand.backhand() <= hand.swings());
            int neighbours = Math.max(0, hand.swings() - 1);
            assertTrue(hand.parityBreaks() + hand.bombResets() <= neighbours);
            assertTrue(hand.contradictions() <= hand.swings());
          }
        });
  }

  private static Note mirror(Note note) {
    CutDirection cut =
        switch (note.cut()) {
          case LEFT -> RIGHT;
          case RIGHT -> LEFT;
          case UP_LEFT -> UP_RIGHT;
          case UP_RIGHT -> UP_LEFT;
          case DOWN_LEFT -> DOWN_RIGHT;
          case DOWN_RIGHT -> DOWN_LEFT;
          case UP, DOWN, ANY -> note.cut();
        };
    Hand hand = note.hand() == Hand.LEFT ? Hand.RIGHT : Hand.LEFT;
    return Note.of(note.beat(), 3 - note.x(), note.y(), hand, cut);
  }

  /** Notes whose order within a swing doesn't hang on the column, which a mirror turns round. */
  private static List<Note> notes(Random random) {
    List<Note> notes = new ArrayList<>();
    double[] beat = new double[2];
    for (int i = random.nextInt(60); i > 0; i--) {
      int hand = random.nextInt(2);
      beat[hand] += (1 + random.nextInt(8)) / 16.0;
      notes.add(
          Note.of(
              beat[hand],
              random.nextInt(4),
              random.nextInt(3),
              Hand.ofColor(hand),
              CutDirection.ofCode(random.nextInt(9))));
    }
    return notes;
  }

  private static List<Bomb> bombs(Random random) {
    List<Bomb> bombs = new ArrayList<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      bombs.add(new Bomb(random.nextInt(240) / 16.0, random.nextInt(4), random.nextInt(3)));
    }
    return bombs;
  }
}
