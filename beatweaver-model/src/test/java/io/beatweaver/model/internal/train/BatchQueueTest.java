package io.beatweaver.model.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.model.FeatureWindows;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.SyntheticSongs;
import io.beatweaver.model.Trainer;
import io.beatweaver.model.TrainingBudget;
import io.beatweaver.model.TrainingListener;
import io.beatweaver.model.TrainingOptions;
import io.beatweaver.model.TrainingSet;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.model.Validation;
import io.beatweaver.model.internal.net.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchQueueTest {
  private static final ModelConfig CONFIG =
      new ModelConfig(ModelConfig.EncoderKind.PLAIN, 1, 1, 8, 2, 8, 4, 4, 1, 1, 1024, 0);
  private static final TrainingOptions OPTIONS =
      TrainingOptions.builder(new TrainingBudget.Steps(1)).batchSize(3).featureMasks(2).build();

  @TempDir Path folder;

  /** All that a batch is, as numbers. */
  private static List<Integer> print(BatchQueue.Item item) {
    Batch batch = item.batch();
    List<Integer> print = new ArrayList<>();
    float[] features = new float[batch.features().remaining() / Float.BYTES];
    batch.features().asFloatBuffer().get(features);
    print.add(Arrays.hashCode(features));
    print.add(Arrays.hashCode(batch.onsets()));
    print.add(Arrays.hashCode(batch.difficulties()));
    print.add(Arrays.deepHashCode(batch.counted()));
    batch
        .tracks()
        .forEach(
            track -> {
              for (int i = 0; i < track.length(); i++) {
                print.add(track.token(i));
              }
            });
    print.add(item.epoch());
    return print;
  }

  private static List<List<Integer>> steps(
      List<TrainingSong> songs, long seed, long first, int count, int threads) throws IOException {
    List<List<Integer>> prints = new ArrayList<>();
    try (BatchQueue queue = new BatchQueue(songs, CONFIG, OPTIONS, seed, first, threads)) {
      for (int i = 0; i < count; i++) {
        BatchQueue.Item item = queue.take();
        prints.add(print(item));
        queue.giveBack(item);
      }
      assertTrue(queue.waitedSeconds() > 0);
    }
    return prints;
  }

  @Test
  void aStepsBatchIsTheSameHoweverManyThreadsPrepareItAndWhereverOneBegins() throws IOException {
    List<TrainingSong> songs = SyntheticSongs.of(4, 11, 1);
    List<List<Integer>> expected = steps(songs, 7, 0, 40, 1);
    assertEquals(40, expected.stream().distinct().count());
    int epochs = expected.get(39).get(expected.get(39).size() - 1);
    assertTrue(epochs >= 3, "epochs: " + epochs);
    assertEquals(expected, steps(songs, 7, 0, 40, 3));
    for (int first : new int[] {1, 6, 13, 29, 39}) {
      assertEquals(expected.subList(first, 40), steps(songs, 7, first, 40 - first, 2));
    }
    assertNotEquals(expected, steps(songs, 8, 0, 40, 1));
  }

  @Test
  void aDamagedSongIsLeftOutCountedAndStoodInForWhateverTheThreads() throws IOException {
    List<TrainingSong> songs = new ArrayList<>(SyntheticSongs.of(4, 11, 1));
    AtomicInteger reads = new AtomicInteger();
    songs.set(1, damaged(songs.get(1), reads));
    List<List<Integer>> expected = steps(songs, 7, 0, 30, 1);
    assertEquals(1, reads.get(), "a song that is known to be damaged isn't read again");
    assertEquals(expected, steps(songs, 7, 0, 30, 3));
    assertEquals(expected.subList(11, 30), steps(songs, 7, 11, 19, 2));
    try (BatchQueue queue = new BatchQueue(songs, CONFIG, OPTIONS, 7, 0)) {
      for (int i = 0; i < 6; i++) {
        BatchQueue.Item item = queue.take();
        assertTrue(item.batch().size() > 0);
        queue.giveBack(item);
      }
      assertEquals(1, queue.damagedSongs());
    }
  }

  @Test
  void whereEverySongIsDamagedTrainingEndsWithTheReason() {
    AtomicInteger reads = new AtomicInteger();
    List<TrainingSong> songs =
        SyntheticSongs.of(3, 11, 1).stream().map(song -> damaged(song, reads)).toList();
    try (BatchQueue queue = new BatchQueue(songs, CONFIG, OPTIONS, 7, 0)) {
      UncheckedIOException e = assertThrows(UncheckedIOException.class, queue::take);
      assertInstanceOf(InputException.class, e.getCause());
    }
    TrainingSet set = TrainingSet.of(songs, List.of(), List.of());
    InputException e =
        assertThrows(
            InputException.class,
            () -> Trainer.train(set, CONFIG, OPTIONS, "", folder, TrainingListener.NONE));
    assertTrue(e.getMessage().contains("shard 3"), e.getMessage());
    assertThrows(InputException.class, () -> new Evaluator(songs, CONFIG, 10));
  }

  @Test
  void onlySongsThatCanBeReadAreEvaluatedOn() throws IOException {
    List<TrainingSong> songs = new ArrayList<>(SyntheticSongs.of(3, 11, 1));
    List<TrainingSong> whole = List.of(songs.get(0), songs.get(2));
    songs.set(1, damaged(songs.get(1), new AtomicInteger()));
    assertEquals(whole, BatchMaker.readable(songs));
  }

  @Test
  void memoryIsThatOfAFewBatchesHoweverSlowTheTraining() throws Exception {
    List<TrainingSong> songs = SyntheticSongs.of(4, 11, 1);
    AtomicInteger reads = new AtomicInteger();
    songs = songs.stream().map(song -> counted(song, reads)).toList();
    BatchQueue queue = new BatchQueue(songs, CONFIG, OPTIONS, 7, 0, 2);
    for (int batch = 0; batch < 6; batch++) {
      assertFalse(queue.take().batch().tracks().isEmpty());
    }
    // Of what none is given back; the threads that have no room wait and end when they are told.
    queue.close();
    assertTrue(queue.awaitEnd(10_000), "threads that go on");
    assertTrue(reads.get() <= 6 * 3, "windows read: " + reads.get());
  }

  @Test
  void aTrainingGoesOnWithoutDamagedSongsToWatch() throws IOException {
    List<TrainingSong> songs = SyntheticSongs.of(3, 11, 1);
    List<TrainingSong> watched = new ArrayList<>(SyntheticSongs.of(2, 11, 2));
    watched.set(0, damaged(watched.get(0), new AtomicInteger()));
    TrainingOptions options = OPTIONS.toBuilder().generatedSongs(2).validateEvery(1).build();
    for (List<TrainingSong> held : List.of(watched, watched.subList(0, 1))) {
      List<Validation> seen = new ArrayList<>();
      Trainer.train(
          TrainingSet.of(songs, held, List.of()),
          CONFIG,
          options,
          "",
          folder,
          progress -> progress.validation().ifPresent(seen::add));
      assertEquals(held.size() > 1, !seen.isEmpty());
      assertTrue(seen.stream().allMatch(v -> Double.isFinite(v.loss())), "" + seen);
    }
  }

  @Test
  void closingEndsTheThreads() throws Exception {
    BatchQueue queue = new BatchQueue(SyntheticSongs.of(4, 11, 1), CONFIG, OPTIONS, 7, 0, 2);
    BatchQueue.Item item = queue.take();
    assertFalse(item.batch().tracks().isEmpty());
    queue.close();
    assertTrue(queue.awaitEnd(10_000), "threads that go on");
    assertArrayEquals(new int[] {3, 3, 3}, item.batch().difficulties());
  }

  private static TrainingSong damaged(TrainingSong song, AtomicInteger reads) {
    return with(
        song,
        new FeatureWindows() {
          @Override
          public int rows() {
            return song.features().rows();
          }

          @Override
          public void copyRows(int fromRow, int count, float[] target, int offset)
              throws IOException {
            reads.incrementAndGet();
            // As a mapped song does, which fails at its end.
            Arrays.fill(target, 0);
            throw new InputException("shard 3", "", "the values' checksum is wrong");
          }
        });
  }

  private static TrainingSong counted(TrainingSong song, AtomicInteger reads) {
    return with(
        song,
        new FeatureWindows() {
          @Override
          public int rows() {
            return song.features().rows();
          }

          @Override
          public void copyRows(int fromRow, int count, float[] target, int offset)
              throws IOException {
            reads.incrementAndGet();
            song.features().copyRows(fromRow, count, target, offset);
          }

          @Override
          public SongFeatures toFeatures() throws IOException {
            return song.features().toFeatures();
          }
        });
  }

  private static TrainingSong with(TrainingSong song, FeatureWindows features) {
    return new TrainingSong(song.id(), features, song.beatmaps(), song.visits());
  }
}
