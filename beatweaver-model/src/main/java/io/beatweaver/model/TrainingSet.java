package io.beatweaver.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The songs of a training, in three parts. Immutable and safe to share between threads. */
public final class TrainingSet {
  private final Map<Split, List<TrainingSong>> songs;

  private TrainingSet(Map<Split, List<TrainingSong>> songs) {
    this.songs = songs;
  }

  /**
   * Splits songs by their audio, see {@link Split#of}.
   *
   * @param songs all songs
   * @return the set
   */
  public static TrainingSet of(List<TrainingSong> songs) {
    Map<Split, List<TrainingSong>> parts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      parts.put(split, new ArrayList<>());
    }
    songs.forEach(song -> parts.get(Split.of(song.id())).add(song));
    parts.replaceAll((split, part) -> List.copyOf(part));
    return new TrainingSet(parts);
  }

  /**
   * A set that somebody else has split, as it suits a corpus too small for chance.
   *
   * @param train learned from
   * @param validation watched while learning, may be empty
   * @param test looked at once, may be empty
   * @return the set
   */
  public static TrainingSet of(
      List<TrainingSong> train, List<TrainingSong> validation, List<TrainingSong> test) {
    Map<Split, List<TrainingSong>> parts = new EnumMap<>(Split.class);
    parts.put(Split.TRAIN, List.copyOf(train));
    parts.put(Split.VALIDATION, List.copyOf(validation));
    parts.put(Split.TEST, List.copyOf(test));
    return new TrainingSet(parts);
  }

  /**
   * The songs of a part.
   *
   * @param split the part
   * @return its songs, unmodifiable
   */
  public List<TrainingSong> songs(Split split) {
    return songs.get(split);
  }
}
