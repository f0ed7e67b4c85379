package io.beatweaver.model.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.ModelConfig.AudioPath;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterLayoutTest {
  @Test
  void countsWhatTheFormulasSay() {
    ModelConfig[] sizes = {ModelConfig.small(), ModelConfig.medium(), ModelConfig.large()};
    for (ModelConfig config : sizes) {
      assertEquals(encoder(config) + decoder(config), count(config));
    }
    // Counted once by hand for the small model.
    assertEquals(1_404_200, count(ModelConfig.small()));
  }

  @Test
  void attentionToTheAudioCostsAnAttentionALayerAndSavesTheProjection() {
    long own = count(ModelConfig.small());
    long attention = 2 * 128 + 4 * (128 * 128 + 128);
    long projection = 128 * 128 + 128;
    for (AudioPath path : new AudioPath[] {AudioPath.ROTARY_ATTENTION, AudioPath.PLAIN_ATTENTION}) {
      ModelConfig config = ModelConfig.small().withHearing(path, true);
      assertEquals(own + 2 * attention - projection, count(config));
      assertEquals(count(config) - 1, count(config.withHearing(path, false)));
    }
    assertEquals(own - 1, count(ModelConfig.small().withHearing(AudioPath.OWN_ROW, false)));
  }

  @Test
  void namesShapesOfWhatEachWayToHearNeeds() {
    ModelConfig small = ModelConfig.small();
    Map<String, int[]> own = ParameterLayout.of(small);
    assertArrayEquals(new int[] {128, 128}, own.get("decoder.audio.weight"));
    assertArrayEquals(new int[] {1}, own.get("hazard.alpha"));
    assertFalse(own.keySet().stream().anyMatch(name -> name.contains("cross")));
    Map<String, int[]> plain =
        ParameterLayout.of(small.withHearing(AudioPath.PLAIN_ATTENTION, false));
    assertArrayEquals(new int[] {128, 128}, plain.get("decoder.layers.1.cross.value.weight"));
    assertArrayEquals(new int[] {128}, plain.get("decoder.layers.1.cross.norm.bias"));
    assertFalse(plain.containsKey("decoder.audio.weight"));
    assertFalse(plain.containsKey("hazard.alpha"));
    assertTrue(plain.containsKey("onset.weight"), "it is trained whatever the decoder hears");
  }

  private static long count(ModelConfig config) {
    long count = 0;
    for (int[] shape : ParameterLayout.of(config).values()) {
      long size = 1;
      for (int dimension : shape) {
        size *= dimension;
      }
      count += size;
    }
    return count;
  }

  private static long encoder(ModelConfig config) {
    long d = config.width();
    long front = 81 * d * 5 + d + d * d * 5 + d;
    long convolution = norm(d) + linear(d, 2 * d) + d * 31 + d + norm(d) + linear(d, d);
    long block = 2 * feedForward(config) + attention(d) + convolution + norm(d);
    long heads = norm(d) + linear(d, config.subsampling());
    return front + 5 * d + config.encoderLayers() * block + heads;
  }

  private static long decoder(ModelConfig config) {
    long d = config.width();
    long embeddings = (291 + 65 + 10 + 10 + 4) * d;
    long layers = config.decoderLayers() * (attention(d) + feedForward(config));
    return embeddings + linear(d, d) + layers + norm(d) + linear(d, 291) + 1;
  }

  private static long attention(long d) {
    return norm(d) + 4 * linear(d, d);
  }

  private static long feedForward(ModelConfig config) {
    long d = config.width();
    return norm(d) + linear(d, config.feedForward()) + linear(config.feedForward(), d);
  }

  private static long linear(long in, long out) {
    return in * out + out;
  }

  private static long norm(long d) {
    return 2 * d;
  }
}
