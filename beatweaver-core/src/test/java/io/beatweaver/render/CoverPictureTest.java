package io.beatweaver.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.grid.SongFeatures;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverPictureTest {
  @TempDir Path folder;

  /** Loud low bands in the first quarter of the song, loud high ones in the third, else silence. */
  private static SongFeatures song() {
    int rows = 1600;
    float[] values = new float[rows * SongFeatures.COLUMNS];
    Arrays.fill(values, SongFeatures.SILENCE);
    for (int row = 0; row < rows; row++) {
      int quarter = 4 * row / rows;
      for (int band = 0; band < SongFeatures.MEL_BANDS; band++) {
        boolean loud = quarter == 0 && band < 40 || quarter == 2 && band >= 40;
        if (loud) {
          values[row * SongFeatures.COLUMNS + band] = 1;
        }
      }
    }
    return SongFeatures.wrap(values);
  }

  private static float brightness(BufferedImage image, double dx, double dy) {
    int half = CoverPicture.SIZE / 2;
    Color colour = new Color(image.getRGB((int) (half + dx * half), (int) (half + dy * half)));
    return Math.max(colour.getRed(), Math.max(colour.getGreen(), colour.getBlue())) / 255f;
  }

  @Test
  void theSongGoesOnceAroundFromTheTop() {
    BufferedImage image = new CoverPicture(song()).image();
    // First quarter is the upper right: low bands inside.
    assertTrue(brightness(image, 0.3, -0.3) > 0.9);
    assertTrue(brightness(image, 0.6, -0.6) < 0.2);
    // Second quarter, lower right, is silent.
    assertTrue(brightness(image, 0.3, 0.3) < 0.2);
    // Third quarter, lower left: high bands outside.
    assertTrue(brightness(image, -0.6, 0.6) > 0.9);
    assertTrue(brightness(image, -0.3, 0.3) < 0.2);
    assertTrue(brightness(image, -0.3, -0.3) < 0.2);
  }

  @Test
  void theFileIsASquareThatUploadSitesTake() throws IOException {
    Path file = folder.resolve("a/cover.png");
    new CoverPicture(song()).writePng(file);
    BufferedImage read = ImageIO.read(file.toFile());
    assertEquals(512, read.getWidth());
    assertEquals(512, read.getHeight());
  }

  @Test
  void ofNothingItIsDark() {
    BufferedImage image = new CoverPicture(SongFeatures.wrap(new float[0])).image();
    assertTrue(brightness(image, 0.5, 0) < 0.2);
  }
}
