package io.beatweaver.corpus;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.storage.LevelSource;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * One run over a corpus: reads what is new or changed on the workers and writes it in the order of
 * paths, what replaces something after the rest, so that the same input gives the same store.
 */
final class CorpusRun {
  /** Songs that wait to replace others, so that they don't pile up in memory. */
  private static final int MOST_REPLACEMENTS = 256;

  private final SortedMap<Path, Long> found;
  private final Map<String, Path> byPlace = new HashMap<>();
  private final List<Path> roots;
  private final Set<CorpusReport.Failure> failures;
  private final CorpusOptions options;
  private final StoreWriter writer;
  private final SongReader reader;
  private final Ledger ledger;
  private final ExecutorService workers;
  private final List<SongRead> replacements = new ArrayList<>();
  private final Set<String> waiting = new HashSet<>();
  private final Set<String> lostAudio = new HashSet<>();
  private final Map<Path, Long> again = new LinkedHashMap<>();
  private int unchanged;
  private int stored;
  private int replaced;
  private int removed;
  private int duplicates;
  private int vanished;
  private long notes;
  private int features;
  private int warnings;
  private int sinceCheckpoint;

  CorpusRun(
      FoundLevels levels,
      CorpusOptions options,
      StoreWriter writer,
      SongReader reader,
      Ledger ledger,
      ExecutorService workers) {
    this.found = levels.fingerprints();
    found.keySet().forEach(level -> byPlace.putIfAbsent(Ledger.place(level), level));
    this.roots = levels.roots();
    this.failures = new LinkedHashSet<>(levels.failures());
    this.options = options;
    this.writer = writer;
    this.reader = reader;
    this.ledger = ledger;
    this.workers = workers;
  }

  /**
   * Runs.
   *
   * @param someOfUse whether there has to be something to store
   */
  CorpusReport run(boolean someOfUse, Progress progress) throws IOException {
    Map<Path, Long> wanted = new LinkedHashMap<>();
    for (Map.Entry<Path, Long> level : found.entrySet()) {
      Optional<LevelSource> known = writer.source(Ledger.place(level.getKey()));
      if (known.isEmpty() || isChanged(known.get(), level.getValue())) {
        wanted.put(level.getKey(), level.getValue());
      } else {
        unchanged++;
        if (!known.get().failure().isEmpty()) {
          fail(level.getKey(), known.get().failure());
        }
      }
    }
    vanished = vanished(found.keySet(), roots, writer.sources().keySet());
    read(wanted, progress);
    if (!again.isEmpty() && !replacements.isEmpty()) {
      // What is read again is compared with what is stored.
      checkpoint();
    }
    read(new LinkedHashMap<>(again), progress);
    if (!replacements.isEmpty()) {
      checkpoint();
    }
    if (someOfUse) {
      requireSome();
    }
    writer.commit();
    return new CorpusReport(
        found.size(),
        unchanged,
        stored,
        replaced,
        removed,
        duplicates,
        vanished,
        notes,
        features,
        warnings,
        List.copyOf(failures));
  }

  /**
   * Also where audio or features are wanted that an earlier run wasn't asked for, unless the level,
   * which then has no source, or its song can't be used.
   */
  private boolean isChanged(LevelSource known, long fingerprint) throws IOException {
    if (known.fingerprint() != fingerprint) {
      return true;
    }
    Optional<Ledger.Stored> song = ledger.song(known.hash());
    if (song.isEmpty() || known.source().isEmpty() || SongReader.isOfSong(known.failure())) {
      return false;
    }
    if (options.audio() && !song.get().hasAudio()) {
      return true;
    }
    return options.features() && !reader.hasFeatures(song.get().audioHash(), song.get().tempos());
  }

  /** How many places below the roots are known and not found. */
  static int vanished(Set<Path> found, List<Path> roots, Set<String> known) {
    Set<String> here = found.stream().map(Ledger::place).collect(Collectors.toSet());
    List<Path> below = roots.stream().map(root -> Path.of(Ledger.place(root))).toList();
    return (int)
        known.stream()
            .filter(place -> !here.contains(place))
            .filter(place -> below.stream().anyMatch(root -> Path.of(place).startsWith(root)))
            .count();
  }

  private void read(Map<Path, Long> levels, Progress progress) throws IOException {
    ArrayDeque<Future<SongRead>> inFlight = new ArrayDeque<>();
    var next = levels.entrySet().iterator();
    for (int done = 0; done < levels.size(); done++) {
      while (next.hasNext() && inFlight.size() < 4 * options.workers()) {
        Map.Entry<Path, Long> level = next.next();
        boolean audio = options.audio() || hadAudio(level.getKey());
        inFlight.add(workers.submit(() -> reader.read(level.getKey(), level.getValue(), audio)));
      }
      SongRead read = result(inFlight.remove());
      take(read);
      sinceCheckpoint++;
      boolean full = replacements.size() >= MOST_REPLACEMENTS;
      if (full || sinceCheckpoint >= options.checkpointLevels() && !options.store().replace()) {
        checkpoint();
      }
      progress.update("processing", done + 1L, levels.size(), read.path().toString());
    }
  }

