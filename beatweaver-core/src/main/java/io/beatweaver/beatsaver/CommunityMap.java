package io.beatweaver.beatsaver;

import java.net.URI;
import java.util.Objects;

/**
 * A level as the server describes it, in its latest published version.
 *
 * @param id the server's key, 1 to 16 hex digits in lower case
 * @param name what the page is called
 * @param title the song's title
 * @param artist who plays it
 * @param mapper who mapped it
 * @param bpm beats a minute, 0 where unknown
 * @param seconds the song's length, 0 where unknown
 * @param score 0..1
 * @param upvotes votes for it
 * @param downvotes votes against it
 * @param hash the level's community hash, 40 hex digits in lower case
 * @param zip where its zip is
 */
public record CommunityMap(
    String id,
    String name,
    String title,
    String artist,
    String mapper,
    double bpm,
    double seconds,
    double score,
    int upvotes,
    int downvotes,
    String hash,
    URI zip) {
  /** Checks what names a file or is compared. */
  public CommunityMap {
    if (!id.matches("[0-9a-f]{1,16}")) {
      throw new IllegalArgumentException("no key of a level: " + id);
    }
    if (!hash.matches("[0-9a-f]{40}")) {
      throw new IllegalArgumentException("no level hash: " + hash);
    }
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(artist, "artist");
    Objects.requireNonNull(mapper, "mapper");
    Objects.requireNonNull(zip, "zip");
  }

  /**
   * All votes.
   *
   * @return up and down together
   */
  public int votes() {
    return upvotes + downvotes;
  }
}
