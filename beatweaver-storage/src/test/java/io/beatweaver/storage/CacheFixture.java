package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.storage.internal.Half;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/** Songs whose features follow from their number. */
final class CacheFixture {
  private CacheFixture() {}

  static String key(int song) {
    return FeatureCache.key(Songs.AUDIO_HASH, TempoMap.constant(120), "song " + song);
  }

  static SongFeatures features(int seed, int rows) {
    Random random = new Random(seed);
    float[] values = new float[rows * SongFeatures.COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return SongFeatures.wrap(values);
  }

  /** What a cache must give back. */
  static SongFeatures rounded(int seed, int rows) {
    float[] values = features(seed, rows).toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = Half.toFloat(Half.ofFloat(values[i]));
    }
    return SongFeatures.wrap(values);
  }

  static void requireAll(FeatureCache cache, int songs, IntUnaryOperator rows) throws IOException {
    for (int i = 0; i < songs; i++) {
      assertTrue(cache.contains(key(i)), "song " + i);
      assertEquals(rounded(i, rows.applyAsInt(i)), cache.find(key(i)).orElseThrow(), "song " + i);
    }
  }

  static List<Path> shards(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".shard")).sorted().toList();
    }
  }
}
