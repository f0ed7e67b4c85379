package io.beatweaver.dressing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.BoostEvent;
import io.beatweaver.level.Chain;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.LightEvent;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.quality.MapQuality;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DressingTest {
  private static final int BARS = 48;

  /**
   * Accents on beats, weaker ones between, four silent bars in the middle, a louder second half.
   */
  private static float[] onsets() {
    float[] onsets = new float[BARS * 64];
    Random random = new Random(3);
    for (int step = 0; step < onsets.length; step++) {
      int bar = step / 64;
      double loud = step % 16 == 0 ? 0.9 : step % 8 == 0 ? 0.5 : 0.05;
      double half = bar < BARS / 2 ? 0.6 : 1;
      boolean silent = bar >= 20 && bar < 24;
      onsets[step] = silent ? -1 : (float) (loud * half + 0.1 * random.nextDouble() - 0.5);
    }
    return onsets;
  }

  /** Alternating hands with random gaps, cells and directions, now and then a dot or a stack. */
  private static Beatmap map(Difficulty difficulty, long seed) {
    Random random = new Random(seed);
    List<Note> notes = new ArrayList<>();
    double beat = 4;
    while (beat < BARS * 4 - 4) {
      Hand hand = random.nextBoolean() ? Hand.LEFT : Hand.RIGHT;
      int x = hand == Hand.LEFT ? random.nextInt(3) : 1 + random.nextInt(3);
      notes.add(new Note(beat, x, random.nextInt(3), hand, random.nextInt(9), 0));
      beat += new double[] {0.25, 0.5, 1, 1, 2, 3.5}[random.nextInt(6)];
    }
    return Beatmap.of(difficulty, tempo(seed), notes);
  }

  private static TempoMap tempo(long seed) {
    return TempoMap.constant(90 + 20 * (seed % 6), 0.1);
  }

  @Test
  void aStretchIsDressedAsTheWholeWouldBeAndNothingElseIsTouched() {
    Beatmap whole = dressed(Difficulty.HARD, 1);
    Bomb own = new Bomb(1, 3, 2);
    Wall across = new Wall(30, 40, 0, 0, 1, 5);
    Beatmap bare =
        map(Difficulty.HARD, 1).toBuilder().bombs(List.of(own)).walls(List.of(across)).build();
    Beatmap made = Dressing.dressStretch(bare, onsets(), DressingOptions.ALL, 40, 120);
    assertEquals(bare.notes(), made.notes());
    assertEquals(bare.lights(), made.lights());
    List<Bomb> bombs = new ArrayList<>(List.of(own));
    whole.bombs().stream().filter(b -> b.beat() >= 40 && b.beat() < 120).forEach(bombs::add);
    assertEquals(bombs, made.bombs());
    assertTrue(bombs.size() > 3, "some are in the stretch");
    List<Arc> arcs =
        whole.arcs().stream().filter(a -> a.beat() >= 40 && a.tailBeat() < 120).toList();
    assertEquals(arcs, made.arcs());
    assertTrue(arcs.size() > 1 && arcs.size() < whole.arcs().size());
    List<Wall> walls = new ArrayList<>(made.walls());
    assertTrue(walls.remove(across) && walls.size() > 1);
    walls.forEach(w -> assertTrue(w.beat() >= 40 && w.beat() + w.duration() <= 120, "" + w));
    assertTrue(whole.walls().containsAll(walls));
    assertTrue(made.chains().size() > 0 && whole.chains().containsAll(made.chains()));
    assertEquals(
        bare,
        Dressing.dressStretch(bare, onsets(), DressingOptions.NONE.withLights(true), 40, 120));
  }

  private static Beatmap dressed(Difficulty difficulty, long seed) {
    return Dressing.dress(map(difficulty, seed), onsets(), DressingOptions.ALL);
  }

  /** The cells of a swing, sampled along it: from one cell before the note to two behind it. */
  private static Set<List<Long>> swept(Note note) {
    CutDirection cut = CutDirection.ofCode(note.direction());
    Set<List<Long>> cells = new HashSet<>();
    for (double way = -1; way <= 2; way += 0.125) {
      cells.add(
          List.of(Math.round(note.x() + way * cut.dx()), Math.round(note.y() + way * cut.dy())));
    }
    return cells;
  }

  @ParameterizedTest
  @EnumSource(Difficulty.class)
  void nothingStandsInTheWayOfASwing(Difficulty difficulty) {
    int objects = 0;
    for (long seed = 0; seed < 40; seed++) {
      Beatmap map = dressed(difficulty, seed);
      for (Note note : map.notes()) {
        double at = map.tempo().secondsAt(note.beat());
        Set<List<Long>> swept = swept(note);
        for (Bomb bomb : map.bombs()) {
          double apart = Math.abs(map.tempo().secondsAt(bomb.beat()) - at);
          boolean hit = swept.contains(List.of((long) bomb.x(), (long) bomb.y()));
          assertFalse(hit && apart < 0.33, () -> bomb + " in the way of " + note);
        }
        for (Wall wall : map.walls()) {
          double from = map.tempo().secondsAt(wall.beat()) - 0.33;
          double to = map.tempo().secondsAt(wall.beat() + wall.duration()) + 0.33;
          boolean hit = swept.stream().anyMatch(cell -> inside(wall, cell));
          assertFalse(hit && at > from && at < to, () -> wall + " in the way of " + note);
        }
      }
      objects += map.bombs().size() + map.walls().size();
    }
    assertTrue(objects > 40, objects + " objects were looked at");
  }

  /** A hand that follows an arc is on the straight way from its head to its tail, or beside it. */
  @Test
  void nothingStandsOnAnArc() {
    int arcs = 0;
    for (long seed = 0; seed < 60; seed++) {
      Beatmap map = dressed(Difficulty.NORMAL, seed);
      for (Arc arc : map.arcs()) {
        arcs++;
        for (double share = 0.2; share < 0.9; share += 0.1) {
          double beat = arc.beat() + share * (arc.tailBeat() - arc.beat());
          long x = Math.round(arc.x() + share * (arc.tailX() - arc.x()));
          long y = Math.round(arc.y() + share * (arc.tailY() - arc.y()));
          for (Bomb bomb : map.bombs()) {
            boolean hit = bomb.x() == x && bomb.y() == y && Math.abs(bomb.beat() - beat) < 0.1;
            assertFalse(hit, () -> bomb + " on " + arc);
          }
          for (Wall wall : map.walls()) {
            boolean there = wall.beat() <= beat && beat <= wall.beat() + wall.duration();
            assertFalse(there && inside(wall, List.of(x, y)), () -> wall + " on " + arc);
          }
        }
      }
    }
    assertTrue(arcs > 40, arcs + " arcs were looked at");
  }

  private static boolean inside(Wall wall, List<Long> cell) {
    return cell.get(0) >= wall.x()
        && cell.get(0) < wall.x() + wall.width()
        && cell.get(1) >= wall.y()
        && cell.get(1) < wall.y() + wall.height();
  }

  @ParameterizedTest
  @EnumSource(Difficulty.class)
  void notesAndTheWayTheyPlayStayAsTheyAre(Difficulty difficulty) {
    for (long seed = 0; seed < 20; seed++) {
      Beatmap plain = map(difficulty, seed);
      Beatmap dressed = dressed(difficulty, seed);
      assertEquals(plain.notes(), dressed.notes());
      assertEquals(
          MapQuality.of(plain, 100).metrics(),
          MapQuality.of(dressed, 100).metrics(),
          "bombs ask for no resets");
    }
  }

  @Test
  void bombsAndWallsDoNotShareAPlace() {
    for (long seed = 0; seed < 40; seed++) {
      Beatmap map = dressed(Difficulty.EXPERT, seed);
      for (Bomb bomb : map.bombs()) {
        for (Wall wall : map.walls()) {
          boolean meets =
              inside(wall, List.of((long) bomb.x(), (long) bomb.y()))
                  && bomb.beat() >= wall.beat()
                  && bomb.beat() <= wall.beat() + wall.duration();
          assertFalse(meets, bomb + " in " + wall);
        }
      }
    }
  }

  @Test
  void arcsTieNotesOfAHandThatFollowEachOther() {
    int arcs = 0;
    for (long seed = 0; seed < 40; seed++) {
      Beatmap map = dressed(Difficulty.HARD, seed);
      for (Arc arc : map.arcs()) {
        List<Note> between =
            map.notes().stream()
                .filter(n -> n.hand() == arc.hand())
                .filter(n -> n.beat() >= arc.beat() && n.beat() <= arc.tailBeat())
                .toList();
        assertEquals(2, between.size(), "head and tail and nothing between");
        Note head = between.get(0);
        Note tail = between.get(1);
        assertEquals(List.of(arc.x(), arc.y(), arc.direction()), place(head));
        assertEquals(List.of(arc.tailX(), arc.tailY(), arc.tailDirection()), place(tail));
        double[] angle = {180, 0, 270, 90, 225, 135, 315, 45};
        double turn = Math.abs(angle[head.direction()] - angle[tail.direction()]);
        assertTrue(Math.min(turn, 360 - turn) > 90, "the hand comes back: " + arc);
      }
      arcs += map.arcs().size();
    }
    assertTrue(arcs > 40, arcs + " arcs were looked at");
  }

  private static List<Integer> place(Note note) {
    return List.of(note.x(), note.y(), note.direction());
  }

  @Test
  void chainsHangOnLoneNotesAndStayInTheGrid() {
    int chains = 0;
    for (long seed = 0; seed < 60; seed++) {
      Beatmap map = dressed(Difficulty.EXPERT_PLUS, seed);
      double last = Double.NEGATIVE_INFINITY;
      for (Chain chain : map.chains()) {
        assertTrue(chain.beat() - last >= 8);
        last = chain.beat();
        assertTrue(chain.slices() >= 2 && chain.squish() > 0, "the game can play it: " + chain);
        assertTrue(chain.tailX() >= 0 && chain.tailX() < 4);
        assertTrue(chain.tailY() >= 0 && chain.tailY() < 3);
        List<Note> around =
            map.notes().stream()
                .filter(n -> n.beat() > chain.beat() - 0.25 && n.beat() <= chain.beat() + 0.5)
                .toList();
        assertEquals(1, around.size());
        assertEquals(List.of(chain.x(), chain.y(), chain.direction()), place(around.get(0)));
        assertTrue(
            map.arcs().stream()
                .noneMatch(
                    a ->
                        a.hand() == chain.hand()
                            && (a.beat() == chain.beat() || a.tailBeat() == chain.beat())));
      }
      chains += map.chains().size();
    }
    assertTrue(chains > 20, chains + " chains were looked at");
  }

  @Test
  void lightsGoOutInSilenceAndFollowTheSong() {
    Beatmap map = dressed(Difficulty.NORMAL, 1);
    List<LightEvent> events = map.lights().events();
    assertTrue(events.size() > 4 * BARS, events.size() + " events");
    List<LightEvent> silent = events.stream().filter(e -> e.beat() >= 80 && e.beat() < 96).toList();
    assertEquals(
        IntStream.rangeClosed(0, 4).boxed().toList(),
        silent.stream().map(LightEvent::type).toList());
    assertTrue(silent.stream().allMatch(e -> e.value() == 0 && e.beat() == 80));
    for (LightEvent event : events) {
      assertTrue(event.brightness() > 0 && event.brightness() <= 1);
      assertTrue(event.value() >= 0 && event.value() <= 8);
    }
    assertEquals(
        List.of(true), map.lights().boosts().stream().map(BoostEvent::on).limit(1).toList());
    assertEquals(
        map.lights(), dressed(Difficulty.EXPERT, 1).lights(), "one show for all difficulties");
  }

  @Test
  void eachKindHasItsSwitch() {
    Beatmap plain = map(Difficulty.EXPERT, 5);
    assertEquals(plain, Dressing.dress(plain, onsets(), DressingOptions.NONE));
    DressingOptions all = DressingOptions.ALL;
    assertEquals(List.of(), Dressing.dress(plain, onsets(), all.withWalls(false)).walls());
    assertEquals(List.of(), Dressing.dress(plain, onsets(), all.withBombs(false)).bombs());
    assertEquals(List.of(), Dressing.dress(plain, onsets(), all.withArcs(false)).arcs());
    assertEquals(List.of(), Dressing.dress(plain, onsets(), all.withChains(false)).chains());
    assertEquals(
        List.of(), Dressing.dress(plain, onsets(), all.withLights(false)).lights().events());
  }

  @Test
  void songsWithoutAnythingInThemAreNoTrouble() {
    Beatmap none = Beatmap.of(Difficulty.EXPERT, tempo(0), List.of());
    Beatmap dressed = Dressing.dress(none, onsets(), DressingOptions.ALL);
    assertEquals(List.of(), dressed.walls());
    assertEquals(List.of(), dressed.bombs());
    Beatmap unheard = Dressing.dress(map(Difficulty.HARD, 1), new float[0], DressingOptions.ALL);
    assertEquals(List.of(), unheard.walls());
    assertEquals(List.of(), unheard.lights().events());
    float[] flat = new float[BARS * 64];
    Arrays.fill(flat, 0.3f);
    assertEquals(
        List.of(),
        Dressing.dress(map(Difficulty.HARD, 1), flat, DressingOptions.ALL).lights().events());
    Note outside = new Note(4, 1000, 0, Hand.LEFT, 1, 0);
    Note angled = new Note(6, 1, 0, Hand.LEFT, 1090, 0);
    Beatmap odd = Beatmap.of(Difficulty.HARD, tempo(0), List.of(outside, angled));
    assertEquals(2, Dressing.dress(odd, onsets(), DressingOptions.ALL).notes().size());
  }
}
