package io.beatweaver.level;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A level: one song with its beatmaps.
 *
 * @param info what it says of itself
 * @param beatmaps in the order of the info file
 * @param location the folder or zip it was read from; empty for a new one
 * @param hash the community's identity, 40 lower-case hex digits of SHA-1; empty for a new one, and
 *     for one of whose files some is there but can't be read
 * @param warnings what could not be read
 */
public record Level(
    LevelInfo info,
    List<Beatmap> beatmaps,
    Optional<Path> location,
    String hash,
    List<ReadWarning> warnings) {
  /** Copies the lists. */
  public Level {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(hash, "hash");
    beatmaps = List.copyOf(beatmaps);
    warnings = List.copyOf(warnings);
  }

  /**
   * A new level.
   *
   * @param info what it says of itself
   * @param beatmaps its difficulties
   * @return the level, without location, hash and warnings
   */
  public static Level of(LevelInfo info, List<Beatmap> beatmaps) {
    return new Level(info, beatmaps, Optional.empty(), "", List.of());
  }

  /**
   * How much could not be used, by reason.
   *
   * @return how often each {@link ReadWarning#kind()} occurs, in the order of the warnings
   */
  public Map<String, Long> warningCounts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    warnings.forEach(warning -> counts.merge(warning.kind(), warning.count(), Long::sum));
    return counts;
  }

  /**
   * The beatmap of a characteristic and difficulty.
   *
   * @param characteristic how it is played
   * @param difficulty how hard
   * @return the first such beatmap
   */
  public Optional<Beatmap> beatmap(Characteristic characteristic, Difficulty difficulty) {
    return beatmaps.stream()
        .filter(b -> b.characteristic().equals(characteristic) && b.difficulty() == difficulty)
        .findFirst();
  }
}
