package io.beatweaver.corpus;

import io.beatweaver.storage.StoreWriter;
import java.nio.file.Path;

/**
 * One level as read, or why it couldn't be.
 *
 * @param path the level
 * @param fingerprint of its files
 * @param song ready to be added; null if the level can't be used
 * @param features whether its features are cached
 * @param warnings what of it could not be read, its song included
 * @param failure why the level, its audio or its rating can't be used, empty if all is well
 * @param passing whether the disk was at fault, so that another reading may give more
 */
record SongRead(
    Path path,
    long fingerprint,
    StoreWriter.PreparedSong song,
    boolean features,
    int warnings,
    String failure,
    boolean passing) {
  /** The fingerprint to remember: a wrong one where the level has to be read again. */
  long remembered() {
    return passing ? ~fingerprint : fingerprint;
  }
}
