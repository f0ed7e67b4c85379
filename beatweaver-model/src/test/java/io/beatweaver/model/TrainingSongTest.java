package io.beatweaver.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.tempo.TempoMap;
import io.beatweaver.token.Tokenizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingSongTest {
  /** Two bars and a step. */
  private static final SongFeatures SONG = SongFeatures.wrap(new float[129 * SongFeatures.COLUMNS]);

  @Test
  void aBeatmapHasTheBarsOfItsAudioHoweverFarItsNotesLie() {
    for (double far : new double[] {12, 1_000_000, 1e12}) {
      TrainingSong song = song(note(0, 1), note(11.9375, 1), note(far, 1));
      TrainingBeatmap beatmap = song.beatmaps().get(0);
      assertEquals(3, beatmap.bars());
      assertEquals(
          List.of(note(0, 1), note(11.9375, 1)), Tokenizer.decode(beatmap.tokens()), "far " + far);
      assertEquals(1, song.leftOutNotes());
    }
  }

  @Test
  void aNoteThatIsRoundedBehindTheEndIsBehindIt() {
    TrainingSong song = song(note(0, 1), note(11.99, 1));
    assertEquals(3, song.beatmaps().get(0).bars());
    assertEquals(1, song.leftOutNotes());
  }

  @Test
  void whatTokensCannotHoldIsCounted() {
    TrainingSong song = song(note(-1, 1), note(0, 1), note(0, 2), note(1, 1000));
    assertEquals(List.of(note(0, 1)), Tokenizer.decode(song.beatmaps().get(0).tokens()));
    assertEquals(3, song.leftOutNotes());
  }

  private static TrainingSong song(Note... notes) {
    Beatmap map = Beatmap.of(Difficulty.HARD, TempoMap.constant(120), List.of(notes));
    return TrainingSong.of("song", SONG, List.of(map));
  }

  private static Note note(double beat, int x) {
    return new Note(beat, x, 0, Hand.LEFT, CutDirection.DOWN.code(), 0);
  }
}
