package io.beatweaver.examples;

import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.SongAnalysis;
import io.beatweaver.audio.TempoEstimate;
import io.beatweaver.audio.TempoEstimator;
import io.beatweaver.tempo.TempoMap;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options by which a user knows the tempo better than we do. */
final class SongTempo {
  @Option(names = "--bpm", paramLabel = "B", description = "The tempo, if you know it.")
  Double bpm;

  @Option(
      names = "--offset",
      paramLabel = "S",
      description = "Where beat 0 is, in seconds; 0 with --bpm, else measured.")
  Double offset;

  /** What is measured, where no tempo is given. */
  Optional<TempoEstimate> estimate(AudioClip clip, SongAnalysis analysis) {
    return bpm == null ? Optional.of(TempoEstimator.estimate(clip, analysis)) : Optional.empty();
  }

  /** The tempo as given, as estimated where it isn't. */
  TempoMap of(Optional<TempoEstimate> estimated) {
    if (estimated.isEmpty()) {
      return TempoMap.constant(bpm, offset == null ? 0 : offset);
    }
    TempoEstimate estimate = estimated.get();
    return offset == null ? estimate.tempoMap() : estimate.tempoMap(offset);
  }
}
