package io.beatweaver.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.beatweaver.Progress;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.model.internal.decode.RandomModel;
import io.beatweaver.tempo.TempoMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Generation with the real encoder. */
class EngineGenerationTest {
  private static final ModelConfig CONFIG = RandomModel.tiny();
  private static final GenerationOptions OPTIONS =
      GenerationOptions.defaults()
          .withDifficulties(List.of(Difficulty.EXPERT_PLUS, Difficulty.EASY))
          .withThreads(2);

  @Test
  void threadsAndConcurrentCallersChangeNothing() throws InterruptedException {
    try (MapGenerator generator = open()) {
      List<Beatmap> maps = generate(generator, OPTIONS.withThreads(1), 1);
      assertEquals(Difficulty.EASY, maps.get(0).difficulty());
      assertFalse(maps.get(0).notes().isEmpty());
      assertNotEquals(maps.get(0).notes(), maps.get(1).notes(), "difficulties differ");
      List<List<Beatmap>> beside = new java.util.concurrent.CopyOnWriteArrayList<>();
      Thread other = new Thread(() -> beside.add(generate(generator, OPTIONS, 1)));
      other.start();
      assertEquals(maps, generate(generator, OPTIONS, 1));
      other.join();
      assertEquals(List.of(maps), beside);
    }
  }

  @Test
  void anotherSongIsAnotherMap() {
    try (MapGenerator generator = open()) {
      GenerationOptions greedy = OPTIONS.withTemperature(0);
      assertNotEquals(generate(generator, greedy, 1), generate(generator, greedy, 2));
    }
  }

  private static MapGenerator open() {
    Map<String, float[]> weights = RandomModel.weights(CONFIG, 1);
    weights.get("onset.bias")[0] = -1;
    return MapGenerator.open(RandomModel.checkpoint(CONFIG, weights));
  }

  private static List<Beatmap> generate(
      MapGenerator generator, GenerationOptions options, long song) {
    SongFeatures features =
        SongFeatures.wrap(RandomModel.gaussians(9 * 64 * SongFeatures.COLUMNS, -.3, .6, song));
    return generator.generate(features, TempoMap.constant(128), options, Progress.NONE);
  }
}
