package io.beatweaver.level;

import io.beatweaver.InputException;
import io.beatweaver.level.internal.LevelFiles;
import io.beatweaver.level.internal.LevelLoad;
import io.beatweaver.level.internal.MemoryFiles;
import io.beatweaver.level.internal.MemoryZip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads levels of every format: info 1, 2.0, 2.1 and 4.0; difficulties 1 to 2.6, 3 and 4; in any
 * mixture, from a folder, a zip or memory, gzip or plain.
 *
 * <pre>{@code
 * Level level = LevelReader.read(Path.of("1a2b3 (Song - Mapper)"));
 * Beatmap map = level.beatmap(Characteristic.STANDARD, Difficulty.EXPERT).orElseThrow();
 * double seconds = map.tempo().secondsAt(map.notes().get(0).beat());
 * level.warnings().forEach(System.err::println);
 * }</pre>
 *
 * <p>What can't be used costs only itself: a broken row is left out, a broken difficulty is left
 * out, and {@link Level#warnings()} says which and why (the first ten of a kind in a file one by
 * one, the others as a number for each kind). What is left out of a row reads as 0, as in the game.
 * Files are found in any case; names that lead out of the level are refused.
 *
 * <p>Lights other than basic events and colour boosts, custom data and unknown keys are carried as
 * the JSON they are, see {@link Extras}; {@code FORMAT_COVERAGE.md} has the whole table.
 *
 * <p>Bounds: 128 MiB a file as stored and 256 MiB unpacked, 200 times its packed size (16 MiB are
 * free), 1 GiB of all files of a level (stored and unpacked together), 4 MiB of info file, a
 * million objects, events and pieces of carried JSON a file and four a level, beats within a
 * million, JSON nested 200 deep, texts of 4 MiB, 10,000 files a zip. Stateless and safe to call
 * from any thread.
 */
public final class LevelReader {
  private LevelReader() {}

  /**
   * Reads a level and keeps all of it.
   *
   * @param folderOrZip the folder that holds the info file, or a zip of it
   * @return the level, with its community hash and at least one beatmap
   * @throws InputException if there is no level, its info file is malformed or no difficulty can be
   *     read
   * @throws IOException if the disk fails
   */
  public static Level read(Path folderOrZip) throws IOException {
    return read(folderOrZip, ReadOptions.EVERYTHING);
  }

  /**
   * Reads a level.
   *
   * @param folderOrZip the folder that holds the info file, or a zip of it
   * @param options how much of it to keep
   * @return the level, with its community hash and at least one beatmap
   * @throws InputException if there is no level, its info file is malformed or no difficulty can be
   *     read
   * @throws IOException if the disk fails
   */
  public static Level read(Path folderOrZip, ReadOptions options) throws IOException {
    try (LevelFiles files = LevelFiles.open(folderOrZip)) {
      return LevelLoad.read(files, Optional.of(folderOrZip), options);
    }
  }

  /**
   * Reads a level whose files are in memory.
   *
   * @param name what to call the level in messages
   * @param files bytes by name, relative to the level; read, not kept
   * @param options how much of it to keep
   * @return the level, which has no location
   * @throws InputException as {@link #read(Path)}
   */
  public static Level read(String name, Map<String, byte[]> files, ReadOptions options)
      throws InputException {
    return inMemory(new MemoryFiles(name, files), options);
  }

  /**
   * Reads a level from a zip in memory. Of its files, songs and pictures are passed over.
   *
   * @param name what to call the level in messages
   * @param zip the zip's bytes
   * @param options how much of it to keep
   * @return the level, which has no location
   * @throws InputException as {@link #read(Path)}
   */
  public static Level readZip(String name, byte[] zip, ReadOptions options) throws InputException {
    return inMemory(MemoryZip.open(name, zip), options);
  }

  private static Level inMemory(LevelFiles files, ReadOptions options) throws InputException {
    try {
      return LevelLoad.read(files, Optional.empty(), options);
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      throw new InputException(files.name(), "", "can't be read: " + e.getMessage(), e);
    }
  }
}
