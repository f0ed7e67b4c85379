package io.beatweaver.examples;

import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.AudioInfo;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelAssets;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.LevelSong;
import io.beatweaver.level.LevelWriter;
import io.beatweaver.level.OnLoss;
import io.beatweaver.level.ReadWarning;
import io.beatweaver.level.WriteLoss;
import io.beatweaver.level.WriteOptions;
import io.beatweaver.level.WriteReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a level in another format. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    description = "Write a level in another format, with its song and cover.")
final class Convert extends Job {
  @Parameters(paramLabel = "LEVEL", description = "A level's folder or zip.")
  Path source;

  @Option(names = "--to", required = true, description = "The format: v2, v3 or v4.")
  LevelFormat format;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "A new folder, or a new file that ends in .zip.")
  Path out;

  @Option(
      names = "--lossy",
      description =
          "Leave out, and say, also what is played and the format can't hold instead of refusing"
              + " it. Lights and custom data of another format are left out in any case.")
  boolean lossy;

  @Override
  Map<String, ?> run() throws IOException {
    Level level = LevelReader.read(source);
    for (ReadWarning warning : level.warnings()) {
      say("warning: %s", warning);
    }
    Path folder = Files.createTempDirectory("beatweaver");
    Optional<Path> cover = Optional.empty();
    try (SongOf song = new SongOf(level)) {
      AudioInfo info = AudioDecoder.probe(song.file());
      warn(info.warnings());
      cover = LevelSong.cover(level, folder);
      if (cover.isEmpty() && !level.info().coverFile().isBlank()) {
        say("left out: cover %s, which is not in the level", level.info().coverFile());
      }
      LevelAssets assets =
          new LevelAssets(song.file(), info.frames(), info.sampleRate(), cover.orElse(null));
      WriteOptions options =
          WriteOptions.STRICT.withOnLoss(lossy ? OnLoss.REPORT : OnLoss.REFUSE_PLAYED);
      WriteReport report = LevelWriter.write(level, format, assets, out, options);
      say("%s written with %d files", out, report.files().size());
      report.losses().forEach(loss -> say("left out: %s", loss));
      return Map.of(
          "out",
          out.toString(),
          "files",
          report.files(),
          "losses",
          report.losses().stream().map(WriteLoss::toString).toList(),
          "warnings",
          level.warnings().size());
    } finally {
      if (cover.isPresent() && cover.get().startsWith(folder)) {
        Files.deleteIfExists(cover.get());
      }
      Files.delete(folder);
    }
  }
}
