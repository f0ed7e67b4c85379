package io.beatweaver.level;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NoteJumpTest {
  /** By hand: metres are NJS times beats times seconds a beat. */
  @ParameterizedTest
  @CsvSource({
    "120, 10, 0, 2", // 4 beats are 20 m, 2 are 10 m
    "134, 10, 0, 4", // 4 beats are 17.9 m
    "133, 10, 0, 2", // 18.05 m
    "120, 18, 0, 1", // 36, 18, 9 m
    "60, 20, 0, 1", // one beat is 20 m, and the least
    "120, 10, 0.5, 2.5",
    "120, 16, -0.5, 1.5",
    "120, 10, -1.9, 0.25"
  })
  void halvesAsTheGameDoes(double bpm, double speed, double offset, double beats) {
    assertEquals(beats, NoteJump.halfJumpBeats(bpm, speed, offset), 1e-12);
  }

  @ParameterizedTest
  @EnumSource(Difficulty.class)
  void theTimeToReactIsTheSameAtEveryTempo(Difficulty difficulty) {
    double speed = Beatmap.defaultNoteJumpSpeed(difficulty);
    for (double bpm = 60; bpm <= 300; bpm += 0.5) {
      double offset = NoteJump.defaultOffset(bpm, difficulty);
      double seconds = NoteJump.halfJumpBeats(bpm, speed, offset) * 60 / bpm;
      assertEquals(NoteJump.reactionSeconds(difficulty), seconds, 0.0006, bpm + " BPM");
      assertTrue(seconds * speed < 18, "further than the game takes a jump");
    }
  }

  @Test
  void newBeatmapsHaveIt() {
    Beatmap map =
        Beatmap.of(
            Difficulty.EXPERT, io.beatweaver.tempo.TempoMap.constant(200), java.util.List.of());
    assertEquals(NoteJump.defaultOffset(200, Difficulty.EXPERT), map.noteJumpOffset());
    assertEquals(0, map.noteJumpOffset() - (0.6 * 200 / 60 - 2), 1e-9);
  }
}
