package io.beatweaver.model.internal.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beatweaver.InputException;
import io.beatweaver.model.ComputeDevice;
import io.beatweaver.model.LearningRateSchedule;
import io.beatweaver.model.TrainingBudget;
import io.beatweaver.model.TrainingOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Training options as a JSON object: one field a component of the record, under its name. */
final class OptionsJson {
  private static final String EPOCHS = "epochs";
  private static final String STEPS = "steps";
  private static final String MINUTES = "minutes";

  /** The fields of which one says how long. */
  static final List<String> BUDGETS = List.of(EPOCHS, STEPS, MINUTES);

  private static final double NANOS_A_MINUTE = 60e9;
  private static final double MOST_MINUTES = 100_000_000; // two centuries

  private OptionsJson() {}

  static ObjectNode write(TrainingOptions options, ObjectMapper mapper) {
    ObjectNode node = mapper.createObjectNode();
    TrainingBudget budget = options.budget();
    if (budget instanceof TrainingBudget.Steps steps) {
      node.put(STEPS, steps.count());
    } else if (budget instanceof TrainingBudget.Epochs epochs) {
      node.put(EPOCHS, epochs.count());
    } else if (budget instanceof TrainingBudget.Time time) {
      node.put(MINUTES, time.duration().toNanos() / NANOS_A_MINUTE);
    }
    return node.put("device", name(options.device()))
        .put("batchSize", options.batchSize())
        .put("accumulation", options.accumulation())
        .put("learningRate", options.learningRate())
        .put("schedule", name(options.schedule()))
        .put("warmupSteps", options.warmupSteps())
        .put("weightDecay", options.weightDecay())
        .put("clipNorm", options.clipNorm())
        .put("labelSmoothing", options.labelSmoothing())
        .put("encoderFirst", options.encoderFirst())
        .put("mirrored", options.mirrored())
        .put("featureMasks", options.featureMasks())
        .put("validateEvery", options.validateEvery())
        .put("generatedSongs", options.generatedSongs())
        .put("patience", options.patience())
        .put("saveEvery", options.saveEvery())
        .put("keepEvery", options.keepEvery())
        .put("mostSkipped", options.mostSkipped())
        .put("seed", options.seed())
        .put("threads", options.threads());
  }

  static TrainingOptions read(ObjectNode node, String file, String section) throws InputException {
    String at = section + ".";
    try {
      return TrainingOptions.builder(budget(node, file, at))
          .device(choice(node, "device", ComputeDevice.class, file, at))
          .batchSize(integer(node, "batchSize", file, at))
          .accumulation(integer(node, "accumulation", file, at))
          .learningRate(number(node, "learningRate", file, at))
          .schedule(choice(node, "schedule", LearningRateSchedule.class, file, at))
          .warmupSteps(integer(node, "warmupSteps", file, at))
          .weightDecay(number(node, "weightDecay", file, at))
          .clipNorm(number(node, "clipNorm", file, at))
          .labelSmoothing(number(node, "labelSmoothing", file, at))
          .encoderFirst(number(node, "encoderFirst", file, at))
          .mirrored(number(node, "mirrored", file, at))
          .featureMasks(integer(node, "featureMasks", file, at))
          .validateEvery(integer(node, "validateEvery", file, at))
          .generatedSongs(integer(node, "generatedSongs", file, at))
          .patience(integer(node, "patience", file, at))
          .saveEvery(integer(node, "saveEvery", file, at))
          .keepEvery(integer(node, "keepEvery", file, at))
          .mostSkipped(integer(node, "mostSkipped", file, at))
          .seed(whole(node, "seed", file, at))
          .threads(integer(node, "threads", file, at))
          .build();
    } catch (IllegalArgumentException e) {
      throw new InputException(file, section, e.getMessage(), e);
    }
  }

  private static TrainingBudget budget(ObjectNode node, String file, String at)
      throws InputException {
    List<String> given = BUDGETS.stream().filter(node::has).toList();
    if (given.size() != 1) {
      throw new InputException(file, at + EPOCHS, "one of " + BUDGETS + " says how long");
    }
    return switch (given.get(0)) {
      case EPOCHS -> new TrainingBudget.Epochs(integer(node, EPOCHS, file, at));
      case STEPS -> new TrainingBudget.Steps(whole(node, STEPS, file, at));
      default -> {
        double minutes = number(node, MINUTES, file, at);
        if (!(minutes <= MOST_MINUTES)) {
          throw new InputException(file, at + MINUTES, "is out of range");
        }
        yield new TrainingBudget.Time(Duration.ofNanos(Math.round(minutes * NANOS_A_MINUTE)));
      }
    };
  }

  /** One of an enum's constants, in lower case. */
  static <E extends Enum<E>> E choice(
      JsonNode node, String key, Class<E> type, String file, String at) throws InputException {
    for (E constant : type.getEnumConstants()) {
      if (node.path(key).isTextual() && name(constant).equals(node.path(key).asText())) {
        return constant;
      }
    }
    List<String> names = Arrays.stream(type.getEnumConstants()).map(OptionsJson::name).toList();
    throw new InputException(file, at + key, node.path(key) + " is none of " + names);
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static int integer(JsonNode node, String key, String file, String at)
      throws InputException {
    JsonNode value = node.path(key);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new InputException(file, at + key, value + " is no whole number in range");
    }
    return value.asInt();
  }

  private static long whole(JsonNode node, String key, String file, String at)
      throws InputException {
    JsonNode value = node.path(key);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new InputException(file, at + key, value + " is no whole number in range");
    }
    return value.asLong();
  }

  private static double number(JsonNode node, String key, String file, String at)
      throws InputException {
    JsonNode value = node.path(key);
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      throw new InputException(file, at + key, value + " is no number");
    }
    return value.asDouble();
  }
}
