package io.beatweaver.model.internal.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final TempoMap TEMPO = TempoMap.constant(120);

  /** 20 seconds that sound, then 20 silent ones. */
  private static final SongFeatures HALF_SILENT = song(40 * 16, 80 * 16);

  private static final Judge JUDGE = new Judge(HALF_SILENT, TEMPO);
  private static final Beatmap EMPTY = map(0);

  /** Normal is 1.66 to 2.79 a second: 44 notes in 20 seconds are usual, 88 too many. */
  private static final Beatmap USUAL = map(44);

  private static final Beatmap DENSE = map(88);
  private static final Beatmap DENSER = map(160);

  private static SongFeatures song(int sounding, int rows) {
    float[] values = new float[rows * SongFeatures.COLUMNS];
    Arrays.fill(values, sounding * SongFeatures.COLUMNS, values.length, SongFeatures.SILENCE);
    return SongFeatures.wrap(values);
  }

  /** Both hands to and fro, every fourth time together. */
  private static Beatmap map(int count) {
    List<Note> notes = new ArrayList<>();
    int[] swings = new int[2];
    for (int i = 0; notes.size() < count; i++) {
      for (Hand hand : Hand.values()) {
        if (i % 4 == 0 || i % 2 == hand.ordinal()) {
          int swing = swings[hand.ordinal()]++;
          CutDirection cut = swing % 2 == 0 ? CutDirection.DOWN : CutDirection.UP;
          notes.add(Note.of(i / 4., 1 + hand.ordinal(), 0, hand, cut));
        }
      }
    }
    return Beatmap.of(Difficulty.NORMAL, TEMPO, notes);
  }

  @Test
  void theFirstOfTheBestIsChosenAndAnEmptyMapLast() {
    assertEquals(2, JUDGE.best(List.of(EMPTY, DENSE, USUAL, USUAL)));
    assertEquals(0, JUDGE.best(List.of(EMPTY, EMPTY)));
  }

  @Test
  void densityIsThatOfWhatSounds() {
    // Over all forty seconds the usual one would be too thin and the dense one right.
    assertEquals(0, JUDGE.best(List.of(USUAL, DENSE)));
    assertEquals(1, new Judge(song(80 * 16, 80 * 16), TEMPO).best(List.of(USUAL, DENSE)));
  }

  @Test
  void theBestOfSeveralDifficultiesHasTheLeastSum() {
    assertEquals(1, together(List.of(DENSER, DENSE), List.of(USUAL, USUAL)));
    assertEquals(1, together(List.of(DENSER, USUAL), List.of(USUAL, DENSE)));
    // Where one is empty in every try the others decide.
    assertEquals(1, together(List.of(EMPTY, EMPTY), List.of(DENSE, USUAL)));
  }

  private static int together(List<Beatmap> easier, List<Beatmap> harder) {
    return JUDGE.bestTogether(List.of(easier, harder));
  }

  @Test
  void aSongOfSilenceHasAJudgeToo() {
    assertEquals(1, new Judge(song(0, 64), TEMPO).best(List.of(EMPTY, USUAL)));
  }
}
