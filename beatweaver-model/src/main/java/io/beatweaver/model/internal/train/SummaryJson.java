package io.beatweaver.model.internal.train;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.model.TrainingSummary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;

/** A training's summary as JSON. */
final class SummaryJson {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private SummaryJson() {}

  static void write(Path file, TrainingSummary summary) throws IOException {
    ObjectNode json =
        JSON.createObjectNode()
            .put("end", summary.end().name().toLowerCase(Locale.ROOT))
            .put("parameters", summary.parameters())
            .put("steps", summary.steps())
            .put("epoch", summary.epoch())
            .put("seconds", summary.seconds())
            .put("skippedSteps", summary.skippedSteps())
            .put("truncatedWindows", summary.truncatedWindows());
    if (summary.bestStep() >= 0) {
      json.put("bestStep", summary.bestStep());
    }
    summary
        .validation()
        .ifPresent(
            validation -> {
              ObjectNode figures = json.putObject("validation");
              Journal.figures(validation)
                  .forEach(
                      (name, value) -> {
                        if (Double.isFinite(value)) {
                          figures.put(name.substring(name.indexOf('/') + 1), value);
                        }
                      });
            });
    AtomicFiles.write(file, ByteBuffer.wrap(JSON.writeValueAsBytes(json)));
  }
}
