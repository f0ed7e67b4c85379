package io.beatweaver.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.Progress;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.FeatureBatch;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.audio.FeatureReport;
import io.beatweaver.audio.WavWriter;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.storage.CacheCounts;
import io.beatweaver.storage.FeatureCache;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureWarmerTest {
  private static final TempoMap SLOW = TempoMap.constant(100);
  private static final TempoMap FAST = TempoMap.constant(150);

  @TempDir Path folder;
  private final FeatureExtractor extractor = new FeatureExtractor();

  private FeatureBatch.Song song(int number, TempoMap... tempos) throws IOException {
    Path file = folder.resolve("song" + number + ".wav");
    float[] samples = new float[20_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.sin(i * (0.05 + 0.01 * number));
    }
    WavWriter.write(file, samples, 8_000);
    return new FeatureBatch.Song("song " + number, file, audio -> List.of(tempos));
  }

  private WarmReport warm(List<FeatureBatch.Song> songs, Progress progress) throws IOException {
    try (FeatureCache cache = FeatureCache.open(folder.resolve("cache"))) {
      return new FeatureWarmer(cache, extractor, 2).warm(songs, progress);
    }
  }

  private void requireCached(FeatureBatch.Song song, TempoMap tempo) throws IOException {
    SongFeatures expected = extractor.extract(AudioDecoder.decode(song.path()), tempo);
    String audio = FeatureExtractor.audioHash(song.path());
    try (FeatureCache cache = FeatureCache.open(folder.resolve("cache"))) {
      SongFeatures actual =
          cache.find(FeatureCache.key(audio, tempo, extractor.fingerprint())).orElseThrow();
      assertEquals(expected.rows(), actual.rows());
      for (int row = 0; row < expected.rows(); row++) {
        for (int column = 0; column < SongFeatures.COLUMNS; column++) {
          assertEquals(expected.get(row, column), actual.get(row, column), 0x1p-11);
        }
      }
    }
  }

  @Test
  void everySongIsCachedOnEachOfItsTemposAndASecondRunComputesNothing() throws Exception {
    List<FeatureBatch.Song> songs = List.of(song(1, SLOW), song(2, SLOW, FAST), song(3));
    List<String> told = new ArrayList<>();
    WarmReport first =
        warm(songs, (stage, done, total, detail) -> told.add(stage + " " + done + "/" + total));
    assertEquals(new WarmReport(3, 2, 1, List.of(), List.of()), first);
    assertEquals(List.of("warming 1/3", "warming 2/3", "warming 3/3"), told);
    requireCached(songs.get(0), SLOW);
    requireCached(songs.get(1), SLOW);
    requireCached(songs.get(1), FAST);
    assertEquals(new WarmReport(3, 0, 3, List.of(), List.of()), warm(songs, Progress.NONE));
  }

  @Test
  void onlyTheTempoThatIsMissingIsComputed() throws Exception {
    warm(List.of(song(1, SLOW)), Progress.NONE);
    try (FeatureCache cache = FeatureCache.open(folder.resolve("cache"))) {
      new FeatureWarmer(cache, extractor, 1).warm(List.of(song(1, SLOW, FAST)), Progress.NONE);
      assertEquals(new CacheCounts(0, 1, 0), cache.counts());
      assertEquals(2, cache.size().songs());
    }
  }

  @Test
  void songsThatFailCostThemselvesAloneAndAreCountedByReason() throws Exception {
    List<FeatureBatch.Song> songs = new ArrayList<>(List.of(song(1, SLOW), song(2, FAST)));
    for (int number : new int[] {3, 4}) {
      Path noise = Files.writeString(folder.resolve("noise" + number), "no song at all, " + number);
      songs.add(FeatureBatch.Song.of("noise " + number, noise, SLOW));
    }
    songs.add(FeatureBatch.Song.of("gone", folder.resolve("gone.wav"), SLOW));
    WarmReport report = warm(songs, Progress.NONE);
    assertEquals(5, report.songs());
    assertEquals(2, report.computed());
    assertEquals(
        List.of("gone", "noise 3", "noise 4"),
        report.failures().stream().map(FeatureReport.Failure::id).sorted().toList());
    Map<String, Integer> reasons = report.failuresByReason();
    assertEquals(1, reasons.get("no such file"), reasons.toString());
    assertEquals(2, reasons.size(), reasons.toString());
    assertTrue(reasons.containsValue(2), reasons.toString());
  }

  @Test
  void aRunThatWasStoppedIsTakenUpWhereItEnded() throws Exception {
    List<FeatureBatch.Song> songs = new ArrayList<>();
    for (int number = 0; number < 6; number++) {
      songs.add(song(number, SLOW));
    }
    assertThrows(
        CancellationException.class,
        () ->
            warm(
                songs,
                (stage, done, total, detail) -> {
                  if (done == 3) {
                    throw new CancellationException("enough");
                  }
                }));
    WarmReport rest = warm(songs, Progress.NONE);
    assertTrue(rest.present() >= 3, rest.toString());
    assertEquals(6, rest.present() + rest.computed());
    for (FeatureBatch.Song song : songs) {
      requireCached(song, SLOW);
    }
  }

  @Test
  void aCacheThatCannotBeWrittenEndsTheRun() throws Exception {
    // A folder where the cache keeps its lock.
    Files.createDirectories(folder.resolve("cache/lock"));
    List<FeatureBatch.Song> songs = List.of(song(1, SLOW), song(2, SLOW));
    IOException e = assertThrows(IOException.class, () -> warm(songs, Progress.NONE));
    assertTrue(e.getMessage().contains("features can't be cached"), e.getMessage());
  }

  @Test
  void songsThatAreNoCollectionAreTakenOneByOne() throws Exception {
    List<FeatureBatch.Song> songs = List.of(song(1, SLOW), song(2, SLOW));
    try (FeatureCache cache = FeatureCache.open(folder.resolve("cache"))) {
      WarmReport report =
          new FeatureWarmer(cache, extractor, 2).warm(songs::iterator, Progress.NONE);
      assertEquals(new WarmReport(2, 2, 0, List.of(), List.of()), report);
    }
  }
}
