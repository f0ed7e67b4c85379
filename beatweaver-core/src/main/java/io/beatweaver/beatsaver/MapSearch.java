package io.beatweaver.beatsaver;

import java.util.Objects;

/**
 * What is searched for, best rated first. Levels that the server knows to be machine-made are never
 * among the results.
 *
 * @param minScore the least score, 0..1, as the server rates (votes shrunk towards the middle)
 * @param minVotes the fewest votes, up and down together
 * @param text words in title, artist or mapper; empty for all levels
 */
public record MapSearch(double minScore, int minVotes, String text) {
  /** Checks the values. */
  public MapSearch {
    if (!(minScore >= 0 && minScore <= 1)) {
      throw new IllegalArgumentException("a score lies in 0..1: " + minScore);
    }
    if (minVotes < 0) {
      throw new IllegalArgumentException("votes are at least 0: " + minVotes);
    }
    Objects.requireNonNull(text, "text");
  }

  /**
   * Levels of any words.
   *
   * @param minScore the least score, 0..1
   * @param minVotes the fewest votes
   * @return the search
   */
  public static MapSearch of(double minScore, int minVotes) {
    return new MapSearch(minScore, minVotes, "");
  }

  /**
   * Whether a level is good enough.
   *
   * @param map the level
   * @return whether its score and votes suffice
   */
  public boolean admits(CommunityMap map) {
    return map.score() >= minScore && map.votes() >= minVotes;
  }
}
