package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.grid.SongFeatures;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheEvictionTest {
  /** 64 bytes of header, 20 rows of 162 filled up to 3264. */
  private static final int SONG_BYTES = 3328;

  private static final int ROWS = 20;

  @TempDir Path folder;
  private final AtomicLong clock = new AtomicLong(1000);

  private FeatureCache open() throws IOException {
    var settings = FeatureCacheSettings.defaults().withShardBytes(4 * SONG_BYTES);
    return FeatureCache.open(folder, settings, clock::incrementAndGet);
  }

  private static void put(FeatureCache cache, int song) throws IOException {
    cache.put(CacheFixture.key(song), CacheFixture.features(song, ROWS));
  }

  /** Songs that are there, all of which must be right. */
  private static Set<Integer> present(FeatureCache cache, int songs) throws IOException {
    Set<Integer> present = new TreeSet<>();
    for (int i = 0; i < songs; i++) {
      Optional<SongFeatures> features = cache.find(CacheFixture.key(i));
      if (features.isPresent()) {
        assertEquals(CacheFixture.rounded(i, ROWS), features.get());
        present.add(i);
      }
    }
    return present;
  }

  @Test
  void theLongestUnusedGoFirstAlsoWhenTheUseWasInAnotherSession() throws Exception {
    try (FeatureCache cache = open()) {
      for (int i = 0; i < 10; i++) {
        put(cache, i);
      }
    }
    try (FeatureCache cache = open()) {
      cache.find(CacheFixture.key(1));
      float[] row = new float[SongFeatures.COLUMNS];
      cache.song(CacheFixture.key(0)).orElseThrow().copyRows(3, 1, row, 0);
    }
    try (FeatureCache cache = open()) {
      Eviction eviction = cache.evict(4 * SONG_BYTES + 5);
      assertEquals(new Eviction(6, 6 * SONG_BYTES), eviction);
      assertEquals(new CacheSize(4, 4 * SONG_BYTES, 2), cache.size());
      assertEquals(Set.of(0, 1, 8, 9), present(cache, 10));
    }
    try (FeatureCache cache = open()) {
      assertEquals(Set.of(0, 1, 8, 9), present(cache, 10));
      assertEquals(new Eviction(0, 0), cache.evict(4 * SONG_BYTES));
      assertEquals(new Eviction(4, 4 * SONG_BYTES), cache.evict(0));
      assertEquals(List.of(), CacheFixture.shards(folder));
    }
  }

  @Test
  void songsGoAndStayByKey() throws Exception {
    try (FeatureCache cache = open()) {
      for (int i = 0; i < 12; i++) {
        put(cache, i);
      }
      List<Path> before = CacheFixture.shards(folder);
      Eviction one = cache.remove(Set.of(CacheFixture.key(5), CacheFixture.key(99)));
      assertEquals(new Eviction(1, SONG_BYTES), one);
      // Untouched shards are not copied.
      assertTrue(CacheFixture.shards(folder).containsAll(List.of(before.get(0), before.get(2))));
      assertFalse(Files.exists(before.get(1)));
      Set<String> keys = new HashSet<>();
      for (int i : new int[] {0, 4, 6, 11}) {
        keys.add(CacheFixture.key(i));
      }
      assertEquals(new Eviction(7, 7 * SONG_BYTES), cache.retain(keys));
      assertEquals(Set.of(0, 4, 6, 11), present(cache, 12));
      assertEquals(new CacheSize(4, 4 * SONG_BYTES, 1), cache.size());
      put(cache, 5);
    }
    try (FeatureCache cache = open()) {
      assertEquals(Set.of(0, 4, 5, 6, 11), present(cache, 12));
    }
  }

  @Test
  void aSongThatIsBeingReadStaysReadable() throws Exception {
    try (FeatureCache cache = open();
        FeatureCache reader = open()) {
      for (int i = 0; i < 8; i++) {
        put(cache, i);
      }
      CachedSong gone = reader.song(CacheFixture.key(2)).orElseThrow();
      CachedSong moved = reader.song(CacheFixture.key(3)).orElseThrow();
      cache.remove(Set.of(CacheFixture.key(2)));
      assertEquals(CacheFixture.rounded(2, ROWS), gone.toFeatures());
      float[] expected = new float[ROWS * SongFeatures.COLUMNS];
      float[] actual = expected.clone();
      CacheFixture.rounded(3, ROWS).copyRows(-1, ROWS, expected, 0);
      moved.copyRows(-1, ROWS, actual, 0);
      assertArrayEquals(expected, actual);
      // The other cache notices when it looks where it hasn't looked before.
      assertEquals(Set.of(0, 1, 3, 4, 5, 6, 7), present(cache, 8));
      reader.contains(CacheFixture.key(99));
      assertEquals(Set.of(0, 1, 3, 4, 5, 6, 7), present(reader, 8));
    }
  }

  @Test
  void aSongMovedByAnotherIsFoundAtItsNewPlace() throws Exception {
    try (FeatureCache cache = open()) {
      for (int i = 0; i < 8; i++) {
        put(cache, i);
      }
      try (FeatureCache reader = open()) {
        cache.remove(Set.of(CacheFixture.key(0), CacheFixture.key(4)));
        assertEquals(Set.of(1, 2, 3, 5, 6, 7), present(reader, 8));
      }
    }
  }

  @Test
  void smallShardsAreJoinedWhenAnythingIsCopied() throws Exception {
    try (FeatureCache cache = open()) {
      for (int i = 0; i < 40; i++) {
        put(cache, i);
        if (i % 4 == 3) {
          cache.remove(
              Set.of(CacheFixture.key(i), CacheFixture.key(i - 1), CacheFixture.key(i - 2)));
        }
      }
      assertEquals(10, cache.size().songs());
      assertTrue(cache.size().shards() <= 5, cache.size().toString());
    }
  }

  @Test
  void damageIsLeftBehind() throws Exception {
    try (FeatureCache cache = open()) {
      for (int i = 0; i < 4; i++) {
        put(cache, i);
      }
    }
    try (RandomAccessFile file =
        new RandomAccessFile(CacheFixture.shards(folder).get(0).toFile(), "rw")) {
      file.seek(SONG_BYTES + 100);
      file.write(99);
    }
    try (FeatureCache cache = open()) {
      assertEquals(new Eviction(2, 2 * SONG_BYTES), cache.remove(Set.of(CacheFixture.key(3))));
      assertEquals(1, cache.counts().damaged());
      assertEquals(Set.of(0, 2), present(cache, 4));
      assertEquals(new CacheSize(2, 2 * SONG_BYTES, 1), cache.size());
    }
  }

  @Test
  void anyOrderOfAddingAndRemovingKeepsTheBooksRight() throws Exception {
    Random random = new Random(3);
    Set<Integer> model = new TreeSet<>();
    FeatureCache cache = open();
    for (int step = 0; step < 200; step++) {
      int song = random.nextInt(30);
      switch (random.nextInt(6)) {
        case 0 -> {
          cache.remove(Set.of(CacheFixture.key(song)));
          model.remove(song);
        }
        case 1 -> {
          cache.close();
          cache = open();
        }
        default -> {
          put(cache, song);
          model.add(song);
        }
      }
      assertEquals(model.size(), cache.size().songs());
      assertEquals((long) model.size() * SONG_BYTES, cache.size().bytes());
    }
    assertEquals(model, present(cache, 30));
    cache.close();
  }
}
