package io.beatweaver.examples;

import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.AudioInfo;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelAssets;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelReader;
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
      description = "Leave out, and say, what the format can't hold instead of refusing it.")
  boolean lossy;

  @Override
  Map<String, ?> run() throws IOException {
    Level level = LevelReader.read(source);
    for (ReadWarning warning : level.warnings()) {
      say("warning: %s", warning);
    }
    try (SongOf song = new SongOf(level)) {
      AudioInfo info = AudioDecoder.probe(song.file());
      WriteOptions options = WriteOptions.STRICT.withOnLoss(lossy ? OnLoss.REPORT : OnLoss.REFUSE);
      Path cover = cover(level);
      if (cover == null && !level.info().coverFile().isBlank()) {
        say("left out: cover %s, which is not beside the level", level.info().coverFile());
      }
      LevelAssets assets = new LevelAssets(song.file(), info.frames(), info.sampleRate(), cover);
      WriteReport report = LevelWriter.write(level, format, assets, out, options);
      say("note: lights and custom data are not carried over");
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
    }
  }

  /** The cover of a level in a folder; null where there is none to copy. */
  private static Path cover(Level level) {
    String name = level.info().coverFile();
    if (name.isBlank() || level.location().isEmpty()) {
      return null;
    }
    Path folder = level.location().get().toAbsolutePath().normalize();
    Path cover = folder.resolve(name).normalize();
    return cover.startsWith(folder) && Files.isRegularFile(cover) ? cover : null;
  }
}
