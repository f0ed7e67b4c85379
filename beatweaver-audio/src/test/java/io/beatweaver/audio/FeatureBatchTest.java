package io.beatweaver.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.Progress;
import io.beatweaver.audio.FeatureBatch.Song;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.ReadWarning;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureBatchTest {
  private static final TempoMap TEMPO = TempoMap.constant(120);
  private static final Path GOOD = GoldenSongs.resource("golden/short600.wav");

  @TempDir Path folder;

  private static FeatureBatch batch(int workers) {
    return new FeatureBatch(new FeatureExtractor(), workers);
  }

  private static List<Song> good(int count) {
    List<Song> songs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      songs.add(Song.of("song " + i, GOOD, TEMPO));
    }
    return songs;
  }

  private static long batchThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("beatweaver-measuring"))
        .count();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void handsOverWhatTheExtractorMakes(int workers) throws IOException {
    List<Song> songs = new ArrayList<>();
    GoldenSongs.BPM.forEach(
        (name, bpm) ->
            songs.add(
                Song.of(
                    name,
                    GoldenSongs.resource("golden/" + name + ".wav"),
                    TempoMap.constant(bpm))));
    Map<String, SongFeatures> measured = new ConcurrentHashMap<>();
    FeatureReport report =
        batch(workers).run(songs, m -> measured.put(m.id(), m.features()), Progress.NONE);
    Map<String, SongFeatures> expected = new HashMap<>();
    for (Song song : songs) {
      TempoMap tempo = TempoMap.constant(GoldenSongs.BPM.get(song.id()));
      AudioClip clip = AudioDecoder.decode(song.path());
      expected.put(song.id(), new FeatureExtractor().extract(clip, tempo));
    }
    assertEquals(expected, measured);
    assertEquals(new FeatureReport(10, 10, 0, List.of(), List.of()), report);
  }

  @Test
  void aSongThatFailsCostsItselfAlone() throws IOException {
    Path broken = Files.write(folder.resolve("broken.ogg"), new byte[] {'O', 'g', 'g', 'S', 0});
    List<Song> songs = good(3);
    songs.add(1, Song.of("broken", broken, TEMPO));
    songs.add(Song.of("absent", folder.resolve("absent.ogg"), TEMPO));
    songs.add(Song.of("wild", GOOD, TempoMap.constant(TempoMap.MAX_BPM, -1e9)));
    songs.add(
        new Song(
            "unlucky",
            GOOD,
            song -> {
              throw new IllegalStateException("no tempo today");
            }));
    List<String> measured = Collections.synchronizedList(new ArrayList<>());
    FeatureReport report = batch(2).run(songs, m -> measured.add(m.id()), Progress.NONE);
    assertEquals(Set.of("song 0", "song 1", "song 2"), Set.copyOf(measured));
    assertEquals(3, report.measured());
    assertEquals(7, report.songs());
    Map<String, String> reasons = new HashMap<>();
    report.failures().forEach(failure -> reasons.put(failure.id(), failure.reason()));
    assertEquals(Set.of("broken", "absent", "wild", "unlucky"), reasons.keySet());
    assertTrue(reasons.get("broken").startsWith(broken.toString()), reasons.get("broken"));
    assertTrue(reasons.get("absent").endsWith("no such file"), reasons.get("absent"));
    assertTrue(reasons.get("wild").contains("rows"), reasons.get("wild"));
    assertEquals("java.lang.IllegalStateException: no tempo today", reasons.get("unlucky"));
  }

  @Test
  void oneSongMayBeLaidOnSeveralTempos() throws IOException {
    List<TempoMap> tempos = List.of(TEMPO, TempoMap.constant(90, .1));
    Set<TempoMap> seen = ConcurrentHashMap.newKeySet();
    Song song = new Song("a", GOOD, file -> tempos);
    FeatureReport report = batch(1).run(List.of(song), m -> seen.add(m.tempo()), Progress.NONE);
    assertEquals(Set.copyOf(tempos), seen);
    assertEquals(1, report.measured());
  }

  @Test
  void aSongThatNothingIsWantedOfIsNotDecoded() throws IOException {
    Path noSong = Files.writeString(folder.resolve("notes.txt"), "no song");
    Song song =
        new Song("a", noSong, file -> file.hash().length() == 64 ? List.of() : List.of(TEMPO));
    FeatureReport report = batch(1).run(List.of(song), m -> {}, Progress.NONE);
    assertEquals(new FeatureReport(1, 0, 1, List.of(), List.of()), report);
  }

  @Test
  void estimatesATempoWhereNoneIsGiven() throws IOException {
    List<TempoMap> tempos = new ArrayList<>();
    Song song = Song.estimated("click", GoldenSongs.resource("golden/click128.wav"));
    batch(1).run(List.of(song), m -> tempos.add(m.tempo()), Progress.NONE);
    AudioClip clip = GoldenSongs.decode("click128");
    assertEquals(List.of(TempoEstimator.estimate(clip).tempoMap()), tempos);
  }

  @Test
  void saysWhichSongsAreCutOffAndWhichGotADefaultTempo() throws IOException {
    Path silence = folder.resolve("silence.wav");
    WavWriter.write(silence, new float[22_050 * 6], 22_050);
    byte[] whole = Files.readAllBytes(GOOD);
    Path cut = Files.write(folder.resolve("cut.wav"), Arrays.copyOf(whole, whole.length - 100));
    List<Song> songs =
        List.of(Song.estimated("silence", silence), Song.of("cut", cut, TEMPO), good(1).get(0));
    FeatureReport report = batch(1).run(songs, m -> {}, Progress.NONE);
    assertEquals(3, report.measured());
    assertEquals(
        List.of(silence.toString(), cut.toString()),
        report.warnings().stream().map(ReadWarning::file).toList());
    assertEquals("no beat was found", report.warnings().get(0).kind());
    assertEquals("is cut off", report.warnings().get(1).kind());
  }

  @Test
  void aNullAmongTheSongsIsAnError() {
    List<Song> songs = new ArrayList<>(good(2));
    songs.add(1, null);
    assertThrows(NullPointerException.class, () -> batch(1).run(songs, m -> {}, Progress.NONE));
  }

  /** The receiver stands still until all workers have a song for it: no further one is begun. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aSlowReceiverHoldsTheSongsBack(int workers) throws IOException {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger handed = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(workers);
    List<Song> songs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      songs.add(
          new Song(
              "song " + i,
              GOOD,
              file -> {
                int atWork = begun.incrementAndGet() - handed.get();
                most.accumulateAndGet(atWork, Math::max);
                return List.of(TEMPO);
              }));
    }
    FeatureReport report =
        batch(workers)
            .run(
                songs,
                m -> {
                  full.countDown();
                  await(full);
                  handed.incrementAndGet();
                },
                Progress.NONE);
    assertEquals(40, report.measured());
    assertEquals(workers, most.get());
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void theReceiversFirstFailureEndsTheRun(int workers) {
    IOException full = new IOException("no space left");
    AtomicInteger calls = new AtomicInteger();
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                batch(workers)
                    .run(
                        good(200),
                        m -> {
                          if (calls.incrementAndGet() == 3) {
                            throw full;
                          }
                        },
                        Progress.NONE));
    assertSame(full, thrown);
    assertTrue(calls.get() < 3 + workers, calls + " calls");
    assertEquals(0, batchThreads());
  }

  @Test
  void anErrorAnIteratorAndAWatcherEndTheRunToo() {
    Song bad =
        new Song(
            "bad",
            GOOD,
            file -> {
              throw new StackOverflowError();
            });
    assertThrows(
        StackOverflowError.class, () -> batch(2).run(List.of(bad), m -> {}, Progress.NONE));
    Iterable<Song> songs =
        () ->
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public Song next() {
                throw new NoSuchElementException("the list is gone");
              }
            };
    assertThrows(NoSuchElementException.class, () -> batch(2).run(songs, m -> {}, Progress.NONE));
    AtomicInteger updates = new AtomicInteger();
    assertThrows(
        CancellationException.class,
        () ->
            batch(2)
                .run(
                    good(100),
                    m -> {},
                    (stage, done, total, detail) -> {
                      updates.incrementAndGet();
                      throw new CancellationException();
                    }));
    assertEquals(1, updates.get());
    assertEquals(0, batchThreads());
  }

  @Test
  void anInterruptedRunEndsAndLeavesNoThread() throws Exception {
    CountDownLatch atWork = new CountDownLatch(2);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>(false);
    Thread caller =
        new Thread(
            () -> {
              try {
                batch(2)
                    .run(
                        good(100),
                        m -> {
                          atWork.countDown();
                          await(new CountDownLatch(1));
                        },
                        Progress.NONE);
              } catch (Throwable e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    atWork.await();
    caller.interrupt();
    caller.join();
    assertEquals(InterruptedIOException.class, thrown.get().getClass());
    assertTrue(flag.get());
    assertEquals(0, batchThreads());
  }

  @Test
  void tellsItsProgress() throws IOException {
    List<String> updates = new ArrayList<>();
    Progress progress =
        (stage, done, total, detail) -> updates.add(stage + " " + done + "/" + total);
    batch(3).run(good(3), m -> {}, progress);
    assertEquals(List.of("measuring 1/3", "measuring 2/3", "measuring 3/3"), updates);
    updates.clear();
    Iterable<Song> unknown = good(1)::iterator;
    batch(3).run(unknown, m -> {}, progress);
    assertEquals(List.of("measuring 1/-1"), updates);
    assertEquals(
        new FeatureReport(0, 0, 0, List.of(), List.of()),
        batch(2).run(List.of(), m -> {}, progress));
    assertFalse(updates.size() > 1);
    assertThrows(IllegalArgumentException.class, () -> batch(0));
  }
}
