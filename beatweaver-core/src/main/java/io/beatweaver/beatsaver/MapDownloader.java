package io.beatweaver.beatsaver;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.beatsaver.internal.DownloadRun;
import io.beatweaver.beatsaver.internal.MapFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/**
 * Fills a folder with the best rated community levels: one folder a level, named by the server's
 * key, with {@code _beatsaver_meta.json} beside the level's files.
 *
 * <p>Resumable at any point, also after the process was killed: a level's folder is there as a
 * whole or not at all, and the next run passes over what is there in the published version. One
 * process may work on a folder at a time; {@code .beatsaver.lock} stays there and means nothing by
 * itself. Stateless between runs.
 */
public final class MapDownloader {
  private final BeatSaverClient client;

  /**
   * @param client asks the server; may be shared
   */
  public MapDownloader(BeatSaverClient client) {
    this.client = Objects.requireNonNull(client, "client");
  }

  /**
   * Downloads until the folder holds {@code max} levels, or the search is at its end. A level whose
   * zip can't be had, is damaged or isn't the one announced (by its level hash) is counted as a
   * failure, and the next one takes its place. Levels that are there already count, also those of
   * another search and those whose score has fallen since; of those that the search comes by, an
   * outdated version is replaced. What is there under a level's name and was not downloaded stays.
   *
   * @param folder where to; made if it isn't there
   * @param search what for
   * @param max how many levels the folder is to hold, those already there included; at least 1
   * @param parallel how many zips are downloaded at once, at least 1
   * @param progress told after every level that fills a place, in levels there; may cancel
   * @return what was done
   * @throws InputException if another process works on the folder or the server's answers can't be
   *     read
   * @throws IOException if a search or ten zips in a row were given up, or the disk failed; what is
   *     finished stays, and a further run goes on from there
   * @throws InterruptedException if the thread is interrupted; running downloads are then dropped
   * @throws CancellationException if the progress cancels
   */
  public DownloadReport run(Path folder, MapSearch search, int max, int parallel, Progress progress)
      throws IOException, InterruptedException {
    if (max < 1 || parallel < 1) {
      throw new IllegalArgumentException("at least one level and one download at a time");
    }
    try (MapFolder maps = MapFolder.open(folder)) {
      return new DownloadRun(client, maps, search, max, progress).run(parallel);
    }
  }
}
