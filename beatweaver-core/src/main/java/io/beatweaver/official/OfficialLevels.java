package io.beatweaver.official;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.official.internal.Extraction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Extracts the levels of an installed game, base game and DLC, into level folders.
 *
 * <pre>{@code
 * ExtractionReport report =
 *     OfficialLevels.extract(
 *         List.of(Path.of("Beat Saber")), Path.of("official"),
 *         ExtractionOptions.defaults(), Progress.NONE);
 * report.extracted().forEach(folder -> ...LevelReader.read(folder)...);
 * report.failuresByReason().forEach((reason, count) -> ...);
 * }</pre>
 *
 * <p>Pack bundles ({@code *_pack_assets_all_*.bundle}) are read first: they know titles, tempo and
 * note jump speeds. Then all level bundles ({@code BeatmapLevelsData/*}, {@code DLC/Levels/*}{@code
 * /*}) are worked on in parallel, the largest first. A level's beatmaps, lights and tempo regions
 * are the game's own files, unpacked; its song is Ogg Vorbis bit by bit as the game plays it. The
 * info file is of version 4, or of version 2 where no beatmap is of version 4. Pictures are not
 * extracted.
 *
 * <p>A level is written beside its place and moved there, with a list of its files and their
 * checksums; a further run leaves alone what is there and unchanged, on both sides, so that a
 * killed run is continued by repeating it. One extraction at a time may work on a folder; {@code
 * .extract-official.lock} stays there and means nothing by itself.
 */
public final class OfficialLevels {
  private OfficialLevels() {}

  /**
   * Extracts levels.
   *
   * @param inputs folders of games, level bundles, pack bundles
   * @param out the folder that takes a folder a level; made if it isn't there
   * @param options how
   * @param progress told of every bundle, in bytes; may cancel
   * @return what became of them; one bundle's failure costs that one alone
   * @throws InputException if there is no level among the inputs or none of them can be used
   * @throws IOException if the folder can't be written to, or the thread is interrupted ({@link
   *     java.io.InterruptedIOException}); levels that are finished stay
   * @throws java.util.concurrent.CancellationException if the progress cancels
   */
  public static ExtractionReport extract(
      List<Path> inputs, Path out, ExtractionOptions options, Progress progress)
      throws IOException {
    return new Extraction(out, options, progress).run(inputs);
  }
}
