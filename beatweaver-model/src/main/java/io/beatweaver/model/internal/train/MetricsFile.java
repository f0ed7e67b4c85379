package io.beatweaver.model.internal.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beatweaver.file.AtomicFiles;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A training's figures, one JSON object a line. Each line is one write, so that a kill cuts off the
 * last one at most.
 */
public final class MetricsFile implements AutoCloseable {
  /** The field that every line has. */
  public static final String STEP = "step";

  private static final Logger LOG = LoggerFactory.getLogger(MetricsFile.class);
  private static final JsonMapper JSON = new JsonMapper();

  private final OutputStream out;

  private MetricsFile(OutputStream out) {
    this.out = out;
  }

  /**
   * Opens a file to append to. Lines of steps after the given one, which are going to be made once
   * more, are dropped first, and so are lines that are no JSON.
   *
   * @param file the file; made if it's missing
   * @param step the step that the training begins with
   * @return the file, to be closed
   * @throws IOException if it can't be read or written
   */
  static MetricsFile open(Path file, long step) throws IOException {
    if (Files.exists(file)) {
      AtomicFiles.write(
          file,
          out -> {
            OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
            read(
                file,
                line -> {
                  if (line.path(STEP).asLong() <= step) {
                    write(buffered, line);
                  }
                });
            buffered.flush();
          });
    }
    return new MetricsFile(
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  /** Takes a line. */
  @FunctionalInterface
  interface LineSink {
    void take(ObjectNode line) throws IOException;
  }

  /**
   * Reads all lines; those that are no JSON object with a step, as a kill leaves them, are left out
   * and logged.
   *
   * @param file the file
   * @param lines receives each line
   * @throws IOException if it can't be read
   */
  static void read(Path file, LineSink lines) throws IOException {
    // Not Files.newBufferedReader, which throws at bytes that are no UTF-8.
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      long number = 0;
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        number++;
        ObjectNode line = parse(text);
        if (line == null) {
          LOG.warn("{}, line {}: cut off or damaged, left out", file, number);
        } else {
          lines.take(line);
        }
      }
    }
  }

  /**
   * Reads the figures of all lines.
   *
   * @param file the file
   * @param lines receives each line: field name to number
   * @throws IOException if it can't be read
   */
  public static void readNumbers(Path file, Consumer<Map<String, Double>> lines)
      throws IOException {
    read(
        file,
        line -> {
          Map<String, Double> numbers = new TreeMap<>();
          line.properties()
              .forEach(
                  field -> {
                    if (field.getValue().isNumber()) {
                      numbers.put(field.getKey(), field.getValue().asDouble());
                    }
                  });
          lines.accept(numbers);
        });
  }

  private static ObjectNode parse(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node instanceof ObjectNode line && line.path(STEP).canConvertToLong() ? line : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /**
   * Appends a line.
   *
   * @param step the step
   * @param figures name to value, finite
   * @throws IOException if it can't be written
   */
  void add(long step, Map<String, Double> figures) throws IOException {
    ObjectNode line = JSON.createObjectNode().put(STEP, step);
    figures.forEach(line::put);
    write(out, line);
  }

  private static void write(OutputStream out, ObjectNode line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
