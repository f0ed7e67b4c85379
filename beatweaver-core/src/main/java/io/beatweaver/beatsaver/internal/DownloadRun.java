package io.beatweaver.beatsaver.internal;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.beatsaver.BeatSaverClient;
import io.beatweaver.beatsaver.CommunityMap;
import io.beatweaver.beatsaver.DownloadReport;
import io.beatweaver.beatsaver.DownloadReport.Failure;
import io.beatweaver.beatsaver.MapSearch;
import io.beatweaver.beatsaver.SearchPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run: the calling thread walks the search, others download. A level under way holds one of the
 * {@code max} places and gives it back if it fails, so that there is never one too many.
 */
public final class DownloadRun {
  private static final Logger LOG = LoggerFactory.getLogger(DownloadRun.class);
  private static final int MAX_GIVEN_UP_IN_A_ROW = 10;

  /** A server that gives nothing new page after page would keep a run going for ever. */
  private static final int MAX_STALE_PAGES = 10;

  private final BeatSaverClient client;
  private final MapFolder folder;
  private final MapSearch search;
  private final int max;
  private final Progress progress;

  private final Map<String, Integer> skipped = new TreeMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private int downloaded;
  private int replaced;
  private int present;
  private int underWay;
  private int givenUpInARow;
  private Exception fatal;

  /**
   * @param client asks the server
   * @param folder takes the levels
   * @param search what for
   * @param max how many levels are to be there
   * @param progress told after every level
   */
  public DownloadRun(
      BeatSaverClient client, MapFolder folder, MapSearch search, int max, Progress progress) {
    this.client = client;
    this.folder = folder;
    this.search = search;
    this.max = max;
    this.progress = progress;
  }

  /**
   * Does it.
   *
   * @param parallel how many downloads at once
   * @return what was done
   * @throws IOException if it had to end early
   * @throws InterruptedException if the thread is interrupted
   */
  public DownloadReport run(int parallel) throws IOException, InterruptedException {
    ExecutorService downloads = Executors.newFixedThreadPool(parallel, DownloadRun::daemon);
    try {
      walk(downloads, parallel);
      awaitUnderWay(0);
    } finally {
      downloads.shutdownNow();
      downloads.awaitTermination(1, TimeUnit.MINUTES);
    }
    synchronized (this) {
      progress.update("downloading", filled(), filled(), "");
      return new DownloadReport(downloaded, replaced, present, skipped, failures);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "beatsaver-download");
    thread.setDaemon(true);
    return thread;
  }

  private void walk(ExecutorService downloads, int parallel)
      throws IOException, InterruptedException {
    // The order moves while it is walked: a level may come up on two pages.
    Set<String> seen = new HashSet<>();
    int stalePages = 0;
    for (int number = 0; ; number++) {
      SearchPage page = client.search(search, number);
      int before = seen.size();
      synchronized (this) {
        page.skipped().forEach((reason, count) -> skipped.merge(reason, count, Integer::sum));
      }
      for (CommunityMap map : page.maps()) {
        if (!seen.add(map.id())) {
          continue;
        }
        if (!take(map, parallel)) {
          return;
        }
        if (map.hash().equals(folder.hash(map.id()))) {
          done(map, State.PRESENT);
        } else if (!search.admits(map)) {
          done(map, State.BELOW);
        } else {
          downloads.execute(() -> download(map));
        }
      }
      stalePages = seen.size() == before ? stalePages + 1 : 0;
      boolean atEnd = page.listed() == 0 || page.lowestScore() < search.minScore();
      if (atEnd || stalePages == MAX_STALE_PAGES) {
        return;
      }
    }
  }

  /** Waits for a free place; false when all are filled for good. */
  private synchronized boolean take(CommunityMap map, int parallel)
      throws IOException, InterruptedException {
    // Twice as many as are downloaded at once keep the threads busy and the queue short.
    while (fatal == null
        && underWay > 0
        && (underWay >= 2 * parallel || filled() + underWay >= max)) {
      wait();
    }
    rethrow();
    if (filled() >= max) {
      LOG.debug("{} levels are there, {} is one too many", max, map.id());
      return false;
    }
    underWay++;
    return true;
  }

  private synchronized void awaitUnderWay(int most) throws IOException, InterruptedException {
    while (fatal == null && underWay > most) {
      wait();
    }
    rethrow();
  }

  private int filled() {
    return downloaded + replaced + present;
  }

  private void rethrow() throws IOException {
    if (fatal instanceof IOException failed) {
      throw failed;
    }
    if (fatal != null) {
      throw (RuntimeException) fatal;
    }
  }

  private enum State {
    DOWNLOADED,
    REPLACED,
    PRESENT,
    BELOW
  }

  private void download(CommunityMap map) {
    Path zip = folder.freshZip();
    try {
      client.download(map, zip);
      folder.add(map, zip);
      done(map, folder.hash(map.id()).isEmpty() ? State.DOWNLOADED : State.REPLACED);
    } catch (InputException | GaveUpException e) {
      failed(map, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      end(e);
    } finally {
      try {
        Files.deleteIfExists(zip);
      } catch (IOException e) {
        end(e);
      }
    }
  }

  private synchronized void done(CommunityMap map, State state) {
    switch (state) {
      case DOWNLOADED -> downloaded++;
      case REPLACED -> replaced++;
      case PRESENT -> present++;
      case BELOW -> skipped.merge("score or votes too low", 1, Integer::sum);
    }
    givenUpInARow = 0;
    leave(map.title());
  }

  private synchronized void failed(CommunityMap map, IOException reason) {
    LOG.warn("level {}: {}", map.id(), reason.getMessage());
    failures.add(new Failure(map.id(), reason.getMessage()));
    givenUpInARow = reason instanceof GaveUpException ? givenUpInARow + 1 : 0;
    if (givenUpInARow == MAX_GIVEN_UP_IN_A_ROW) {
      end(
          new GaveUpException(
              givenUpInARow + " downloads in a row failed, the last: " + reason.getMessage(),
              reason));
    }
    leave(map.title());
  }

  private synchronized void leave(String detail) {
    underWay--;
    notifyAll();
    if (fatal == null) {
      try {
        progress.update("downloading", filled(), max, detail);
      } catch (RuntimeException cancelled) {
        end(cancelled);
      }
    }
  }

  private synchronized void end(Exception reason) {
    if (fatal == null) {
      fatal = reason;
    }
    notifyAll();
  }
}
