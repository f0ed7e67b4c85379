package io.beatweaver.corpus;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.storage.BeatmapStore;
import io.beatweaver.storage.FeatureCache;
import io.beatweaver.storage.LevelSource;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.StoreWriter;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Makes one store of those of a corpus's parts: of the same songs as one run over all of it would
 * have made, sorted by path. Holds what the stores say of their songs, and the rows of one song at
 * a time.
 */
final class PartsMerge implements AutoCloseable {
  private final FoundLevels levels;
  private final CorpusOptions options;
  private final String fingerprint = new FeatureExtractor().fingerprint();
  private final List<Runnable> closing = new ArrayList<>();
  private final Map<String, Song> songs = new HashMap<>();
  private final Map<String, LevelSource> sources = new HashMap<>();
  private final List<CorpusReport.Failure> failures;

  PartsMerge(FoundLevels levels, CorpusOptions options) {
    this.levels = levels;
    this.options = options;
    this.failures = new ArrayList<>(levels.failures());
  }

  /**
   * A song in its part.
   *
   * @param features null if the part has none, or none are wanted
   */
  private record Song(BeatmapStore store, SongEntry entry, FeatureCache features) {
    Path path() {
      return Path.of(entry.levelPath());
    }

    private Path place() {
      return Path.of(Ledger.place(path()));
    }

    /** The first that has its audio, as in a run over all. */
    Song or(Song other) {
      boolean audio = !entry.audioHash().isEmpty();
      if (audio == other.entry.audioHash().isEmpty()) {
        return audio ? this : other;
      }
      return place().compareTo(other.place()) <= 0 ? this : other;
    }
  }

  /** Takes in a part's store, which stays open. */
  void add(Path part) throws IOException {
    BeatmapStore store = BeatmapStore.open(part);
    closing.add(store::close);
    Path folder = CorpusProcessor.featureFolder(part);
    FeatureCache features = null;
    if (options.features() && Files.isDirectory(folder)) {
      features = FeatureCache.open(folder);
      closing.add(features::close);
    }
    for (SongEntry entry : store.songs()) {
      songs.merge(entry.hash(), new Song(store, entry, features), Song::or);
    }
    for (LevelSource source : store.sources()) {
      sources.put(source.path(), source);
    }
  }

  /** Writes the store of all parts. */
  CorpusReport write(Path folder, Progress progress) throws IOException {
    int duplicates = judgeLevels();
    if (songs.isEmpty()) {
      String first = failures.isEmpty() ? "" : "; first: " + failures.get(0).reason();
      String path = failures.isEmpty() ? folder.toString() : failures.get(0).path();
      throw new InputException(path, "", "no level of any part can be used" + first);
    }
    List<Song> inOrder = new ArrayList<>(songs.values());
    inOrder.sort(Comparator.comparing(Song::path));
    long notes = 0;
    int warnings = 0;
    int withFeatures = 0;
    try (StoreWriter writer = StoreWriter.create(folder, options.store().withReplace(true));
        FeatureCache cache =
            options.features() ? FeatureCache.open(CorpusProcessor.featureFolder(folder)) : null;
        BufferAllocator memory = new RootAllocator()) {
      int done = 0;
      for (Song song : inOrder) {
        copyRows(song, writer, memory);
        withFeatures += cache != null && copyFeatures(song, cache) ? 1 : 0;
        notes += song.entry.beatmaps().stream().mapToLong(map -> map.notes()).sum();
        warnings += song.entry.readWarnings();
        progress.update("merging", ++done, inOrder.size(), song.entry.levelPath());
      }
      sources.values().forEach(writer::remember);
      writer.commit();
    }
    int vanished =
        CorpusRun.vanished(levels.fingerprints().keySet(), levels.roots(), sources.keySet());
    return new CorpusReport(
        levels.fingerprints().size(),
        0,
        inOrder.size(),
        0,
        0,
        duplicates,
        vanished,
        notes,
        withFeatures,
        warnings,
        failures);
  }

  /** Notes what could not be used, and counts what is stored from elsewhere. */
  private int judgeLevels() {
    int duplicates = 0;
    for (Path level : levels.fingerprints().keySet()) {
      String place = Ledger.place(level);
      LevelSource known = sources.get(place);
      if (known == null) {
        fail(level.toString(), "is in none of the parts");
        continue;
      }
      if (!known.failure().isEmpty()) {
        fail(level.toString(), known.failure());
      }
      Song song = known.source().isEmpty() ? null : songs.get(known.hash());
      duplicates += song != null && !Ledger.place(song.path()).equals(place) ? 1 : 0;
    }
    return duplicates;
  }

  private void fail(String path, String reason) {
    failures.add(new CorpusReport.Failure(path, reason));
  }

  private static void copyRows(Song song, StoreWriter writer, BufferAllocator memory)
      throws IOException {
    Map<StoreSchema, VectorSchemaRoot> rows = song.store.batches(song.entry, memory);
    try {
      writer.addBatches(rows);
    } finally {
      rows.values().forEach(VectorSchemaRoot::close);
    }
  }

  /** Whether all features of a song are in the cache afterwards. */
  private boolean copyFeatures(Song song, FeatureCache cache) throws IOException {
    if (song.entry.audioHash().isEmpty()) {
      return false;
    }
    for (TempoMap tempo : Ledger.tempos(song.entry)) {
      String key = FeatureCache.key(song.entry.audioHash(), tempo, fingerprint);
      if (!cache.contains(key)) {
        Optional<SongFeatures> features =
            song.features == null ? Optional.empty() : song.features.find(key);
        if (features.isEmpty()) {
          LevelSource source = sources.get(Ledger.place(song.path()));
          if (source == null || source.failure().isEmpty()) {
            fail(song.entry.levelPath(), SongReader.NO_FEATURES + "its part has none");
          }
          return false;
        }
        cache.put(key, features.get());
      }
    }
    return true;
  }

  @Override
  public void close() {
    closing.forEach(Runnable::run);
  }
}
