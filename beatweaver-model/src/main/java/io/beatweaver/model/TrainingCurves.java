package io.beatweaver.model;

import io.beatweaver.model.internal.train.CurvePanel;
import io.beatweaver.model.internal.train.MetricsFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The curves of a training, drawn from its {@value Trainer#METRICS}: losses, what is right of what
 * was held out, and the learning rate, over the steps. Where the system has no fonts the picture
 * has no words. Immutable and safe to call from any thread.
 */
public final class TrainingCurves {
  /** Width of the picture in pixels. */
  public static final int WIDTH = 900;

  /** Height of the picture in pixels. */
  public static final int HEIGHT = 960;

  private static final List<List<String>> PANELS =
      List.of(
          List.of(
              "train/loss",
              "train/onsetLoss",
              "train/tokenLoss",
              "validation/loss",
              "validation/wrongTiming"),
          List.of(
              "validation/onsetF1",
              "validation/structureAccuracy",
              "validation/positionAccuracy",
              "validation/noteAccuracy"),
          List.of("train/learningRate"));

  private final Map<String, CurvePanel.Series> series;

  private TrainingCurves(Map<String, CurvePanel.Series> series) {
    this.series = series;
  }

  /**
   * Reads a training's figures. Of very many points every other one is left out, as often as it
   * takes.
   *
   * @param metrics the file; lines that a kill has cut off are left out
   * @return its curves
   * @throws IOException if it can't be read
   */
  public static TrainingCurves read(Path metrics) throws IOException {
    Map<String, CurvePanel.Series> series = new LinkedHashMap<>();
    for (List<String> panel : PANELS) {
      panel.forEach(name -> series.put(name, new CurvePanel.Series(name)));
    }
    MetricsFile.readNumbers(
        metrics,
        line ->
            series.forEach(
                (name, curve) -> {
                  if (line.containsKey(name)) {
                    curve.add(line.get(MetricsFile.STEP), line.get(name));
                  }
                }));
    return new TrainingCurves(series);
  }

  /**
   * Draws the picture.
   *
   * @return a new image of {@link #WIDTH} by {@link #HEIGHT}
   */
  public BufferedImage draw() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, WIDTH, HEIGHT);
      int height = HEIGHT / PANELS.size();
      for (int i = 0; i < PANELS.size(); i++) {
        CurvePanel panel = new CurvePanel(PANELS.get(i).stream().map(series::get).toList());
        panel.draw(g, 0, i * height, WIDTH, height);
      }
    } finally {
      g.dispose();
    }
    return image;
  }

  /**
   * Draws the picture as a PNG file.
   *
   * @return the file's bytes
   */
  public byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(draw());
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't be written", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
