package io.beatweaver.audio;

import io.beatweaver.Progress;
import io.beatweaver.audio.internal.BatchRun;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.ReadWarning;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the features of any number of songs on all cores.
 *
 * <pre>{@code
 * List<FeatureBatch.Song> songs = ...; // FeatureBatch.Song.of("a", path, tempo)
 * FeatureReport report = new FeatureBatch(new FeatureExtractor(), 8).run(songs, keep, progress);
 * }</pre>
 *
 * <p>Each worker takes one song at a time and keeps it until its features are handed over: there
 * are never more songs in memory than workers, whatever the number of songs and however slow the
 * receiver. A song that can't be read costs itself alone and is reported. Immutable; may be shared
 * between threads.
 */
public final class FeatureBatch {
  private static final Logger LOG = LoggerFactory.getLogger(FeatureBatch.class);

  /** Which features of a song are wanted. Called once a song, by the worker that has it. */
  @FunctionalInterface
  public interface Tempos {
    /**
     * The tempo maps to lay a song on.
     *
     * @param song the song; what is asked of it here is not computed a second time
     * @return features are made for each of these; none skips the song, which then need not be
     *     decoded
     * @throws IOException if the song can't be read: it counts as failed
     */
    List<TempoMap> of(SongFile song) throws IOException;
  }

  /** Takes features. Called by the workers, several at once. */
  @FunctionalInterface
  public interface Receiver {
    /**
     * Takes the features of one song on one tempo map. A failure here ends the whole run: it is the
     * receiver's, not the song's.
     *
     * @param features the features
     * @throws IOException if they can't be kept
     */
    void accept(Measured features) throws IOException;
  }

  /**
   * A song to measure.
   *
   * @param id what reports call it
   * @param path its file
   * @param tempos which features of it are wanted
   */
  public record Song(String id, Path path, Tempos tempos) {
    /** Refuses nulls. */
    public Song {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(tempos, "tempos");
    }

    /**
     * A song whose tempo is known.
     *
     * @param id what reports call it
     * @param path its file
     * @param tempo where its beats are
     * @return the song
     */
    public static Song of(String id, Path path, TempoMap tempo) {
      List<TempoMap> one = List.of(tempo);
      return new Song(id, path, song -> one);
    }

    /**
     * A song whose tempo is to be estimated. One without a beat is laid on {@link
     * TempoEstimate#DEFAULT}, which {@link FeatureReport#warnings} and {@link SongFile#warnings}
     * say.
     *
     * @param id what reports call it
     * @param path its file
     * @return the song
     */
    public static Song estimated(String id, Path path) {
      return new Song(id, path, song -> List.of(song.tempo().tempoMap()));
    }
  }

  /**
   * The features of one song on one tempo map.
   *
   * @param id the song's name in the batch
   * @param song its file, with hash, audio and warnings at hand until the receiver returns
   * @param tempo the tempo map
   * @param features the features
   */
  public record Measured(String id, SongFile song, TempoMap tempo, SongFeatures features) {}

  private final FeatureExtractor extractor;
  private final int workers;

  /**
   * A batch.
   *
   * @param extractor how features are made; one that works on the calling thread is best where
   *     there are more songs than cores
   * @param workers songs at work at once, at least 1
   */
  public FeatureBatch(FeatureExtractor extractor, int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1: " + workers);
    }
    this.extractor = Objects.requireNonNull(extractor, "extractor");
    this.workers = workers;
  }

  /**
   * Measures all songs and returns when the last one is done. A thread that is interrupted here, a
   * receiver, a progress watcher or an iterator that throws, and any {@link Error} stop the run:
   * songs at work are finished or dropped, no further one is begun, and no thread is left behind.
   *
   * @param songs asked for one at a time, as workers become free, never by two threads at once
   * @param receiver takes the features
   * @param progress told after each song, with its name; the total is known where {@code songs} is
   *     a collection
   * @return what became of the songs
   * @throws IOException if the receiver throws it; an {@link java.io.InterruptedIOException} if
   *     interrupted, the thread's flag set
   */
  public FeatureReport run(Iterable<Song> songs, Receiver receiver, Progress progress)
      throws IOException {
    long total = songs instanceof Collection<?> all ? all.size() : -1;
    BatchRun<Song> run = new BatchRun<>("measuring", songs.iterator(), total, Song::id, progress);
    List<ReadWarning> warnings = Collections.synchronizedList(new ArrayList<>());
    run.work(workers, song -> measure(song, receiver, warnings));
    List<FeatureReport.Failure> failures =
        run.failures().stream()
            .map(failure -> new FeatureReport.Failure(failure.name(), failure.reason()))
            .toList();
    return new FeatureReport(
        run.done() + run.skipped() + failures.size(),
        run.done(),
        run.skipped(),
        failures,
        warnings);
  }

  private boolean measure(Song song, Receiver receiver, List<ReadWarning> warnings)
      throws IOException, BatchRun.ReceiverFailure {
    SongFile file = new SongFile(song.path(), extractor);
    List<TempoMap> tempos = song.tempos().of(file);
    for (TempoMap tempo : tempos) {
      SongFeatures features = extractor.extract(file.analysis(), tempo);
      try {
        receiver.accept(new Measured(song.id(), file, tempo, features));
      } catch (IOException | RuntimeException e) {
        LOG.debug("the features of {} can't be kept", song.id(), e);
        throw new BatchRun.ReceiverFailure(e);
      }
    }
    if (tempos.isEmpty()) {
      return false;
    }
    warnings.addAll(file.warnings());
    return true;
  }
}
