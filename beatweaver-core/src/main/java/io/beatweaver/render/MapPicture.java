package io.beatweaver.render;

import io.beatweaver.file.AtomicFiles;
import io.beatweaver.level.Beatmap;
import io.beatweaver.render.internal.MapPainter;
import io.beatweaver.render.internal.Png;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A beatmap as a picture: time runs to the right in staves of a few bars, like a score. A stave has
 * a band for each of the four columns, left column on top, and in it a line for each row, top row
 * on top. Notes are arrows the way they are cut, dots are round, red is left and blue is right.
 * Beneath each stave is the song's onset envelope with a line for every note; above them all is how
 * hard the whole song is: notes a second over time, before the band that people map in.
 *
 * <pre>{@code
 * MapPicture.of(map, features.onsets(), "My song").writePng(Path.of("my-song.png"));
 * }</pre>
 *
 * <p>Immutable and safe to call from any thread. Needs no display; programs that may run where a
 * display is named but not to be had set {@code java.awt.headless}. Where the system has no fonts
 * the picture has no words.
 */
public final class MapPicture {
  /** The most bars that are drawn; the picture says how many more there are. */
  public static final int MAX_BARS = 432;

  private final Beatmap map;
  private final float[] onsetPerStep;
  private final String title;

  private MapPicture(Beatmap map, float[] onsetPerStep, String title) {
    this.map = map;
    this.onsetPerStep = onsetPerStep;
    this.title = title;
  }

  /**
   * A picture, not yet drawn.
   *
   * @param map what to draw
   * @param onsetPerStep the song's onset envelope, one value a 1/16 beat from beat 0, on any scale;
   *     null for none. Copied.
   * @param title a line above the picture, may be empty
   * @return the picture
   */
  public static MapPicture of(Beatmap map, float[] onsetPerStep, String title) {
    return new MapPicture(
        Objects.requireNonNull(map),
        onsetPerStep == null ? new float[0] : onsetPerStep.clone(),
        Objects.requireNonNull(title));
  }

  /**
   * Draws the picture.
   *
   * @return a new image
   */
  public BufferedImage image() {
    return new MapPainter(map, onsetPerStep, title).paint();
  }

  /**
   * Draws the picture into a PNG file, which is replaced in one step if it is there.
   *
   * @param file where to
   * @throws IOException if the disk fails
   */
  public void writePng(Path file) throws IOException {
    AtomicFiles.write(file, ByteBuffer.wrap(Png.bytes(image())));
  }
}
