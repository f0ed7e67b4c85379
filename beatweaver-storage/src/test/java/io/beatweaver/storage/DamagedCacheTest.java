package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.grid.SongFeatures;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that something else has written to: never other values, and the other songs stay. */
class DamagedCacheTest {
  /** Rounds of the garbling; {@code -Dbeatweaver.fuzz=20000} for a long run. */
  private static final int ROUNDS = Integer.getInteger("beatweaver.fuzz", 60);

  private static final int SONGS = 6;

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void fill() throws IOException {
    folder = temporary.resolve("cache");
    try (FeatureCache cache = FeatureCache.open(folder)) {
      for (int i = 0; i < SONGS; i++) {
        cache.put(CacheFixture.key(i), CacheFixture.features(i, rows(i)));
      }
    }
  }

  private static int rows(int song) {
    return song * 5 % 7;
  }

  private Path shard() throws IOException {
    return CacheFixture.shards(folder).get(0);
  }

  private Path index() {
    return folder.resolve("index");
  }

  /** Songs that are found, each of which must be right. */
  private static int found(FeatureCache cache) throws IOException {
    int found = 0;
    for (int i = 0; i < SONGS; i++) {
      Optional<SongFeatures> features = cache.find(CacheFixture.key(i));
      if (features.isPresent()) {
        assertEquals(CacheFixture.rounded(i, rows(i)), features.get());
        found++;
      }
    }
    return found;
  }

  private void refill() throws IOException {
    try (FeatureCache cache = FeatureCache.open(folder)) {
      for (int i = 0; i < SONGS; i++) {
        int song = i;
        cache.getOrCompute(CacheFixture.key(i), () -> CacheFixture.features(song, rows(song)));
      }
      CacheFixture.requireAll(cache, SONGS, DamagedCacheTest::rows);
    }
    try (FeatureCache cache = FeatureCache.open(folder)) {
      CacheFixture.requireAll(cache, SONGS, DamagedCacheTest::rows);
    }
  }

