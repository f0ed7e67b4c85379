package io.beatweaver.examples;

import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.TempoEstimate;
import io.beatweaver.audio.TempoEstimator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Measures a song's tempo. */
@Command(
    name = "tempo",
    mixinStandardHelpOptions = true,
    description = "Measure a song's tempo and where its first beat is.")
final class Tempo extends Job {
  @Parameters(paramLabel = "SONG", description = "A WAV or Ogg Vorbis file.")
  Path song;

  @Override
  Map<String, ?> run() throws IOException {
    AudioClip clip = AudioDecoder.decode(song);
    TempoEstimate estimate = TempoEstimator.estimate(clip);
    say(
        "%.3f BPM, first beat at %.3f s, confidence %.2f, %.1f s long",
        estimate.bpm(), estimate.firstBeatSeconds(), estimate.confidence(), clip.seconds());
    if (estimate.confidence() == 0) {
      say("No steady beat was found: this is a default, not a measurement.");
    }
    return Map.of(
        "bpm",
        estimate.bpm(),
        "firstBeatSeconds",
        estimate.firstBeatSeconds(),
        "confidence",
        estimate.confidence(),
        "seconds",
        clip.seconds());
  }
}
