package io.beatweaver.storage;

/**
 * What the community says of a map.
 *
 * @param key the map's key, as {@code 1a2b3}; may be empty
 * @param score from 0 to 1; NaN if it is not known
 * @param upVotes votes for it; -1 if not known
 * @param downVotes votes against it; -1 if not known
 */
public record CommunityRating(String key, double score, int upVotes, int downVotes) {
  /** Nothing is known. */
  public static final CommunityRating NONE = new CommunityRating("", Double.NaN, -1, -1);

  /** Refuses scores and votes that can't be. */
  public CommunityRating {
    if (score < 0 || score > 1) {
      throw new IllegalArgumentException("a score is between 0 and 1: " + score);
    }
    if (upVotes < -1 || downVotes < -1) {
      throw new IllegalArgumentException("votes can't be negative: " + upVotes + ", " + downVotes);
    }
    key = key.strip();
  }
}