  @Test
  void aFlippedBitCostsOneSongAndIsCounted() throws Exception {
    byte[] whole = Files.readAllBytes(shard());
    for (boolean withIndex : new boolean[] {true, false}) {
      if (!withIndex) {
        Files.delete(index());
      }
      for (int at = 0; at < whole.length; at += 11) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) (1 << at % 8);
        Files.write(shard(), damaged);
        // Not closed, so that no index is written.
        FeatureCache cache = FeatureCache.open(folder);
        int found = found(cache);
        // Filling bytes carry nothing.
        assertTrue(found >= SONGS - 1, "byte " + at);
        assertEquals(SONGS - found, cache.counts().damaged(), "byte " + at);
      }
    }
    Files.write(shard(), whole);
    refill();
  }

  @Test
  void aShardOfAnyLengthKeepsTheSongsBeforeItsEnd() throws Exception {
    byte[] whole = Files.readAllBytes(shard());
    int[] ends = new int[SONGS];
    for (int i = 0, at = 0; i < SONGS; i++) {
      at += 64 + (rows(i) * 162 + 63) / 64 * 64;
      ends[i] = at;
    }
    assertEquals(whole.length, ends[SONGS - 1]);
    for (int length = 0; length < whole.length; length += 13) {
      Files.write(shard(), Arrays.copyOf(whole, length));
      int end = length;
      FeatureCache cache = FeatureCache.open(folder);
      assertEquals(Arrays.stream(ends).filter(e -> e <= end).count(), found(cache));
    }
    refill();
  }

  @Test
  void garbledShardsAndIndexesNeverGiveOtherValuesAndCanBeFilledAgain() throws Exception {
    byte[] shardBytes = Files.readAllBytes(shard());
    byte[] indexBytes = Files.readAllBytes(index());
    String name = shard().getFileName().toString();
    Random random = new Random(1);
    for (int round = 0; round < ROUNDS; round++) {
      for (Path file : CacheFixture.shards(folder)) {
        Files.delete(file);
      }
      Files.write(folder.resolve(name), garbled(shardBytes, random));
      Files.write(index(), random.nextBoolean() ? garbled(indexBytes, random) : indexBytes);
      FeatureCache cache = FeatureCache.open(folder);
      assertTrue(found(cache) <= SONGS);
      refill();
    }
  }

  private static byte[] garbled(byte[] bytes, Random random) {
    byte[] garbled = bytes.clone();
    int at = random.nextInt(bytes.length);
    int length = random.nextInt(Math.min(500, bytes.length - at) + 1);
    switch (random.nextInt(5)) {
      case 0 -> Arrays.fill(garbled, at, at + length, (byte) 0);
      case 1 -> garbled = Arrays.copyOf(garbled, at);
      case 2 -> System.arraycopy(bytes, 0, garbled, at, length);
      case 3 -> garbled = Arrays.copyOf(garbled, bytes.length + length);
      default -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, garbled, at, length);
      }
    }
    return garbled;
  }

  @Test
  void anIndexThatIsGoneIsMadeAgain() throws Exception {
    Files.delete(index());
    try (FeatureCache cache = FeatureCache.open(folder)) {
      CacheFixture.requireAll(cache, SONGS, DamagedCacheTest::rows);
      assertEquals(0, cache.counts().damaged());
    }
    assertTrue(Files.exists(index()));
  }

  @Test
  void aDamagedSongSaysSoAtTheFirstWindowAndCanBeAddedAnew() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(shard().toFile(), "rw")) {
      file.seek(64 + 64 + 3);
      file.write(99);
    }
    try (FeatureCache cache = FeatureCache.open(folder)) {
      CachedSong song = cache.song(CacheFixture.key(1)).orElseThrow();
      float[] window = new float[SongFeatures.COLUMNS];
      InputException e = assertThrows(InputException.class, () -> song.copyRows(0, 1, window, 0));
      assertEquals(shard().toRealPath().toString(), e.file());
      assertEquals("byte 64", e.place());
      assertTrue(e.reason().contains(CacheFixture.key(1)), e.reason());
      assertFalse(cache.contains(CacheFixture.key(1)));
      assertEquals(1, cache.counts().damaged());
      cache.put(CacheFixture.key(1), CacheFixture.features(1, rows(1)));
      CacheFixture.requireAll(cache, SONGS, DamagedCacheTest::rows);
    }
  }

  @Test
  void verifyingFindsWhatNobodyHasReadYet() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(shard().toFile(), "rw")) {
      file.seek(64 + 64 + 3);
      file.write(99);
    }
    try (FeatureCache cache = FeatureCache.open(folder)) {
      assertTrue(cache.contains(CacheFixture.key(1)));
      assertEquals(1, cache.verify(Progress.NONE));
      assertFalse(cache.contains(CacheFixture.key(1)));
      assertEquals(0, cache.verify(Progress.NONE));
    }
  }

  @Test
  void aShardThatIsDeletedWhileTheCacheIsOpenIsMissed() throws Exception {
    try (FeatureCache cache = FeatureCache.open(folder)) {
      Files.delete(shard());
      assertEquals(Optional.empty(), cache.find(CacheFixture.key(1)));
      assertEquals(Optional.empty(), cache.find(CacheFixture.key(2)));
      assertEquals(0, cache.size().songs());
    }
    refill();
  }

  @Test
  void filesOfOthersAreLeftAlone() throws Exception {
    List<Path> foreign =
        List.of(
            folder.resolve("ab/" + CacheFixture.key(1) + ".features"),
            folder.resolve("features-000001.shard"),
            folder.resolve("features-1-00000000.shard.bak"));
    for (Path file : foreign) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "not ours");
    }
    try (FeatureCache cache = FeatureCache.open(folder)) {
      cache.retain(java.util.Set.of());
      assertEquals(new CacheSize(0, 0, 0), cache.size());
    }
    for (Path file : foreign) {
      assertEquals("not ours", Files.readString(file));
    }
  }
}
