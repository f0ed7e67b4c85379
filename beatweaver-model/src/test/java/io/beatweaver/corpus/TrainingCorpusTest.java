package io.beatweaver.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.demo.DemoCorpus;
import io.beatweaver.demo.DemoSettings;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.LevelReader;
import io.beatweaver.model.Split;
import io.beatweaver.model.TrainingBeatmap;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.model.internal.train.BatchMaker;
import io.beatweaver.storage.BeatmapFilter;
import io.beatweaver.storage.FeatureCache;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSettings;
import io.beatweaver.storage.StoreWriter;
import io.beatweaver.storage.StoredSong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCorpusTest {
  private static final int SONGS = 8;
  private static final TrainingSelection ALL = TrainingSelection.DEFAULT;

  @TempDir static Path folder;
  private static Path store;
  private static List<CorpusSong> inMemory;

  @BeforeAll
  static void makeStore() throws IOException {
    store = folder.resolve("store");
    DemoSettings settings = DemoSettings.DEFAULT.withSongs(SONGS).withSeconds(10, 11).withSeed(5);
    List<Path> levels = DemoCorpus.write(folder.resolve("corpus"), settings, Progress.NONE);
    CorpusProcessor.process(
        levels, store, CorpusOptions.defaults().withSource("demo"), Progress.NONE);
    inMemory = CorpusSong.load(store, Progress.NONE);
  }

  private static List<TrainingSong> songs(TrainingCorpus corpus) {
    List<TrainingSong> songs = new ArrayList<>();
    for (Split split : Split.values()) {
      songs.addAll(corpus.set().songs(split));
    }
    songs.sort(Comparator.comparing(TrainingSong::id));
    return songs;
  }

  private static TrainingCorpus load(TrainingSelection selection) throws IOException {
    return TrainingCorpus.load(store, selection, Progress.NONE);
  }

  private static TrainingSelection filtered(BeatmapFilter filter) {
    return ALL.withFilter(filter);
  }

  @Test
  void windowsFromDiskAreThoseFromMemory() throws IOException {
    List<TrainingSong> onDisk = songs(load(ALL));
    List<TrainingSong> expected =
        inMemory.stream()
            .map(CorpusSong::toTrainingSong)
            .sorted(Comparator.comparing(TrainingSong::id))
            .toList();
    assertEquals(SONGS, onDisk.size());
    for (int i = 0; i < SONGS; i++) {
      TrainingSong song = onDisk.get(i);
      assertEquals(expected.get(i).id(), song.id());
      assertEquals(expected.get(i).features().toFeatures(), song.features().toFeatures());
      assertEquals(expected.get(i).leftOutNotes(), song.leftOutNotes());
      assertEquals(5, song.beatmaps().size());
      for (int b = 0; b < 5; b++) {
        TrainingBeatmap one = expected.get(i).beatmaps().get(b);
        TrainingBeatmap other = song.beatmaps().get(b);
        assertEquals(one.difficulty(), other.difficulty());
        assertTrue(Arrays.equals(one.tokens(), other.tokens()));
        assertTrue(Arrays.equals(one.barStarts(), other.barStarts()));
      }
    }
  }

  @Test
  void everySongLiesInThePartOfItsAudio() throws IOException {
    TrainingCorpus corpus = load(ALL);
    for (Split split : Split.values()) {
      for (TrainingSong song : corpus.set().songs(split)) {
        assertEquals(split, Split.of(song.id()));
      }
    }
    TrainingReport report = corpus.report();
    int learned = corpus.set().songs(Split.TRAIN).size();
    assertEquals(SONGS, report.songs());
    assertEquals(5 * SONGS, report.beatmaps());
    assertEquals(0, report.filteredBeatmaps());
    assertEquals(new SongWeighting(0, learned, 0, learned, 0, Double.NaN, 1), report.weighting());
  }

  @Test
  void difficultiesCanBeChosen() throws IOException {
    TrainingCorpus corpus =
        load(filtered(BeatmapFilter.ALL.withDifficulties(Difficulty.HARD, Difficulty.EXPERT)));
    assertEquals(2 * SONGS, corpus.report().beatmaps());
    assertEquals(3 * SONGS, corpus.report().filteredBeatmaps());
    for (TrainingSong song : songs(corpus)) {
      assertEquals(
          List.of(Difficulty.HARD, Difficulty.EXPERT),
          song.beatmaps().stream().map(TrainingBeatmap::difficulty).toList());
    }
  }

  @Test
  void temposCanBeChosen() throws IOException {
    double[] tempos = inMemory.stream().mapToDouble(song -> song.entry().bpm()).sorted().toArray();
    TrainingCorpus corpus = load(filtered(BeatmapFilter.ALL.withBpm(tempos[2], tempos[4])));
    List<String> expected =
        inMemory.stream()
            .filter(song -> song.entry().bpm() >= tempos[2] && song.entry().bpm() <= tempos[4])
            .map(song -> song.entry().audioHash())
            .sorted()
            .toList();
    assertEquals(expected, songs(corpus).stream().map(TrainingSong::id).toList());
    assertTrue(expected.size() < SONGS);
  }

  @Test
  void whereNothingFitsItIsSaid() throws IOException {
    for (BeatmapFilter filter :
        List.of(
            BeatmapFilter.ALL.withSources("official"),
            BeatmapFilter.ALL.withCharacteristics(new Characteristic("OneSaber")),
            BeatmapFilter.ALL.withBpm(1000, 2000))) {
      InputException e = assertThrows(InputException.class, () -> load(filtered(filter)));
      assertTrue(e.getMessage().contains(store.toString()), e.getMessage());
    }
    assertEquals(SONGS, load(filtered(BeatmapFilter.ALL.withSources("demo"))).report().songs());
  }

  @Test
  void scoresWeighTheSongsToLearnFrom() throws IOException {
    Map<String, Double> scores = new HashMap<>();
    for (int i = 0; i < SONGS; i++) {
      scores.put(inMemory.get(i).entry().audioHash(), 0.5 + 0.05 * i);
    }
    TrainingCorpus corpus = load(ALL.withScore((SongEntry song) -> scores.get(song.audioHash())));
    List<TrainingSong> learned = corpus.set().songs(Split.TRAIN);
    double least = learned.stream().mapToDouble(s -> scores.get(s.id())).min().orElseThrow();
    for (TrainingSong song : learned) {
      assertEquals(scores.get(song.id()) / least, song.visits(), 1e-9);
    }
    for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
      corpus.set().songs(split).forEach(song -> assertEquals(1, song.visits()));
    }
    assertEquals(0, corpus.report().weighting().unratedSongs());
    assertThrows(IllegalArgumentException.class, () -> load(ALL.withScore(song -> 2)));
  }

  @Test
  void officialSongsGetTheirShareOfTheBars() throws IOException {
    Path mixed = folder.resolve("mixed");
    String official = "";
    try (StoreWriter writer = StoreWriter.create(mixed, StoreSettings.defaults());
        FeatureCache cache = FeatureCache.open(CorpusProcessor.featureFolder(mixed))) {
      for (CorpusSong song : inMemory) {
        SongEntry entry = song.entry();
        boolean first = official.isEmpty() && Split.of(entry.audioHash()) == Split.TRAIN;
        official = first ? entry.audioHash() : official;
        writer.add(
            StoredSong.of(
                LevelReader.read(Path.of(entry.levelPath())),
                first ? TrainingSelection.OFFICIAL : "beatsaver",
                entry.audioHash(),
                entry.durationSeconds()));
        String key =
            FeatureCache.key(entry.audioHash(), song.tempo(), new FeatureExtractor().fingerprint());
        cache.put(key, song.features().toFeatures());
      }
      writer.commit();
    }
    TrainingCorpus corpus = TrainingCorpus.load(mixed, ALL, Progress.NONE);
    double visited = 0;
    double all = 0;
    for (TrainingSong song : corpus.set().songs(Split.TRAIN)) {
      double bars = song.visits() * song.beatmaps().stream().mapToInt(TrainingBeatmap::bars).sum();
      visited += song.id().equals(official) ? bars : 0;
      all += bars;
    }
    assertEquals(0.2, visited / all, 1e-9);
    assertEquals(0.2, corpus.report().weighting().officialBars(), 1e-9);
    assertEquals(1, corpus.report().weighting().officialSongs());
    TrainingSelection asItComes = ALL.withOfficialShare(OptionalDouble.empty());
    corpus = TrainingCorpus.load(mixed, asItComes, Progress.NONE);
    assertEquals(1, corpus.report().weighting().mostVisits());
  }

  @Test
  void aSongThatWasDamagedAfterwardsCostsItselfAlone() throws IOException {
    Path hurt = folder.resolve("hurt");
    CorpusProcessor.process(
        List.of(folder.resolve("corpus")), hurt, CorpusOptions.defaults(), Progress.NONE);
    List<TrainingSong> songs = songs(TrainingCorpus.load(hurt, ALL, Progress.NONE));
    List<Path> shards;
    try (Stream<Path> files = Files.walk(CorpusProcessor.featureFolder(hurt))) {
      shards = files.filter(file -> file.toFile().length() > 100_000).toList();
    }
    try (FileChannel shard = FileChannel.open(shards.get(0), StandardOpenOption.WRITE)) {
      shard.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}), shard.size() / 2);
    }
    assertEquals(SONGS - 1, BatchMaker.readable(songs).size());
    assertTrue(songs.containsAll(BatchMaker.readable(songs)));
  }

  @Test
  void songsWithoutFeaturesAreLeftOutAndCounted() throws IOException {
    Path bare = folder.resolve("bare");
    CorpusProcessor.process(
        List.of(folder.resolve("corpus")), bare, CorpusOptions.defaults(), Progress.NONE);
    try (Stream<Path> files = Files.walk(CorpusProcessor.featureFolder(bare))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    InputException e =
        assertThrows(InputException.class, () -> TrainingCorpus.load(bare, ALL, Progress.NONE));
    assertFalse(e.getMessage().isBlank());
  }
}
