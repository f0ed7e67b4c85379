package io.beatweaver.examples;

import io.beatweaver.InputException;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.corpus.TrainingCorpus;
import io.beatweaver.corpus.TrainingSelection;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.ComputeDevice;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.Split;
import io.beatweaver.model.Trainer;
import io.beatweaver.model.TrainingBudget;
import io.beatweaver.model.TrainingConfig;
import io.beatweaver.model.TrainingConfig.Preset;
import io.beatweaver.model.TrainingControl;
import io.beatweaver.model.TrainingOptions;
import io.beatweaver.model.TrainingOptionsBuilder;
import io.beatweaver.model.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
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
  private static final int LONGEST_MINUTES = 525_600;

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
      description = {
        "The run's folder. The latest checkpoint is in RUN/" + Trainer.LAST + ", the one whose",
        "generated onsets fit held-out songs best in RUN/" + Trainer.BEST + ", figures in",
        "RUN/"
            + Trainer.METRICS
            + ", for TensorBoard in RUN/"
            + Trainer.EVENTS
            + ", as a picture in",
        "RUN/" + Trainer.CURVES + ", the options themselves in RUN/" + Trainer.CONFIG + "."
      })
  Path out;

  @Option(
      names = "--config",
      paramLabel = "small|medium|large|FILE",
      description = {
        "A size with its options, or a JSON file such as",
        "{\"preset\": \"small\", \"model\": {\"encoder\": \"PLAIN\"},",
        " \"training\": {\"epochs\": 20, \"schedule\": \"cosine\", \"accumulation\": 4}};",
        "what it doesn't say is as the preset has it, and an unknown field is refused.",
        "To compare: model.audioPath OWN_ROW (default), ROTARY_ATTENTION or PLAIN_ATTENTION",
        "says how the decoder hears, model.hazard true or false whether onsets steer it.",
        "A run's " + Trainer.CONFIG + " shows all fields. Default: small, or with --resume",
        "what the run was begun with."
      })
  String config;

  @ArgGroup Budget budget;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of all randomness. Default: the config's, 0 where it says none.")
  Long seed;

  @Option(
      names = "--masks",
      paramLabel = "N",
      description = "Bands and stretches of time to silence in each window. Default: the config's.")
  Integer masks;

  @Option(
      names = "--device",
      description = "cpu, or gpu where PyTorch finds CUDA. Default: the config's, cpu.")
  ComputeDevice device;

  @Option(
      names = "--resume",
      description = "Go on from the run's last checkpoint, with its size and seed.")
  boolean resume;

  /** A step, a validation with it and a save. */
  private static final int PATIENCE_SECONDS = 300;

  @Override
  Map<String, ?> run() throws IOException {
    TrainingConfig config = configuration();
    TrainingOptions options = options(config);
    Path checkpoint = out.resolve(Trainer.LAST);
    if (resume && this.config != null) {
      requireShape(checkpoint, config.model());
    }
    if (!resume && (Files.exists(checkpoint) || Files.exists(AtomicFiles.aside(checkpoint)))) {
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
    TrainingControl control = new TrainingControl();
    Checkpoint trained;
    GoodOrder order = new GoodOrder(control::stop, PATIENCE_SECONDS);
    try {
      trained =
          resume
              ? Trainer.resume(data, options, features, out, line, control)
              : Trainer.train(data, config.model(), options, features, out, line, control);
      if (control.isStopped()) {
        // A process that was told to end does so as soon as the order is closed.
        say("stopped and saved; --resume goes on");
      }
    } finally {
      order.close();
    }
    line.summary().text().lines().forEach(text -> say("%s", text));
    say("model: %s", checkpoint);
    Path best = out.resolve(Trainer.BEST);
    if (Files.isDirectory(best)) {
      say("best:  %s", best);
    }
    say("curves: %s", out.resolve(Trainer.CURVES));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("checkpoint", checkpoint.toString());
    json.put("leftOutNotes", leftOut);
    json.put("parameters", trained.parameterCount());
    json.put("step", trained.state().step());
    json.put("epoch", trained.state().epoch());
    json.put("metrics", trained.state().metrics());
    json.put("end", line.summary().end().name().toLowerCase(Locale.ROOT));
    if (Files.isDirectory(best)) {
      json.put("best", best.toString());
      json.put("bestStep", line.summary().bestStep());
    }
    return json;
  }

  private TrainingConfig configuration() throws IOException {
    if (config == null) {
      Path begunWith = out.resolve(Trainer.CONFIG);
      return resume && Files.exists(begunWith)
          ? TrainingConfig.read(begunWith)
          : preset(Preset.SMALL);
    }
    for (Preset preset : Preset.values()) {
      if (preset.name().equalsIgnoreCase(config)) {
        return preset(preset);
      }
    }
    return TrainingConfig.read(Path.of(config));
  }

  private static TrainingConfig preset(Preset preset) {
    return TrainingConfig.of(preset, new TrainingBudget.Epochs(TrainingConfig.DEFAULT_EPOCHS));
  }

  /** What is said on the command line goes before the configuration. */
  private TrainingOptions options(TrainingConfig config) {
    TrainingOptionsBuilder options = config.options().toBuilder();
    if (budget != null) {
      options.budget(budget.of());
    }
    if (seed != null) {
      options.seed(seed);
    }
    if (masks != null) {
      options.featureMasks(masks);
    }
    if (device != null) {
      options.device(device);
    }
    return options.build();
  }

  private static void requireShape(Path checkpoint, ModelConfig wanted) throws IOException {
    ModelConfig there = Checkpoint.load(checkpoint).config();
    if (!there.equals(wanted)) {
      throw new InputException(
          checkpoint, "is a model of another shape than --config says: " + there);
    }
  }
}
