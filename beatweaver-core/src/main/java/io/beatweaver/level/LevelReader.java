package io.beatweaver.level;

import io.beatweaver.InputException;
import io.beatweaver.level.internal.LevelFiles;
import io.beatweaver.level.internal.LevelLoad;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads levels of every format: info 2.0, 2.1 and 4.0; difficulties 1 to 2.6, 3 and 4; in any
 * mixture, from a folder or a zip, gzip or plain.
 *
 * <pre>{@code
 * Level level = LevelReader.read(Path.of("1a2b3 (Song - Mapper)"));
 * Beatmap map = level.beatmap(Characteristic.STANDARD, Difficulty.EXPERT).orElseThrow();
 * double seconds = map.tempo().secondsAt(map.notes().get(0).beat());
 * level.warnings().forEach(System.err::println);
 * }</pre>
 *
 * <p>What can't be used costs only itself: a broken row is left out, a broken difficulty is left
 * out, and {@link Level#warnings()} says which and why (the first 50 of a file one by one, the
 * others as a number). What is left out of a row reads as 0, as in the game. Files are found in any
 * case; names that lead out of the level are refused.
 *
 * <p>Not read, because a {@link Beatmap} does not hold them: lane rotation and changes of the note
 * jump speed, whose number is a warning of the file; and, without a word, lights, waypoints and
 * custom data.
 *
 * <p>Bounds: 128 MiB a file as stored and 256 MiB unpacked, 4 MiB of info file, a million objects a
 * file and four a level, beats within a million, JSON nested 200 deep, 10,000 files a zip.
 * Stateless and safe to call from any thread.
 */
public final class LevelReader {
  private LevelReader() {}

  /**
   * Reads a level.
   *
   * @param folderOrZip the folder that holds the info file, or a zip of it
   * @return the level, with its community hash and at least one beatmap
   * @throws InputException if there is no level, its info file is malformed or no difficulty can be
   *     read
   * @throws IOException if the disk fails
   */
  public static Level read(Path folderOrZip) throws IOException {
    try (LevelFiles files = LevelFiles.open(folderOrZip)) {
      return LevelLoad.read(files, Optional.of(folderOrZip));
    }
  }
}
