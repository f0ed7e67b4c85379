package io.beatweaver.demo;

import io.beatweaver.demo.internal.HandFlow;
import io.beatweaver.demo.internal.HitSelector;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Note;
import io.beatweaver.tempo.TempoMap;
import java.util.List;

/**
 * Charts known hits by rules: the most prominent ones, as densely as people map, with flowing
 * swings that alternate per hand. Nothing is drawn at random: the same hits always give the same
 * notes. Stateless and safe to share.
 *
 * <p>Density follows human maps (10th to 90th percentile of notes a second): Easy 1.09-1.83, Normal
 * 1.66-2.79, Hard 2.40-4.09, Expert 3.09-5.22, ExpertPlus 3.91-6.52, as far as there are that many
 * hits. The beats of a difficulty are among those of the next harder one.
 */
public final class RuleMapper {
  private RuleMapper() {}

  /**
   * Charts a song's onsets.
   *
   * @param song the song
   * @param difficulty how dense and how intricate
   * @return notes, each on exactly the beat of a hit, in the order of beats
   */
  public static List<Note> map(DemoSong song, Difficulty difficulty) {
    return map(song.onsets(), song.tempo(), difficulty);
  }

  /**
   * Charts hits of any origin.
   *
   * @param hits in any order; of hits too near to each other the strongest is taken
   * @param tempo beats to seconds
   * @param difficulty how dense and how intricate
   * @return notes, each on exactly the beat of a hit, in the order of beats
   */
  public static List<Note> map(List<Hit> hits, TempoMap tempo, Difficulty difficulty) {
    return List.copyOf(new HandFlow(difficulty).chart(HitSelector.select(hits, tempo, difficulty)));
  }
}
