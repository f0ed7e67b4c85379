package io.beatweaver.level;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.tempo.TempoMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordsTest {
  @Test
  void directionsHaveTheNumbersVectorsAndOppositesOfTheGame() {
    // As the player sees them: 4 0 5 / 2 8 3 / 6 1 7.
    int[][] seen = {{4, 0, 5}, {2, 8, 3}, {6, 1, 7}};
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        CutDirection cut = CutDirection.ofCode(seen[row][column]);
        assertEquals(column - 1, cut.dx());
        assertEquals(1 - row, cut.dy());
        assertEquals(seen[2 - row][2 - column], cut.opposite().code());
      }
    }
    assertThrows(IllegalArgumentException.class, () -> CutDirection.ofCode(9));
    assertThrows(IllegalArgumentException.class, () -> CutDirection.ofCode(-1));
  }

  @Test
  void difficultiesParseInAnyCase() {
    assertEquals(Optional.of(Difficulty.EXPERT_PLUS), Difficulty.parse("Expert+"));
    assertEquals(Optional.of(Difficulty.EXPERT_PLUS), Difficulty.parse(" EXPERTPLUS "));
    assertEquals(Optional.of(Difficulty.EASY), Difficulty.parse("easy"));
    assertEquals(Optional.empty(), Difficulty.parse("Harder"));
    assertEquals(
        List.of(1, 3, 5, 7, 9),
        List.of(Difficulty.values()).stream().map(Difficulty::rank).toList());
    assertEquals("ExpertPlus", Difficulty.EXPERT_PLUS.toString());
  }

  @Test
  void handsAreColours() {
    assertEquals(Hand.LEFT, Hand.ofColor(0));
    assertEquals(Hand.RIGHT, Hand.ofColor(1));
    assertEquals(Hand.RIGHT, Hand.LEFT.other());
    assertEquals(Hand.LEFT, Hand.RIGHT.other());
    assertThrows(IllegalArgumentException.class, () -> Hand.ofColor(3));
  }

  @Test
  void nullIsRefusedWhereItIsPassed() {
    LevelInfo info = LevelInfo.of("t", "a", "m", 120, "song.egg");
    assertThrows(NullPointerException.class, () -> LevelInfo.of(null, "a", "m", 120, "song.egg"));
    assertThrows(NullPointerException.class, () -> LevelInfo.of("t", "a", "m", 120, null));
    assertThrows(
        NullPointerException.class,
        () -> new Level(info, List.of(), Optional.empty(), null, List.of()));
    assertThrows(NullPointerException.class, () -> new Level(info, List.of(), null, "", List.of()));
  }

  @Test
  void objectsRefuseNumbersThatAreNone() {
    double nan = Double.NaN;
    assertThrows(IllegalArgumentException.class, () -> new Note(nan, 0, 0, Hand.LEFT, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Note(0, 0, 0, null, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Bomb(nan, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Wall(0, nan, 0, 0, 0, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Arc(0, 0, 0, Hand.LEFT, 0, 1, nan, 0, 0, 0, 1, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new Arc(0, 0, 0, null, 0, 1, 1, 0, 0, 0, 1, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new Chain(0, 0, 0, Hand.LEFT, 0, 1, 0, 0, 3, nan));
    assertThrows(IllegalArgumentException.class, () -> new Chain(0, 0, 0, null, 0, 1, 0, 0, 3, 1));
    assertThrows(IllegalArgumentException.class, () -> new Characteristic(" "));
    assertThrows(IllegalArgumentException.class, () -> LevelInfo.of("t", "a", "m", 0, "song.egg"));
  }

  @Test
  void extensionValuesAreKeptAndFlagged() {
    assertTrue(new Note(0, 3, 2, Hand.LEFT, 8, 0).inGrid());
    assertFalse(new Note(0, 4, 2, Hand.LEFT, 8, 0).inGrid());
    assertFalse(new Note(0, 0, -1, Hand.LEFT, 8, 0).inGrid());
    Note precise = new Note(0, 0, 0, Hand.LEFT, 1090, 0);
    assertFalse(precise.inGrid());
    assertThrows(IllegalArgumentException.class, precise::cut);
  }

  @Test
  void beatmapsSortWhatTheyAreGiven() {
    Note late = new Note(2, 0, 0, Hand.LEFT, 0, 0);
    Note early = new Note(1, 3, 0, Hand.RIGHT, 0, 0);
    Beatmap map = Beatmap.of(Difficulty.HARD, TempoMap.constant(100), List.of(late, early));
    assertEquals(List.of(early, late), map.notes());
    assertEquals(12, map.noteJumpSpeed());
    assertEquals(
        List.of(10.0, 10.0, 12.0, 16.0, 18.0),
        List.of(Difficulty.values()).stream().map(Beatmap::defaultNoteJumpSpeed).toList());
    assertThrows(UnsupportedOperationException.class, () -> map.notes().clear());
  }

  @Test
  void complaintsSayFilePlaceAndReason() {
    assertEquals("a.dat at b[1].x: bad", new InputException("a.dat", "b[1].x", "bad").getMessage());
    assertEquals("a.dat: bad", new InputException(Path.of("a.dat"), "bad").getMessage());
    InputException e = new InputException("f", "p", "r", new RuntimeException());
    assertEquals("f", e.file());
    assertEquals("p", e.place());
    assertEquals("r", e.reason());
    assertEquals("f at p: r", new ReadWarning("f", "p", "r").toString());
    assertEquals("f: r", new ReadWarning("f", "", "r").toString());
  }
}
