package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCacheTest {
  private static final String KEY = key("a");
  private static final String OTHER = key("b");

  @TempDir Path folder;
  private FeatureCache cache;

  @BeforeEach
  void open() throws Exception {
    cache = FeatureCache.open(folder);
  }

  private static String key(String settings) {
    return FeatureCache.key(Songs.AUDIO_HASH, TempoMap.constant(120), settings);
  }

  private static SongFeatures mustNotLoad() {
    throw new AssertionError("the entry is there and must not be computed");
  }

  @AfterEach
  void close() {
    cache.close();
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    assertEquals(Optional.empty(), cache.find(KEY));
    assertEquals(new CacheCounts(0, 0, 0), cache.counts());
  }

  @Test
  void theFirstRunAndLaterOnesSeeTheSameValuesCloseToTheOriginal() throws Exception {
    SongFeatures original = CacheFixture.features(1, 501);
    SongFeatures first = cache.getOrCompute(KEY, () -> original);
    SongFeatures second = cache.getOrCompute(KEY, FeatureCacheTest::mustNotLoad);
    SongFeatures third;
    try (FeatureCache another = FeatureCache.open(folder)) {
      third = another.find(KEY).orElseThrow();
    }
    assertEquals(first, second);
    assertEquals(first, third);
    assertEquals(501, third.rows());
    for (int row = 0; row < 501; row++) {
      for (int column = 0; column < SongFeatures.COLUMNS; column++) {
        assertEquals(original.get(row, column), third.get(row, column), 0x1p-12);
      }
    }
    assertEquals(new CacheCounts(1, 1, 0), cache.counts());
  }

  @Test
  void edgesOfTheRangeAreExact() throws Exception {
    float[] values = new float[SongFeatures.COLUMNS];
    Arrays.fill(values, SongFeatures.SILENCE);
    values[1] = 1;
    values[2] = 0;
    values[3] = -0.0f;
    values[80] = 0.5f;
    SongFeatures original = SongFeatures.wrap(values.clone());
    cache.getOrCompute(KEY, () -> original);
    assertEquals(original, cache.find(KEY).orElseThrow());
  }

  @Test
  void songsWithoutRowsAreKept() throws Exception {
    cache.getOrCompute(KEY, () -> SongFeatures.wrap(new float[0]));
    assertEquals(0, cache.find(KEY).orElseThrow().rows());
  }

  @Test
  void valuesThatAreNoFiniteFloat16AreRefusedAndNothingIsStored() throws Exception {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 65520}) {
      float[] values = new float[2 * SongFeatures.COLUMNS];
      values[SongFeatures.COLUMNS + 3] = bad;
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> cache.getOrCompute(KEY, () -> SongFeatures.wrap(values)));
      assertTrue(e.getMessage().startsWith("row 1, column 3:"), e.getMessage());
    }
    assertEquals(Optional.empty(), cache.find(KEY));
  }

  @Test
  void threadsThatAskForOneKeyShareOneComputation() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 20; round++) {
        String key = key("round " + round);
        SongFeatures made = CacheFixture.features(round, 3);
        AtomicInteger loads = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<SongFeatures>> results = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          results.add(
              pool.submit(
                  () -> {
                    start.await();
                    return cache.getOrCompute(
                        key,
                        () -> {
                          loads.incrementAndGet();
                          return made;
                        });
                  }));
        }
        Set<SongFeatures> seen = new HashSet<>();
        for (Future<SongFeatures> result : results) {
          seen.add(result.get());
        }
        assertEquals(1, loads.get());
        assertEquals(1, seen.size());
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void differentKeysAreComputedAtTheSameTime() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    CountDownLatch bothAtWork = new CountDownLatch(2);
    try {
      List<Future<SongFeatures>> results = new ArrayList<>();
      for (String key : List.of(KEY, OTHER)) {
        results.add(
            pool.submit(
                () ->
                    cache.getOrCompute(
                        key,
                        () -> {
                          bothAtWork.countDown();
                          await(bothAtWork);
                          return CacheFixture.features(1, 1);
                        })));
      }
      for (Future<SongFeatures> result : results) {
        assertEquals(1, result.get().rows());
      }
    } finally {
      pool.shutdown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFailureReachesTheCallerAndIsNotKept() throws Exception {
    InputException bad = new InputException("song.ogg", "", "no audio");
    assertSame(
        bad,
        assertThrows(
            InputException.class,
            () ->
                cache.getOrCompute(
                    KEY,
                    () -> {
                      throw bad;
                    })));
    assertEquals(2, cache.getOrCompute(KEY, () -> CacheFixture.features(1, 2)).rows());
    assertEquals(new CacheCounts(0, 1, 0), cache.counts());
  }

  @Test
  void aFailureReachesTheThreadsThatWait() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch fail = new CountDownLatch(1);
    try {
      Future<SongFeatures> first =
          pool.submit(
              () ->
                  cache.getOrCompute(
                      KEY,
                      () -> {
                        atWork.countDown();
                        await(fail);
                        throw new IOException("disk full");
                      }));
      await(atWork);
      Future<SongFeatures> second =
          pool.submit(() -> cache.getOrCompute(KEY, () -> CacheFixture.features(1, 1)));
      fail.countDown();
      assertThrows(ExecutionException.class, first::get);
      try {
        // It may have come after the failure, and then computes for itself.
        assertEquals(1, second.get().rows());
      } catch (ExecutionException e) {
        assertEquals("disk full", e.getCause().getMessage());
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void keysDependOnEverythingAndOnNothingElse() {
    TempoMap tempo = TempoMap.ofChanges(120, List.of(new TempoChange(8, 60)), 0.5);
    String key = FeatureCache.key(Songs.AUDIO_HASH, tempo, "s");
    assertEquals(key, FeatureCache.key(Songs.AUDIO_HASH.toUpperCase(), tempo, "s"));
    assertEquals(key, FeatureCache.key(Songs.AUDIO_HASH, TempoMap.fromArray(tempo.toArray()), "s"));
    assertEquals(
        FeatureCache.key("", TempoMap.constant(120, 0.0), "s"),
        FeatureCache.key("", TempoMap.constant(120, -0.0), "s"));
    Set<String> keys =
        Set.of(
            key,
            FeatureCache.key(Songs.AUDIO_HASH.replace('0', '1'), tempo, "s"),
            FeatureCache.key(Songs.AUDIO_HASH, TempoMap.constant(120, 0.5), "s"),
            FeatureCache.key(Songs.AUDIO_HASH, TempoMap.constant(120.0000000001, 0.5), "s"),
            FeatureCache.key(Songs.AUDIO_HASH, TempoMap.constant(120, 0.25), "s"),
            FeatureCache.key(Songs.AUDIO_HASH, tempo, "t"),
            FeatureCache.key(Songs.AUDIO_HASH, tempo, ""));
    assertEquals(7, keys.size());
    assertNotEquals(FeatureCache.key("ab", tempo, "c"), FeatureCache.key("a", tempo, "bc"));
  }

  /** The encoding is fixed: a change of it would orphan every cache there is. */
  @Test
  void theKeyIsSha256OverTheDocumentedBytes() throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(1000);
    for (String text : List.of("beatweaver features 1", "ab12")) {
      bytes.putInt(text.length()).put(text.getBytes(StandardCharsets.UTF_8));
    }
    bytes.putInt(3).putDouble(0).putDouble(0.25).putDouble(128);
    bytes.putInt(1).put((byte) 's');
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(bytes.array(), bytes.position()));
    assertEquals(
        HexFormat.of().formatHex(digest),
        FeatureCache.key("AB12", TempoMap.constant(128, 0.25), "s"));
  }

  @Test
  void refusesWhatIsNoKey() {
    for (String bad : List.of("", "abc", "../../../etc/passwd", KEY.toUpperCase(), KEY + "0")) {
      assertThrows(IllegalArgumentException.class, () -> cache.find(bad));
    }
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws Exception {
    Path file = folder.resolve("file");
    Files.writeString(file, "no folder");
    assertThrows(InputException.class, () -> FeatureCache.open(file));
    assertFalse(Files.isDirectory(file));
  }

  @Test
  void windowsAreThoseOfTheFeaturesWithSilenceAround() throws Exception {
    SongFeatures stored = cache.put(KEY, CacheFixture.features(1, 67));
    CachedSong song = cache.song(KEY).orElseThrow();
    assertEquals(KEY, song.key());
    assertEquals(67, song.rows());
    assertEquals(stored, song.toFeatures());
    for (int from = -140; from <= 140; from += 3) {
      for (int count : new int[] {0, 1, 31, 128}) {
        float[] expected = new float[count * SongFeatures.COLUMNS + 5];
        float[] actual = expected.clone();
        stored.copyRows(from, count, expected, 2);
        song.copyRows(from, count, actual, 2);
        assertArrayEquals(expected, actual, from + " + " + count);
      }
    }
    float[] extreme = new float[2 * SongFeatures.COLUMNS];
    for (int from : new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      Arrays.fill(extreme, 0);
      song.copyRows(from, 2, extreme, 0);
      for (float value : extreme) {
        assertEquals(SongFeatures.SILENCE, value);
      }
    }
  }

  @Test
  void aWindowThatDoesNotFitIsRefusedAndTheTargetLeftAsItWas() throws Exception {
    cache.put(KEY, CacheFixture.features(1, 67));
    CachedSong song = cache.song(KEY).orElseThrow();
    float[] target = new float[SongFeatures.COLUMNS];
    assertThrows(IndexOutOfBoundsException.class, () -> song.copyRows(0, 2, target, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> song.copyRows(0, 1, target, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> song.copyRows(0, -1, target, 0));
    assertArrayEquals(new float[SongFeatures.COLUMNS], target);
  }

  @Test
  void windowsByKeySayWhetherTheSongIsThere() throws Exception {
    SongFeatures stored = cache.put(KEY, CacheFixture.features(1, 9));
    float[] expected = new float[4 * SongFeatures.COLUMNS];
    float[] actual = expected.clone();
    stored.copyRows(7, 4, expected, 0);
    assertTrue(cache.copyWindow(KEY, 7, 4, actual));
    assertArrayEquals(expected, actual);
    assertFalse(cache.copyWindow(OTHER, 7, 4, actual));
    assertArrayEquals(expected, actual);
  }

  @Test
  void theFirstOfTwoPutsStays() throws Exception {
    SongFeatures first = cache.put(KEY, CacheFixture.features(1, 9));
    cache.put(KEY, CacheFixture.features(2, 9));
    assertEquals(first, cache.find(KEY).orElseThrow());
    assertEquals(1, cache.size().songs());
    assertEquals(new CacheCounts(1, 1, 0), cache.counts());
  }

  @Test
  void whatOneCacheAddsAnotherFindsAlsoWhileBothAreOpen() throws Exception {
    try (FeatureCache another = FeatureCache.open(folder)) {
      for (int i = 0; i < 20; i++) {
        assertFalse(another.contains(CacheFixture.key(i)));
        SongFeatures stored = cache.put(CacheFixture.key(i), CacheFixture.features(i, i));
        assertTrue(another.contains(CacheFixture.key(i)));
        assertEquals(stored, another.find(CacheFixture.key(i)).orElseThrow());
        SongFeatures back = another.put(CacheFixture.key(-1 - i), CacheFixture.features(-i, i));
        assertEquals(back, cache.find(CacheFixture.key(-1 - i)).orElseThrow());
      }
    }
    assertEquals(40, cache.size().songs());
    assertEquals(1, cache.size().shards());
  }

  @Test
  void shardsEndAtTheirSizeAndLongerSongsHaveTheirOwn() throws Exception {
    Path other = folder.resolve("deep/down");
    var small = FeatureCacheSettings.defaults().withShardBytes(20_000);
    try (FeatureCache shards = FeatureCache.open(other, small)) {
      for (int i = 0; i < 30; i++) {
        shards.put(CacheFixture.key(i), CacheFixture.features(i, i == 7 ? 200 : 30));
      }
      // 30 rows take 64 + 4860 bytes, filled up to 4928: four to a shard, one of them alone.
      assertEquals(new CacheSize(30, 29 * 4928 + 64 + 32_448, 9), shards.size());
    }
    try (FeatureCache again = FeatureCache.open(other)) {
      CacheFixture.requireAll(again, 30, i -> i == 7 ? 200 : 30);
    }
  }

  @Test
  void songsAreExportedAsNumpyFilesOrNamedAsMissing() throws Exception {
    SongFeatures stored = cache.put(KEY, CacheFixture.features(1, 12));
    Path npy = folder.resolve("exported/here/song.npy");
    cache.exportNpy(KEY, npy);
    Path expected = folder.resolve("expected.npy");
    NpyWriter.write(expected, stored.toArray(), 12, SongFeatures.COLUMNS);
    assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(npy));
    InputException e =
        assertThrows(InputException.class, () -> cache.exportNpy(OTHER, folder.resolve("x.npy")));
    assertTrue(e.getMessage().contains(OTHER), e.getMessage());
  }

  @Test
  void aClosedCacheRefusesWorkAndItsSongsStayReadable() throws Exception {
    SongFeatures stored = cache.put(KEY, CacheFixture.features(1, 12));
    CachedSong song = cache.song(KEY).orElseThrow();
    cache.close();
    cache.close();
    assertThrows(IllegalStateException.class, () -> cache.find(KEY));
    assertThrows(IllegalStateException.class, () -> cache.put(KEY, stored));
    assertEquals(stored, song.toFeatures());
  }

  @Test
  void anInterruptedThreadAddsNothingAndSaysWhy() throws Exception {
    SongFeatures features = CacheFixture.features(1, 12);
    Thread.currentThread().interrupt();
    InterruptedIOException e =
        assertThrows(InterruptedIOException.class, () -> cache.put(KEY, features));
    assertTrue(Thread.interrupted());
    assertTrue(e.getMessage().contains("interrupted"), e.getMessage());
    assertFalse(cache.contains(KEY));
    assertEquals(CacheFixture.rounded(1, 12), cache.put(KEY, features));
  }
}