  /** What was known of a song isn't lost where songs aren't opened this time. */
  private boolean hadAudio(Path level) {
    String hash = writer.source(Ledger.place(level)).map(LevelSource::hash).orElse("");
    return lostAudio.contains(hash) || ledger.song(hash).map(Ledger.Stored::hasAudio).orElse(false);
  }

  private static SongRead result(Future<SongRead> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while processing levels", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SongReader.CacheFailure failure) {
        throw failure;
      }
      throw new IOException("processing failed: " + e.getCause(), e.getCause());
    }
  }

  private void take(SongRead read) throws IOException {
    String place = Ledger.place(read.path());
    String before = writer.source(place).map(LevelSource::hash).orElse("");
    if (!read.failure().isEmpty()) {
      fail(read.path(), read.failure());
    }
    if (read.song() == null) {
      // What it gave before stays stored until it gives another level.
      writer.remember(new LevelSource(place, read.remembered(), before, "", read.failure()));
      return;
    }
    SongEntry song = read.song().entry();
    if (!before.equals(song.hash())) {
      ledger.unlink(place, before);
      ledger.link(place, song.hash());
    }
    Optional<Ledger.Stored> known = ledger.song(song.hash());
    if (known.isEmpty()) {
      writer.add(read.song());
      remember(place, read);
      stored++;
      count(read);
    } else if (!read.passing() && ledger.isBetter(song) && waiting.add(song.hash())) {
      replacements.add(read);
      if (song.audioHash().isEmpty() && known.get().hasAudio()) {
        lostAudio.add(song.hash());
        readOthersAgain(song.hash(), place);
      }
    } else {
      remember(place, read);
      if (known.get().place().equals(place)) {
        features += read.features() ? 1 : 0;
      } else {
        duplicates++;
      }
    }
    if (!before.isEmpty() && !before.equals(song.hash())) {
      leave(before, place);
    }
  }

  /**
   * A place has given up a hash: the song goes, or is read again from where else it is, unless that
   * is what waits to replace it.
   */
  private void leave(String hash, String place) throws IOException {
    Optional<Ledger.Stored> song = ledger.song(hash);
    if (song.isEmpty() || waiting.contains(hash)) {
      return;
    }
    if (ledger.places(hash).isEmpty()) {
      writer.remove(hash);
      ledger.remove(hash);
      removed++;
    } else if (song.get().place().equals(place)) {
      readOthersAgain(hash, place);
    }
  }

  /**
   * Has a hash read again from where else it is. The fingerprints that are remembered are wrong
   * ones, in case this run doesn't get there.
   */
  private void readOthersAgain(String hash, String place) {
    for (String other : ledger.places(hash)) {
      Path level = byPlace.get(other);
      Optional<LevelSource> source = writer.source(other);
      if (!other.equals(place) && level != null && source.isPresent()) {
        LevelSource known = source.get();
        long wrong = ~found.get(level);
        writer.remember(
            new LevelSource(other, wrong, known.hash(), known.source(), known.failure()));
        again.put(level, found.get(level));
      }
    }
  }

  private void remember(String place, SongRead read) {
    SongEntry song = read.song().entry();
    writer.remember(
        new LevelSource(place, read.remembered(), song.hash(), song.source(), read.failure()));
    if (ledger.song(song.hash()).isEmpty()) {
      ledger.put(song);
    }
  }

  private void count(SongRead read) {
    features += read.features() ? 1 : 0;
    warnings += read.warnings();
    notes += read.song().entry().beatmaps().stream().mapToLong(map -> map.notes()).sum();
  }

  private void fail(Path level, String reason) {
    failures.add(new CorpusReport.Failure(level.toString(), reason));
  }

  /** Replacing comes after: only what is in place can be taken out. */
  private void checkpoint() throws IOException {
    writer.checkpoint();
    sinceCheckpoint = 0;
    for (SongRead read : replacements) {
      String hash = read.song().entry().hash();
      writer.remove(hash);
      ledger.remove(hash);
      writer.add(read.song());
      remember(Ledger.place(read.path()), read);
      replaced++;
      count(read);
    }
    replacements.clear();
    waiting.clear();
  }

  /** A store of nothing would be news only at the training. */
  private void requireSome() throws IOException {
    if (ledger.isEmpty()) {
      writer.discard();
      CorpusReport.Failure first = failures.iterator().next();
      String others =
          found.size() == 1 ? "" : " (and nothing else of " + found.size() + " can be used either)";
      throw new InputException(first.path(), "", first.reason() + others);
    }
  }
}
