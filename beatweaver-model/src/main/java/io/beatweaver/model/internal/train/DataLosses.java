package io.beatweaver.model.internal.train;

import io.beatweaver.InputException;
import io.beatweaver.model.TrainingSong;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of the songs can't be learned from, counted. Safe for several threads. */
final class DataLosses {
  private static final Logger LOG = LoggerFactory.getLogger(DataLosses.class);

  private final List<TrainingSong> songs;
  private final Set<Integer> damaged = ConcurrentHashMap.newKeySet();
  private final LongAdder truncated = new LongAdder();

  DataLosses(List<TrainingSong> songs) {
    this.songs = songs;
  }

  void truncated() {
    truncated.increment();
  }

  void damaged(int song, InputException reason) {
    if (damaged.add(song)) {
      LOG.warn("song {} is left out: {}", songs.get(song).id(), reason.getMessage());
    }
  }

  boolean isDamaged(int song) {
    return damaged.contains(song);
  }

  /** Windows cut short so far. */
  long truncatedWindows() {
    return truncated.sum();
  }

  /** Songs left out so far. */
  int damagedSongs() {
    return damaged.size();
  }
}
