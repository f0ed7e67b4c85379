package io.beatweaver.storage;

import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import java.util.Set;

/**
 * Which beatmaps of a store are wanted. What a filter rules out is not read from the disk where
 * whole songs are ruled out.
 *
 * @param difficulties empty for all
 * @param characteristics empty for all
 * @param sources where levels are from; empty for all
 * @param minBpm the least base tempo of a song that is wanted
 * @param maxBpm the greatest base tempo of a song that is wanted
 */
public record BeatmapFilter(
    Set<Difficulty> difficulties,
    Set<Characteristic> characteristics,
    Set<String> sources,
    double minBpm,
    double maxBpm) {
  /** Every beatmap. */
  public static final BeatmapFilter ALL =
      new BeatmapFilter(Set.of(), Set.of(), Set.of(), 0, Double.POSITIVE_INFINITY);

  /** Copies the sets; refuses a range of tempos that is none. */
  public BeatmapFilter {
    difficulties = Set.copyOf(difficulties);
    characteristics = Set.copyOf(characteristics);
    sources = Set.copyOf(sources);
    if (!(minBpm <= maxBpm)) {
      throw new IllegalArgumentException("no range of tempos: " + minBpm + " to " + maxBpm);
    }
  }

  /**
   * This filter with only some difficulties.
   *
   * @param wanted which
   * @return a new filter
   */
  public BeatmapFilter withDifficulties(Difficulty... wanted) {
    return new BeatmapFilter(Set.of(wanted), characteristics, sources, minBpm, maxBpm);
  }

  /**
   * This filter with only some characteristics.
   *
   * @param wanted which
   * @return a new filter
   */
  public BeatmapFilter withCharacteristics(Characteristic... wanted) {
    return new BeatmapFilter(difficulties, Set.of(wanted), sources, minBpm, maxBpm);
  }

  /**
   * This filter with only some sources.
   *
   * @param wanted which
   * @return a new filter
   */
  public BeatmapFilter withSources(String... wanted) {
    return new BeatmapFilter(difficulties, characteristics, Set.of(wanted), minBpm, maxBpm);
  }

  /**
   * This filter with only songs of some tempos.
   *
   * @param from the least base tempo, beats a minute
   * @param to the greatest base tempo
   * @return a new filter
   */
  public BeatmapFilter withBpm(double from, double to) {
    return new BeatmapFilter(difficulties, characteristics, sources, from, to);
  }

  /**
   * Whether any beatmap of a song can be wanted.
   *
   * @param song the song
   * @return whether source and tempo fit and a beatmap does
   */
  public boolean accepts(SongEntry song) {
    return song.bpm() >= minBpm
        && song.bpm() <= maxBpm
        && (sources.isEmpty() || sources.contains(song.source()))
        && song.beatmaps().stream().anyMatch(this::fits);
  }

  /**
   * Whether a beatmap is wanted.
   *
   * @param song its song
   * @param beatmap the beatmap
   * @return whether all fits
   */
  public boolean accepts(SongEntry song, BeatmapEntry beatmap) {
    return fits(beatmap) && accepts(song);
  }

  private boolean fits(BeatmapEntry beatmap) {
    return (difficulties.isEmpty() || difficulties.contains(beatmap.difficulty()))
        && (characteristics.isEmpty() || characteristics.contains(beatmap.characteristic()));
  }
}
