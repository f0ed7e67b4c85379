package io.beatweaver.render;

import io.beatweaver.file.AtomicFiles;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.render.internal.Png;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A cover of the song's own spectrogram: once around the picture is the song, from the top and
 * clockwise; low bands are inside, high ones outside, and what is loud shines. Square, as the game
 * and the upload sites want it.
 *
 * <p>Immutable and safe to call from any thread. Needs no display and no fonts.
 */
public final class CoverPicture {
  /** Width and height in pixels. */
  public static final int SIZE = 512;

  private static final double HOLE = 0.16;
  private static final double EDGE = 0.48;
  private static final int SPOKES = 360;
  private static final float HUE_LOW = 0.92f;
  private static final float HUE_SPAN = -0.42f;
  private static final int GROUND = 0x0d1017;

  private final SongFeatures features;

  /**
   * A cover, not yet drawn.
   *
   * @param features the song; of none the cover is dark
   */
  public CoverPicture(SongFeatures features) {
    this.features = Objects.requireNonNull(features, "features");
  }

  /**
   * Draws the cover.
   *
   * @return a new image
   */
  public BufferedImage image() {
    float[][] spokes = spokes();
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        image.setRGB(x, y, pixel(spokes, (x + 0.5) / SIZE - 0.5, (y + 0.5) / SIZE - 0.5));
      }
    }
    return image;
  }

  private static int pixel(float[][] spokes, double x, double y) {
    double band = (Math.hypot(x, y) - HOLE) / (EDGE - HOLE) * SongFeatures.MEL_BANDS;
    if (band < 0 || band >= SongFeatures.MEL_BANDS) {
      return GROUND;
    }
    double turn = Math.atan2(x, -y) / (2 * Math.PI);
    int spoke = (int) ((turn < 0 ? turn + 1 : turn) * SPOKES) % SPOKES;
    float level = spokes[spoke][(int) band];
    float hue = HUE_LOW + HUE_SPAN * (float) band / SongFeatures.MEL_BANDS;
    float bright = level * level;
    int colour = Color.HSBtoRGB(hue, 1 - 0.55f * bright, 0.07f + 0.93f * bright);
    return colour & 0xffffff;
  }

  /** The mean of every band over each stretch of the song, 0 (silence) to 1 (full scale). */
  private float[][] spokes() {
    float[][] spokes = new float[SPOKES][SongFeatures.MEL_BANDS];
    int rows = features.rows();
    for (int spoke = 0; spoke < SPOKES && rows > 0; spoke++) {
      int from = (int) ((long) rows * spoke / SPOKES);
      int to = Math.max(from + 1, (int) ((long) rows * (spoke + 1) / SPOKES));
      for (int band = 0; band < SongFeatures.MEL_BANDS; band++) {
        double sum = 0;
        for (int row = from; row < to; row++) {
          sum += features.get(row, band) - SongFeatures.SILENCE;
        }
        double level = sum / (to - from) / (1 - SongFeatures.SILENCE);
        spokes[spoke][band] = (float) Math.max(0, Math.min(1, level));
      }
    }
    return spokes;
  }

  /**
   * Draws the cover into a PNG file, which is replaced in one step if it is there.
   *
   * @param file where to
   * @throws IOException if the disk fails
   */
  public void writePng(Path file) throws IOException {
    AtomicFiles.write(file, ByteBuffer.wrap(Png.bytes(image())));
  }
}
