package io.beatweaver.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.model.TrainingConfig.Preset;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingConfigTest {
  private static final TrainingBudget TWENTY = new TrainingBudget.Epochs(20);

  /** No value is a default. */
  private static final TrainingOptions OTHER =
      new TrainingOptions(
          new TrainingBudget.Steps(77),
          ComputeDevice.GPU,
          3,
          5,
          0.125,
          LearningRateSchedule.COSINE,
          6,
          0.25,
          2.5,
          0.0625,
          0.375,
          0.75,
          2,
          11,
          12,
          13,
          14,
          15,
          16,
          -17,
          18);

  @TempDir Path folder;

  @Test
  void comesBackAsItWent() throws Exception {
    for (TrainingBudget budget :
        List.of(TWENTY, OTHER.budget(), new TrainingBudget.Time(Duration.ofMillis(90_500)))) {
      TrainingConfig config =
          new TrainingConfig(ModelConfig.large(), OTHER.toBuilder().budget(budget).build());
      Path file = folder.resolve("training.json");
      config.write(file);
      assertEquals(config, TrainingConfig.read(file));
    }
  }

  @Test
  void everyOptionOfTheExampleDiffersFromItsDefault() throws Exception {
    TrainingOptions defaults = TrainingOptions.defaults(TWENTY);
    for (RecordComponent option : TrainingOptions.class.getRecordComponents()) {
      assertTrue(
          !option.getAccessor().invoke(defaults).equals(option.getAccessor().invoke(OTHER)),
          option.getName());
    }
    assertEquals(OTHER, OTHER.toBuilder().build());
  }

  @Test
  void whatIsNotSaidIsAsThePresetHasIt() throws Exception {
    assertEquals(TrainingConfig.of(Preset.SMALL, TWENTY), read("{}"));
    assertEquals(TrainingConfig.of(Preset.MEDIUM, TWENTY), read("{'preset': 'medium'}"));
    TrainingConfig config =
        read(
            "{'preset': 'large', 'model': {'encoder': 'PLAIN', 'dropout': 0},"
                + " 'training': {'minutes': 1.5, 'learningRate': 1e-4, 'schedule': 'linear'}}");
    TrainingConfig large = TrainingConfig.of(Preset.LARGE, TWENTY);
    assertEquals(ModelConfig.EncoderKind.PLAIN, config.model().encoder());
    assertEquals(0, config.model().dropout());
    assertEquals(large.model().width(), config.model().width());
    assertEquals(
        large.options().toBuilder()
            .budget(new TrainingBudget.Time(Duration.ofSeconds(90)))
            .learningRate(1e-4)
            .schedule(LearningRateSchedule.LINEAR)
            .build(),
        config.options());
  }

  @Test
  void everyWayToHearIsReachedAndComesBack() throws Exception {
    for (ModelConfig.AudioPath path : ModelConfig.AudioPath.values()) {
      for (boolean hazard : new boolean[] {true, false}) {
        TrainingConfig config =
            read("{'model': {'audioPath': '" + path + "', 'hazard': " + hazard + "}}");
        assertEquals(ModelConfig.small().withHearing(path, hazard), config.model());
        Path file = folder.resolve("back.json");
        config.write(file);
        assertEquals(config, TrainingConfig.read(file));
      }
    }
    refused("audioPath", "{'model': {'audioPath': 'EAR'}}");
    refused("audioPath", "{'model': {'audioPath': null}}");
    refused("hazard", "{'model': {'hazard': 'yes'}}");
  }

  @Test
  void presetsAreThoseOfThePredecessor() {
    TrainingConfig medium = TrainingConfig.of(Preset.MEDIUM, TWENTY);
    assertEquals(8, medium.options().batchSize());
    assertEquals(4, medium.options().accumulation());
    assertEquals(3e-5, medium.options().learningRate());
    assertEquals(1000, medium.options().warmupSteps());
    assertEquals(0.2, medium.model().dropout());
    TrainingConfig large = TrainingConfig.of(Preset.LARGE, TWENTY);
    assertEquals(2, large.options().batchSize());
    assertEquals(8, large.options().accumulation());
    assertEquals(2e-5, large.options().learningRate());
    assertEquals(2000, large.options().warmupSteps());
    assertEquals(0.15, large.model().dropout());
  }

  @Test
  void whatIsUnknownOrWrongIsRefusedByName() {
    refused("preset", "{'preset': 'tiny'}");
    refused("preset", "{'preset': 3}");
    refused("modell", "{'modell': {}}");
    refused("model.widht", "{'model': {'widht': 64}}");
    refused("model.width", "{'model': {'width': '64'}}");
    refused("width", "{'model': {'width': 63}}");
    refused("model", "{'model': []}");
    refused("training.lr", "{'training': {'lr': 1}}");
    refused("training.seed", "{'training': {'seed': 1.5}}");
    refused("training.seed", "{'training': {'seed': 99999999999999999999}}");
    refused("training.batchSize", "{'training': {'batchSize': null}}");
    refused("training.learningRate", "{'training': {'learningRate': 1e999}}");
    refused("learningRate", "{'training': {'learningRate': -1}}");
    refused("training.device", "{'training': {'device': 'tpu'}}");
    refused("training.epochs", "{'training': {'epochs': 3, 'minutes': 1}}");
    refused("training.epochs", "{'training': {'epochs': 3000000000}}");
    refused("epochs", "{'training': {'epochs': 0}}");
    refused("training.minutes", "{'training': {'minutes': 1e300}}");
    refused("training.json", "[]");
    refused("training.json", "");
    refused("training.json", "{'training': {}} {}");
    refused("seed", "{'training': {'seed': 1, 'seed': 2}}");
    InputException missing =
        assertThrows(
            InputException.class, () -> TrainingConfig.read(folder.resolve("nowhere.json")));
    assertTrue(missing.getMessage().contains("nowhere.json"), missing.getMessage());
  }

  private void refused(String name, String json) {
    InputException e = assertThrows(InputException.class, () -> read(json), json);
    assertTrue(e.getMessage().contains(name), json + ": " + e.getMessage());
    assertTrue(e.getMessage().contains("training.json"), e.getMessage());
  }

  private TrainingConfig read(String json) throws Exception {
    Path file = Files.writeString(folder.resolve("training.json"), json.replace('\'', '"'));
    return TrainingConfig.read(file);
  }
}
