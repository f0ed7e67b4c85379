package io.beatweaver.examples;

import io.beatweaver.InputException;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.corpus.TrainingCorpus;
import io.beatweaver.corpus.TrainingSelection;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.Split;
import io.beatweaver.model.Trainer;
import io.beatweaver.model.TrainingBudget;
import io.beatweaver.model.TrainingOptions;
import io.beatweaver.model.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a model. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Train a model on a store; eight songs in ten are learned from.")
final class Train extends Job {
  private static final int DEFAULT_EPOCHS = 20;
  private static final int LONGEST_MINUTES = 525_600;

  /** The sizes that have a name. */
  enum Size {
    SMALL,
    MEDIUM,
    LARGE;

    ModelConfig config() {
      return switch (this) {
        case SMALL -> ModelConfig.small();
        case MEDIUM -> ModelConfig.medium();
        case LARGE -> ModelConfig.large();
      };
    }
  }

  /** How long: one of these. */
  static final class Budget {
    @Option(names = "--epochs", description = "Passes over the songs. Default: 20.")
    Integer epochs;

    @Option(names = "--minutes", description = "Minutes of training instead of epochs.")
    Double minutes;

    TrainingBudget of() {
      if (minutes != null) {
        if (!(minutes >= 0.001 && minutes <= LONGEST_MINUTES)) {
          throw new IllegalArgumentException("--minutes must be 0.001.." + LONGEST_MINUTES);
        }
        return new TrainingBudget.Time(Duration.ofMillis(Math.round(minutes * 60_000)));
      }
      return new TrainingBudget.Epochs(epochs);
    }
  }

  @Parameters(paramLabel = "STORE", description = "A store, as process makes it.")
  Path store;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "RUN",
      description = "The run's folder; the model ends up in RUN/" + Trainer.LAST + ".")
  Path out;

  @Option(names = "--config", description = "small, medium or large. Default: small.")
  Size size = Size.SMALL;

  @ArgGroup Budget budget;

  @Option(names = "--seed", paramLabel = "N", description = "Of all randomness. Default: 0.")
  long seed;

  @Option(
      names = "--masks",
      paramLabel = "N",
      description = "Bands and stretches of time to silence in each window. Default: 0.")
  int masks;

  @Option(
      names = "--resume",
      description = "Go on from the run's last checkpoint, with its size and seed.")
  boolean resume;

  @Override
  Map<String, ?> run() throws IOException {
    TrainingBudget length =
        budget == null ? new TrainingBudget.Epochs(DEFAULT_EPOCHS) : budget.of();
    TrainingOptions options =
        TrainingOptions.builder(length).seed(seed).featureMasks(masks).build();
    Path checkpoint = out.resolve(Trainer.LAST);
    if (!resume && Files.exists(checkpoint)) {
      throw new InputException(
          checkpoint, "is there already; go on with --resume or name another folder");
    }
    TrainingCorpus corpus = TrainingCorpus.load(store, TrainingSelection.DEFAULT, progress());
    TrainingSet data = corpus.set();
    say(
        "%d songs to learn from, %d to watch, %d kept for the end",
        data.songs(Split.TRAIN).size(),
        data.songs(Split.VALIDATION).size(),
        data.songs(Split.TEST).size());
    long leftOut = corpus.report().leftOutNotes();
    if (leftOut > 0) {
      say("%,d notes are left out: behind the song's end, or nothing that tokens hold", leftOut);
    }
    TrainingLine line = new TrainingLine(progress());
    String features = new FeatureExtractor().fingerprint();
    Checkpoint trained =
        resume
            ? Trainer.resume(data, options, features, out, line)
            : Trainer.train(data, size.config(), options, features, out, line);
    say(
        "%,d parameters, %d steps: %s",
        trained.parameterCount(), trained.state().step(), checkpoint);
    trained.state().metrics().forEach((name, value) -> say("  %s %.4f", name, value));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("checkpoint", checkpoint.toString());
    json.put("leftOutNotes", leftOut);
    json.put("parameters", trained.parameterCount());
    json.put("step", trained.state().step());
    json.put("epoch", trained.state().epoch());
    json.put("metrics", trained.state().metrics());
    return json;
  }
}
