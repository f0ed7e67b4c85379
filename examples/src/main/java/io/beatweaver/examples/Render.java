package io.beatweaver.examples;

import io.beatweaver.InputException;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelReader;
import io.beatweaver.render.MapPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a beatmap. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description = "Draw a beatmap over the song's onsets.")
final class Render extends Job {
  @Parameters(paramLabel = "LEVEL", description = "A level's folder or zip.")
  Path source;

  @Option(names = "--out", required = true, paramLabel = "PNG", description = "The picture.")
  Path out;

  @Option(
      names = "--beatmap",
      paramLabel = "NAME",
      description = "Such as Standard/Expert; default: the last one of the level.")
  String wanted;

  @Override
  Map<String, ?> run() throws IOException {
    Level level = LevelReader.read(source);
    Beatmap map =
        wanted == null
            ? level.beatmaps().get(level.beatmaps().size() - 1)
            : BeatmapName.find(level, wanted, source);
    float[] onsets = onsets(level, map);
    MapPicture.of(map, onsets, level.info().title() + " - " + map.difficulty()).writePng(out);
    say("%s drawn to %s", map.difficulty(), out);
    return Map.of("out", out.toString(), "difficulty", map.difficulty().serializedName());
  }

  /** The song's onsets; null, and said, where the song can't be heard. */
  private float[] onsets(Level level, Beatmap map) throws IOException {
    try (SongOf song = new SongOf(level)) {
      return new FeatureExtractor().extract(AudioDecoder.decode(song.file()), map.tempo()).onsets();
    } catch (InputException | IllegalArgumentException e) {
      // The latter for a tempo that makes more rows of the song than fit.
      say("drawn without onsets: %s", e.getMessage());
      return null;
    }
  }
}
