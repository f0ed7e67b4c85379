package io.beatweaver.storage;

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
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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

  private static SongFeatures features(int seed, int rows) {
    Random random = new Random(seed);
    float[] values = new float[rows * SongFeatures.COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return SongFeatures.wrap(values);
  }

  private static SongFeatures mustNotLoad() {
    throw new AssertionError("the entry is there and must not be computed");
  }

  private Path file(String key) {
    return folder.resolve(key.substring(0, 2)).resolve(key + ".features");
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    assertEquals(Optional.empty(), cache.find(KEY));
    assertEquals(new CacheCounts(0, 0, 0), cache.counts());
  }

  @Test
  void theFirstRunAndLaterOnesSeeTheSameValuesCloseToTheOriginal() throws Exception {
    SongFeatures original = features(1, 501);
    SongFeatures first = cache.getOrCompute(KEY, () -> original);
    SongFeatures second = cache.getOrCompute(KEY, FeatureCacheTest::mustNotLoad);
    SongFeatures third = FeatureCache.open(folder).find(KEY).orElseThrow();
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
  void aFlippedBitAnywhereIsNoticedAndTheEntryComputedAnew() throws Exception {
    SongFeatures stored = cache.getOrCompute(KEY, () -> features(1, 5));
    SongFeatures neighbour = cache.getOrCompute(OTHER, () -> features(2, 5));
    byte[] whole = Files.readAllBytes(file(KEY));
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      Files.write(file(KEY), damaged);
      assertEquals(Optional.empty(), cache.find(KEY), "byte " + at);
    }
    assertEquals(whole.length, cache.counts().damaged());
    assertEquals(stored, cache.getOrCompute(KEY, () -> features(1, 5)));
    assertEquals(stored, cache.find(KEY).orElseThrow());
    assertEquals(neighbour, cache.find(OTHER).orElseThrow());
  }

  @Test
  void aFileOfAnyOtherLengthIsNoticed() throws Exception {
    cache.getOrCompute(KEY, () -> features(1, 2));
    byte[] whole = Files.readAllBytes(file(KEY));
    for (int length = 0; length <= whole.length + 3; length++) {
      if (length != whole.length) {
        Files.write(file(KEY), Arrays.copyOf(whole, length));
        assertEquals(Optional.empty(), cache.find(KEY), "length " + length);
      }
    }
  }

  @Test
  void anotherKeysFileIsNotTaken() throws Exception {
    cache.getOrCompute(OTHER, () -> features(2, 5));
    Files.createDirectories(file(KEY).getParent());
    Files.copy(file(OTHER), file(KEY));
    assertEquals(Optional.empty(), cache.find(KEY));
    assertEquals(1, cache.counts().damaged());
  }

  @Test
  void onlyWholeEntriesAreLeftInTheFolder() throws Exception {
    cache.getOrCompute(KEY, () -> features(1, 5));
    try (Stream<Path> files = Files.walk(folder)) {
      assertEquals(List.of(file(KEY)), files.filter(Files::isRegularFile).toList());
    }
  }

  @Test
  void threadsThatAskForOneKeyShareOneComputation() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 20; round++) {
        String key = key("round " + round);
        SongFeatures made = features(round, 3);
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
                          return features(1, 1);
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
    assertEquals(2, cache.getOrCompute(KEY, () -> features(1, 2)).rows());
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
          pool.submit(() -> cache.getOrCompute(KEY, () -> features(1, 1)));
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
}
