package io.beatweaver.corpus;

import io.beatweaver.storage.BeatmapStore;
import io.beatweaver.storage.CommunityRating;
import io.beatweaver.storage.LevelSource;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.tempo.TempoMap;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is stored, and from where: a few hundred bytes a song. Belongs to one thread. */
final class Ledger {
  private final Map<String, Stored> songs = new HashMap<>();
  private final Map<String, Set<String>> places = new HashMap<>();

  /**
   * What can differ between two readings of one level hash.
   *
   * @param place the level that it was read from
   * @param tempos its beatmaps' tempo maps
   */
  record Stored(
      String place,
      String source,
      String audioHash,
      double seconds,
      CommunityRating rating,
      Set<TempoMap> tempos) {
    static Stored of(SongEntry song) {
      return new Stored(
          Ledger.place(Path.of(song.levelPath())),
          song.source(),
          song.audioHash(),
          song.durationSeconds(),
          song.rating(),
          Ledger.tempos(song));
    }

    boolean hasAudio() {
      return !audioHash.isEmpty();
    }
  }

  /** The tempo maps of a song's beatmaps in their order; as a rule there is one. */
  static Set<TempoMap> tempos(SongEntry song) {
    Set<TempoMap> tempos = new LinkedHashSet<>();
    song.beatmaps().forEach(map -> tempos.add(map.tempo()));
    return tempos;
  }

  /** What a level's place is called, from whatever folder it is looked at. */
  static String place(Path level) {
    return level.toAbsolutePath().normalize().toString();
  }

  void load(BeatmapStore store) {
    store.songs().forEach(this::put);
  }

  void load(Collection<LevelSource> sources) {
    sources.forEach(source -> link(source.path(), source.hash()));
  }

  void put(SongEntry song) {
    songs.put(song.hash(), Stored.of(song));
  }

  Optional<Stored> song(String hash) {
    return Optional.ofNullable(songs.get(hash));
  }

  void remove(String hash) {
    songs.remove(hash);
  }

  boolean isEmpty() {
    return songs.isEmpty();
  }

  /** Notes that a place gives a hash; an empty one is none. */
  void link(String place, String hash) {
    if (!hash.isEmpty()) {
      places.computeIfAbsent(hash, h -> new TreeSet<>()).add(place);
    }
  }

  void unlink(String place, String hash) {
    Set<String> known = places.get(hash);
    if (known != null) {
      known.remove(place);
    }
  }

  /** The places that give a hash, in order. */
  Set<String> places(String hash) {
    return places.getOrDefault(hash, Set.of());
  }

  /**
   * Whether what was read now should take the place of what is stored: where a level without audio
   * comes with it, where the place that is stored says something else now, or gives another level,
   * and where the place that was read comes before it, as in a run over all at once.
   */
  boolean isBetter(SongEntry read) {
    Stored now = songs.get(read.hash());
    Stored then = Stored.of(read);
    if (then.hasAudio() != now.hasAudio()) {
      return then.hasAudio() || then.place().equals(now.place());
    }
    boolean speaks =
        Path.of(then.place()).compareTo(Path.of(now.place())) <= 0
            || !places(read.hash()).contains(now.place());
    return speaks && !then.equals(now);
  }
}
