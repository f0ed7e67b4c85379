package io.beatweaver.audio;

import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.util.List;

/**
 * What was heard of a song's tempo: ask {@link #found} first, for a song without a beat gets a
 * default.
 *
 * @param bpm beats a minute at the first beat, above 0
 * @param firstBeatSeconds the first beat in the audio, from 0 to less than a beat's length
 * @param confidence about how often an estimate that is so sure of itself has the right tempo, 0 to
 *     1; 0 says that no beat was found and the rest is a default
 * @param changes where the tempo becomes another, in beats after the first one, rising; empty for a
 *     song of one tempo
 * @param downbeat which of the first four beats is the first one of a bar of four, 0 to 3; a guess,
 *     see its confidence
 * @param downbeatConfidence as confidence, of the downbeat in a song whose tempo is right; 0 says
 *     that it isn't known
 */
public record TempoEstimate(
    double bpm,
    double firstBeatSeconds,
    double confidence,
    List<TempoChange> changes,
    int downbeat,
    double downbeatConfidence) {
  /** What a song without a beat gets: 120 beats a minute from its start, confidence 0. */
  public static final TempoEstimate DEFAULT = new TempoEstimate(120, 0, 0, List.of(), 0, 0);

  /** Refuses values out of range. */
  public TempoEstimate {
    if (!TempoMap.isTempo(bpm)) {
      throw new IllegalArgumentException("no tempo: " + bpm);
    }
    if (!(firstBeatSeconds >= 0 && firstBeatSeconds < 60 / bpm)) {
      throw new IllegalArgumentException(
          "the first beat must lie in the first beat's length: " + firstBeatSeconds);
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be from 0 to 1: " + confidence);
    }
    changes = List.copyOf(changes);
    for (int i = 0; i < changes.size(); i++) {
      if (!(changes.get(i).beat() > (i == 0 ? 0 : changes.get(i - 1).beat()))) {
        throw new IllegalArgumentException("changes must rise: " + changes);
      }
    }
    if (downbeat < 0 || downbeat > 3) {
      throw new IllegalArgumentException("the downbeat must be from 0 to 3: " + downbeat);
    }
    if (!(downbeatConfidence >= 0 && downbeatConfidence <= 1)) {
      throw new IllegalArgumentException(
          "the downbeat's confidence must be from 0 to 1: " + downbeatConfidence);
    }
  }

  /**
   * Whether a beat was heard.
   *
   * @return false if all this is the default and no measurement
   */
  public boolean found() {
    return confidence > 0;
  }

  /**
   * As a tempo map with beat 0 at the first beat.
   *
   * @return one tempo for the whole song, or one for each stretch between changes
   */
  public TempoMap tempoMap() {
    return TempoMap.ofChanges(bpm, changes, firstBeatSeconds);
  }

  /**
   * As a tempo map with beat 0 elsewhere. Every change of tempo stays at its second.
   *
   * @param firstBeatSeconds where beat 0 is to be; on another beat of the estimate, or between two
   * @return the tempos from there on; before it, the one that is there
   */
  public TempoMap tempoMap(double firstBeatSeconds) {
    TempoMap measured = tempoMap();
    double first = measured.beatAt(firstBeatSeconds);
    List<TempoChange> later =
        changes.stream()
            .filter(change -> change.beat() > first)
            .map(change -> new TempoChange(change.beat() - first, change.bpm()))
            .toList();
    return TempoMap.ofChanges(measured.bpmAt(first), later, firstBeatSeconds);
  }
}
