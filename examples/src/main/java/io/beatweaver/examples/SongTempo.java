package io.beatweaver.examples;

import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.SongAnalysis;
import io.beatweaver.audio.TempoEstimate;
import io.beatweaver.audio.TempoEstimator;
import io.beatweaver.tempo.TempoMap;
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

  /** The tempo as given, measured where it isn't. */
  TempoMap of(AudioClip clip, SongAnalysis analysis) {
    if (bpm != null) {
      return TempoMap.constant(bpm, offset == null ? 0 : offset);
    }
    TempoEstimate estimate = TempoEstimator.estimate(clip, analysis);
    double first = offset == null ? estimate.firstBeatSeconds() : offset;
    return TempoMap.ofChanges(estimate.bpm(), estimate.changes(), first);
  }
}
