package io.beatweaver.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.model.internal.CheckpointFolder;
import io.beatweaver.model.internal.CheckpointSource;
import io.beatweaver.model.internal.ParameterLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final ModelConfig CONFIG =
      new ModelConfig(ModelConfig.EncoderKind.CONFORMER, 1, 1, 8, 2, 12, 4, 4, 1, 1, 64, 0.1);

  @TempDir Path folder;

  @Test
  void comesBackAsItWent() throws Exception {
    Checkpoint checkpoint = checkpoint(1);
    Path target = folder.resolve("last");
    checkpoint.save(target);
    Checkpoint back = Checkpoint.load(target);
    assertEquals(checkpoint.config(), back.config());
    assertEquals(checkpoint.state(), back.state());
    assertEquals("abc", back.featureFingerprint());
    assertSameWeights(checkpoint, back);
  }

  @Test
  void oneOfBeforeThereWasAChoiceHearsAsItDid() throws Exception {
    Path target = folder.resolve("last");
    checkpoint(1).save(target);
    Path config = target.resolve("config.json");
    String json = Files.readString(config);
    String older = json.replaceAll(",\\s*\"audioPath\"[^,}]*,\\s*\"hazard\"[^,}]*", "\n");
    assertFalse(json.equals(older) || older.contains("audioPath") || older.contains("hazard"));
    Files.writeString(config, older);
    assertEquals(CONFIG, Checkpoint.load(target).config());
    assertEquals(ModelConfig.AudioPath.OWN_ROW, CONFIG.audioPath());
    assertTrue(CONFIG.hazard());
    for (String wrong : new String[] {"\"hazard\" : 1", "\"hazard\" : \"no\""}) {
      Files.writeString(config, json.replaceAll("\"hazard\" : true", wrong));
      assertThrows(InputException.class, () -> Checkpoint.load(target), wrong);
    }
  }

  @Test
  void replacesAnOlderOneAndLeavesNothingBeside() throws Exception {
    Path target = folder.resolve("last");
    checkpoint(1).save(target);
    checkpoint(2).save(target);
    assertSameWeights(checkpoint(2), Checkpoint.load(target));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void replacesNothingThatIsNoCheckpoint() throws Exception {
    Path mine = Files.createDirectory(folder.resolve("mine"));
    checkpoint(1).save(mine); // an empty folder is nobody's
    Path music = Files.createDirectory(folder.resolve("music"));
    Path song = Files.writeString(music.resolve("song.txt"), "la");
    assertThrows(InputException.class, () -> checkpoint(1).save(music));
    assertThrows(InputException.class, () -> checkpoint(1).save(song));
    assertEquals("la", Files.readString(song));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void isReadFromAsideWhenTheReplacementWasCutOff() throws Exception {
    checkpoint(1).save(folder.resolve("last"));
    Files.move(folder.resolve("last"), AtomicFiles.aside(folder.resolve("last")));
    assertSameWeights(checkpoint(1), Checkpoint.load(folder.resolve("last")));
    checkpoint(2).save(folder.resolve("last"));
    assertSameWeights(checkpoint(2), Checkpoint.load(folder.resolve("last")));
  }

  @Test
  void keepsTheOptimizersMomentsBeside() throws Exception {
    Checkpoint checkpoint = checkpoint(1);
    Map<String, float[]> moments = new LinkedHashMap<>();
    checkpoint.weights().forEach((name, w) -> moments.put("m." + name, w.clone()));
    checkpoint.weights().forEach((name, w) -> moments.put("v." + name, new float[w.length]));
    Path target = folder.resolve("last");
    CheckpointFolder.write(target, checkpoint, moments);
    Map<String, float[]> back = CheckpointFolder.readOptimizer(CheckpointSource.of(target), CONFIG);
    assertEquals(moments.size(), back.size());
    moments.forEach((name, values) -> assertArrayEquals(values, back.get(name), name));
  }

  @Test
  void aMissingOneIsNamed() {
    InputException e =
        assertThrows(InputException.class, () -> Checkpoint.load(folder.resolve("none")));
    assertTrue(e.getMessage().contains("none"), e.getMessage());
    assertThrows(
        InputException.class,
        () -> Checkpoint.fromResources(CheckpointTest.class.getClassLoader(), "no/such/"));
  }

  @Test
  void damageIsRefused() throws Exception {
    Path target = folder.resolve("last");
    String config = "config.json";
    assertRefused(target, config, "\"vocabularySize\" : 291", "\"vocabularySize\" : 290");
    assertRefused(target, config, "\"formatVersion\" : 1", "\"formatVersion\" : 2");
    assertRefused(target, config, "\"width\" : 8", "\"width\" : 16");
    assertRefused(target, config, "\"width\" : 8", "\"width\" : 7");
    assertRefused(target, config, "\"heads\" : 2", "\"heads\" : \"x\"");
    assertRefused(target, config, "CONFORMER", "PLAIN");
    assertRefused(target, config, "CONFORMER", "BARE");
    assertRefused(target, config, "OWN_ROW", "PLAIN_ATTENTION");
    assertRefused(target, config, "OWN_ROW", "own_row");
    assertRefused(target, config, "\"hazard\" : true", "\"hazard\" : false");
    assertRefused(target, "state.json", "\"step\" : 7", "\"step\" : -7");
    assertRefused(target, "state.json", "\"seed\"", "\"sead\"");
    assertRefused(target, "state.json", "\"metrics\"", "\"metrix\"");
    assertRefused(target, "state.json", "{", "");
    assertRefused(target, "state.json", ": 1.5", ": 1e999");
    assertRefused(target, "state.json", ": 1.5", ": \"x\"");
    assertRefused(target, "model.safetensors", "onset.bias", "onset.dias");
    checkpoint(1).save(target);
    Path model = target.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(model);
    Files.write(model, Arrays.copyOf(bytes, bytes.length - 4));
    assertThrows(InputException.class, () -> Checkpoint.load(target));
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() throws Exception {
    Checkpoint checkpoint = checkpoint(1);
    checkpoint.weights().get("onset.bias")[0] = Float.NaN;
    checkpoint.save(folder.resolve("last"));
    InputException e =
        assertThrows(InputException.class, () -> Checkpoint.load(folder.resolve("last")));
    assertEquals("onset.bias", e.place());
  }

  @Test
  void wrongParametersAreRefused() {
    Map<String, float[]> weights = new HashMap<>(checkpoint(1).weights());
    weights.put("more", new float[1]);
    assertThrows(
        IllegalArgumentException.class,
        () -> Checkpoint.of(CONFIG, weights, "", TrainingState.NONE));
    weights.remove("more");
    weights.put("onset.bias", new float[1]);
    assertThrows(
        IllegalArgumentException.class,
        () -> Checkpoint.of(CONFIG, weights, "", TrainingState.NONE));
  }

  private void assertRefused(Path target, String file, String text, String replacement)
      throws Exception {
    checkpoint(1).save(target);
    Path path = target.resolve(file);
    String before = Files.readString(path, StandardCharsets.ISO_8859_1);
    String after = before.replaceFirst(Pattern.quote(text), replacement);
    assertFalse(before.equals(after), text);
    Files.writeString(path, after, StandardCharsets.ISO_8859_1);
    assertThrows(InputException.class, () -> Checkpoint.load(target), text);
  }

  private static void assertSameWeights(Checkpoint expected, Checkpoint actual) {
    assertEquals(expected.weights().keySet(), actual.weights().keySet());
    expected
        .weights()
        .forEach((name, values) -> assertArrayEquals(values, actual.weights().get(name), name));
  }

  private static Checkpoint checkpoint(long seed) {
    Random random = new Random(seed);
    Map<String, float[]> weights = new HashMap<>();
    ParameterLayout.of(CONFIG)
        .forEach(
            (name, shape) -> {
              int count = 1;
              for (int dimension : shape) {
                count *= dimension;
              }
              float[] values = new float[count];
              for (int i = 0; i < count; i++) {
                values[i] = (float) random.nextGaussian();
              }
              weights.put(name, values);
            });
    return Checkpoint.of(
        CONFIG, weights, "abc", new TrainingState(7, 2, seed, Map.of("validation.loss", 1.5)));
  }
}
