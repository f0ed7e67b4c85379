package io.beatweaver.model.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.model.TrainingCurves;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFileTest {
  @TempDir Path folder;

  @Test
  void aLineIsAJsonObject() throws Exception {
    Path file = folder.resolve("metrics.jsonl");
    try (MetricsFile metrics = MetricsFile.open(file, 0)) {
      metrics.add(10, Map.of("train/loss", 0.5));
      metrics.add(20, Map.of());
    }
    assertEquals(
        List.of("{\"step\":10,\"train/loss\":0.5}", "{\"step\":20}"), Files.readAllLines(file));
  }

  @Test
  void goingOnDropsWhatIsMadeOnceMoreAndWhatAKillCutOff() throws Exception {
    Path file = folder.resolve("metrics.jsonl");
    Files.writeString(
        file, "{\"step\":10,\"a\":1.5,\"b\":\"x\"}\nnonsense\n[1]\n{\"step\":20}\n{\"step\":30}\n");
    byte[] cut = "{\"step\":40,\"\u00e4".getBytes(StandardCharsets.UTF_8);
    Files.write(file, Arrays.copyOf(cut, cut.length - 1), StandardOpenOption.APPEND);
    try (MetricsFile metrics = MetricsFile.open(file, 20)) {
      metrics.add(30, Map.of("a", 2.0));
    }
    assertEquals(
        List.of("{\"step\":10,\"a\":1.5,\"b\":\"x\"}", "{\"step\":20}", "{\"step\":30,\"a\":2.0}"),
        Files.readAllLines(file));
    List<Map<String, Double>> read = new ArrayList<>();
    MetricsFile.readNumbers(file, read::add);
    assertEquals(
        List.of(
            Map.of("step", 10.0, "a", 1.5), Map.of("step", 20.0), Map.of("step", 30.0, "a", 2.0)),
        read);
  }

  @Test
  void aNewTrainingBeginsWithNothing() throws Exception {
    Path file = folder.resolve("metrics.jsonl");
    Files.writeString(file, "{\"step\":10}\n");
    MetricsFile.open(file, 0).close();
    assertEquals(0, Files.size(file));
  }

  @Test
  void aCurveThatFallsExponentiallyFallsStraightInThePicture() throws Exception {
    Path file = folder.resolve("metrics.jsonl");
    try (MetricsFile metrics = MetricsFile.open(file, 0)) {
      // More points than are kept, so that some are left out.
      for (int i = 0; i <= 40_000; i++) {
        metrics.add(i, Map.of("train/loss", Math.exp(5 - i / 10_000.0)));
      }
    }
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(TrainingCurves.read(file).png()));
    assertEquals(TrainingCurves.WIDTH, picture.getWidth());
    int left = CurvePanel.LEFT + 5;
    int right = TrainingCurves.WIDTH - CurvePanel.RIGHT - 5;
    int bottom = TrainingCurves.HEIGHT / 5 - CurvePanel.BOTTOM;
    int middle = (CurvePanel.TOP + bottom) / 2;
    assertEquals(CurvePanel.TOP, row(picture, left), 8);
    assertEquals(middle, row(picture, (left + right) / 2), 4);
    assertEquals(bottom, row(picture, right), 8);
  }

  @Test
  void aTrainingWithoutFiguresHasAnEmptyPicture() throws Exception {
    Path file = Files.createFile(folder.resolve("metrics.jsonl"));
    assertTrue(TrainingCurves.read(file).png().length > 0);
  }

  /** Mean row of the first series' pixels in a column of the first panel. */
  private static double row(BufferedImage picture, int x) {
    Color wanted = CurvePanel.color(0);
    double sum = 0;
    int count = 0;
    for (int y = 0; y < TrainingCurves.HEIGHT / 5; y++) {
      Color color = new Color(picture.getRGB(x, y));
      if (Math.abs(color.getRed() - wanted.getRed()) < 60
          && Math.abs(color.getBlue() - wanted.getBlue()) < 60) {
        sum += y;
        count++;
      }
    }
    assertTrue(count > 0, "nothing drawn at column " + x);
    return sum / count;
  }
}
