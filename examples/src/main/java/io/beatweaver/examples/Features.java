package io.beatweaver.examples;

import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.audio.SongAnalysis;
import io.beatweaver.audio.TempoEstimate;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.storage.NpyWriter;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a song's features on the beat grid. */
@Command(
    name = "features",
    mixinStandardHelpOptions = true,
    description = "Lay a song's log-mel bands and onsets on the beat grid, 16 rows a beat.")
final class Features extends Job {
  @Parameters(paramLabel = "SONG", description = "A WAV, Ogg Vorbis, MP3 or FLAC file.")
  Path song;

  @Mixin SongTempo tempo;

  @Option(
      names = "--raw",
      description = "Decibels and the onset envelope before they are normalised.")
  boolean raw;

  @Option(names = "--npy", paramLabel = "FILE", description = "Write float32 (rows, 81) for NumPy.")
  Path npy;

  @Override
  Map<String, ?> run() throws IOException {
    AudioClip clip = AudioDecoder.decode(song);
    FeatureExtractor extractor = new FeatureExtractor(Runtime.getRuntime().availableProcessors());
    warn(clip.warnings());
    SongAnalysis analysis = extractor.analyse(clip);
    Optional<TempoEstimate> estimate = tempo.estimate(clip, analysis);
    TempoMap map = tempo.of(estimate);
    boolean isDefault = estimate.isPresent() && !estimate.get().found();
    if (isDefault) {
      say("No steady beat was found; the grid is a default: give --bpm and --offset.");
    }
    float[] values =
        raw ? extractor.extractRaw(analysis, map) : extractor.extract(analysis, map).toArray();
    int rows = values.length / SongFeatures.COLUMNS;
    if (npy != null) {
      NpyWriter.write(npy, values, rows, SongFeatures.COLUMNS);
    }
    say(
        "%d rows of %d values at %.3f BPM, beat 0 at %.3f s%s",
        rows,
        SongFeatures.COLUMNS,
        map.bpmAt(0),
        map.secondsAt(0),
        npy == null ? "; --npy FILE keeps them" : ", written to " + npy);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rows", rows);
    json.put("columns", SongFeatures.COLUMNS);
    json.put("bpm", map.bpmAt(0));
    json.put("firstBeatSeconds", map.secondsAt(0));
    json.put("tempoIsDefault", isDefault);
    json.put("raw", raw);
    json.put("npy", npy == null ? null : npy.toString());
    json.put("warnings", texts(clip.warnings()));
    return json;
  }
}
