package io.beatweaver.examples;

import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.TempoEstimate;
import io.beatweaver.audio.TempoEstimator;
import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Measures a song's tempo. */
@Command(
    name = "tempo",
    mixinStandardHelpOptions = true,
    description = "Measure a song's tempo, where it changes and where its first beat is.")
final class Tempo extends Job {
  @Parameters(paramLabel = "SONG", description = "A WAV, Ogg Vorbis, MP3 or FLAC file.")
  Path song;

  @Override
  Map<String, ?> run() throws IOException {
    AudioClip clip = AudioDecoder.decode(song);
    warn(clip.warnings());
    TempoEstimate estimate = TempoEstimator.estimate(clip);
    if (!estimate.found()) {
      say("No steady beat was found in %.1f s: what follows is a default.", clip.seconds());
    }
    say(
        "%.3f BPM, first beat at %.3f s, confidence %.2f, %.1f s long",
        estimate.bpm(), estimate.firstBeatSeconds(), estimate.confidence(), clip.seconds());
    TempoMap map = estimate.tempoMap();
    List<Map<String, ?>> changes = new ArrayList<>();
    for (TempoChange change : estimate.changes()) {
      double seconds = map.secondsAt(change.beat());
      say("%.3f BPM from beat %.0f on, at %.3f s", change.bpm(), change.beat(), seconds);
      changes.add(Map.of("beat", change.beat(), "seconds", seconds, "bpm", change.bpm()));
    }
    if (estimate.downbeatConfidence() > 0) {
      say(
          "A bar begins at %.3f s, confidence %.2f (a guess, of bars of four beats)",
          map.secondsAt(estimate.downbeat()), estimate.downbeatConfidence());
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bpm", estimate.bpm());
    json.put("firstBeatSeconds", estimate.firstBeatSeconds());
    json.put("confidence", estimate.confidence());
    json.put("seconds", clip.seconds());
    json.put("found", estimate.found());
    json.put("changes", changes);
    json.put("downbeat", estimate.downbeat());
    json.put("downbeatConfidence", estimate.downbeatConfidence());
    json.put("warnings", texts(clip.warnings()));
    return json;
  }
}
