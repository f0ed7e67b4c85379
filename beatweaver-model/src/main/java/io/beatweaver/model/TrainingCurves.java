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
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The curves of a training, drawn from its {@value Trainer#METRICS}: losses on a logarithmic axis,
 * what is right of what was held out, the learning rate, speed and memory, over the steps. Where
 * the system has no fonts the picture has no words. Immutable and safe to call from any thread.
 */
public final class TrainingCurves {
  /** Width of the picture in pixels. */
  public static final int WIDTH = 900;

  /** Height of the picture in pixels. */
  public static final int HEIGHT = 1200;

  private static final List<Panel> PANELS =
      List.of(
          new Panel(
              true,
              "train/loss",
              "train/onsetLoss",
              "validation/timing",
              "validation/notes",
              "validation/wrongTiming"),
          new Panel(
              false,
              "validation/onsetF1",
              "validation/structureAccuracy",
              "validation/positionAccuracy",
              "validation/noteAccuracy"),
          new Panel(false, "train/learningRate"),
          new Panel(false, "train/windowsPerSecond"),
          new Panel(false, "process/residentMiB", "process/heapMiB"));

  private final Map<String, CurvePanel.Series> series;

  private record Panel(boolean logarithmic, String... names) {}

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
    for (Panel panel : PANELS) {
      for (String name : panel.names) {
        series.put(name, new CurvePanel.Series(name));
      }
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
      double lastStep =
          series.values().stream().mapToDouble(CurvePanel.Series::lastStep).max().orElse(0);
      for (int i = 0; i < PANELS.size(); i++) {
        Panel panel = PANELS.get(i);
        List<CurvePanel.Series> curves = Stream.of(panel.names).map(series::get).toList();
        new CurvePanel(curves, lastStep, panel.logarithmic).draw(g, 0, i * height, WIDTH, height);
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
