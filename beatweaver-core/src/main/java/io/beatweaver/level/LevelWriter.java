package io.beatweaver.level;

import io.beatweaver.InputException;
import io.beatweaver.level.internal.LevelSave;
import io.beatweaver.level.internal.LevelTarget;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes levels that the game can load: V2 (info 2.1.0, difficulties 2.6.0), V3 (info 2.1.0,
 * difficulties 3.3.0) or V4 (info, audio data, difficulties and lights 4.0.0; difficulties 4.1.0
 * where the note jump speed changes), as a folder or, if the target's name ends in {@code .zip}, as
 * a zip with the files at its root.
 *
 * <pre>{@code
 * LevelAssets assets = new LevelAssets(Path.of("song.ogg"), 5_292_000, 44_100, null);
 * LevelWriter.write(level, LevelFormat.V2, assets, Path.of("my-level"));
 * }</pre>
 *
 * <p>The times of objects are those of each beatmap's {@link Beatmap#tempo()}; the info's {@link
 * LevelInfo#songTimeOffset()} is not consulted. V2 and V3 get tempo changes a file and the song
 * offset of beat 0, V4 gets tempo regions from beat 0 on: their ends are whole samples, a tempo
 * change keeps its beat and moves by half a sample at most, and one tempo throughout is kept
 * exactly. After the last region the game goes on at the info's tempo, which is why that region
 * reaches to the song's end and past the last object.
 *
 * <p>Basic lights are written in every format; V4's beatmaps of the same lights share a file. What
 * was carried as JSON is written back, byte for byte, in the format it came from; in another one it
 * is left out and counted. An info without custom data of its own names this library there.
 *
 * <p>The song is copied under the info's {@link LevelInfo#songFile()}, the cover under {@link
 * LevelInfo#coverFile()}, without folders and with an underline for each character that Windows
 * can't have in names, cut to 76 characters, and with a number if another file has the name; blank
 * names become {@code song} and {@code cover} with the suffix of the file given.
 *
 * <p>Everything is written beside the target first and moved there when it is complete; a write
 * that fails leaves the target as it was. Replacing a level keeps the old one until the new one is
 * complete, and then removes all of the old folder; a folder without an info file is never
 * replaced. A process killed in the middle may leave a sibling whose name begins with a dot: {@code
 * .new} is half a level, {@code .old} is the old one, whole. Stateless and safe to call from any
 * thread.
 */
public final class LevelWriter {
  private LevelWriter() {}

  /**
   * Refuses a target that {@link #write} would refuse, for whoever has much to do before it writes.
   *
   * @param target a folder or a zip
   * @param replace whether a level that is there may be replaced
   * @throws InputException if the target is taken, or in a folder that isn't one or can't be
   *     written to
   * @throws IOException if the disk fails
   */
  public static void requireTarget(Path target, boolean replace) throws IOException {
    LevelTarget.of(target, replace).require();
  }

  /**
   * Writes a level that loses nothing to a new place.
   *
   * @param level at least one beatmap
   * @param format the format to write
   * @param assets song and cover
   * @param target a new or empty folder, or a new zip
   * @return what was written
   * @throws InputException if the format can't hold something, the target is taken, or there is no
   *     song
   * @throws IllegalArgumentException if the level has no beatmap
   * @throws IOException if the disk fails
   */
  public static WriteReport write(Level level, LevelFormat format, LevelAssets assets, Path target)
      throws IOException {
    return write(level, format, assets, target, WriteOptions.STRICT);
  }

  /**
   * Writes a level.
   *
   * @param level at least one beatmap
   * @param format the format to write
   * @param assets song and cover
   * @param target a folder or a zip
   * @param options what to do about losses and an existing target
   * @return what was written and what the format could not hold
   * @throws InputException if the format can't hold something and {@code options} don't allow for
   *     it, the target is taken, or there is no song
   * @throws IllegalArgumentException if the level has no beatmap
   * @throws IOException if the disk fails
   */
  public static WriteReport write(
      Level level, LevelFormat format, LevelAssets assets, Path target, WriteOptions options)
      throws IOException {
    return new LevelSave(level, format, assets).write(target, options);
  }
}
