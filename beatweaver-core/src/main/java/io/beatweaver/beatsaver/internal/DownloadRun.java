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
 * One run: the calling thread walks the search, others download. A new level under way holds one of
 * the folder's {@code max} places and gives it back if it fails, so that there is never one too
 * many; a new version takes its old one's place and needs none.
 */
public final class DownloadRun {
  private static final Logger LOG = LoggerFactory.getLogger(DownloadRun.class);
  private static final int MAX_GIVEN_UP_IN_A_ROW = 10;

  /** A server that gives nothing new page after page would keep a run going for ever. */
  private static final int MAX_IDLE_PAGES = 10;

  private final BeatSaverClient client;
  private final MapFolder folder;
  private final MapSearch search;
  private final int max;
  private final Progress progress;

  private final Map<String, Integer> skipped = new TreeMap<>();
  private final List<Failure> failures = new ArrayList<>();

  /** Levels in the folder, from before and new. */
  private int there;

  private int downloaded;
  private int replaced;
  private int present;
  private int underWay;
  private int newUnderWay;
  private int givenUpInARow;
  private Throwable fatal;

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
    this.there = folder.size();
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
      tell("");
      walk(downloads, parallel);
      awaitAll();
    } finally {
      downloads.shutdownNow();
      downloads.awaitTermination(1, TimeUnit.MINUTES);
    }
    synchronized (this) {
      progress.update("downloading", there, there, "");
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
    int idlePages = 0;
    for (int number = 0; idlePages < MAX_IDLE_PAGES; number++) {
      SearchPage page = client.search(search, number);
      synchronized (this) {
        page.skipped().forEach((reason, count) -> skipped.merge(reason, count, Integer::sum));
      }
      boolean idle = true;
      for (CommunityMap map : page.maps()) {
        if (!seen.add(map.id())) {
          continue;
        }
        // With all places filled, only levels that are there already can still be renewed.
        idle &= isFull() && !folder.holds(map.id());
        if (!visit(map, downloads, parallel)) {
          return;
        }
      }
      idlePages = idle ? idlePages + 1 : 0;
      boolean nothingBetter = page.listed() == 0 || page.bestScore() < search.minScore();
      if (nothingBetter || isFull() && seen.containsAll(folder.ids())) {
        return;
      }
    }
  }

  /** Does what there is to do for a level; false when no further one can change anything. */
  private boolean visit(CommunityMap map, ExecutorService downloads, int parallel)
      throws IOException, InterruptedException {
    boolean held = folder.holds(map.id());
    if (held && map.hash().equals(folder.hash(map.id()))) {
      synchronized (this) {
        present++;
      }
      tell(map.title());
    } else if (!search.admits(map)) {
      skip("score or votes too low");
    } else if (!held && folder.isTaken(map.id())) {
      skip("a folder of its name is there that no download made");
    } else if (take(!held, parallel)) {
      downloads.execute(() -> download(map, !held));
    } else if (!isDone()) {
      skip("no place left");
    }
    return !isDone();
  }

  private synchronized void skip(String reason) {
    skipped.merge(reason, 1, Integer::sum);
  }

  private synchronized boolean isFull() {
    return there >= max;
  }

  private synchronized boolean isDone() {
    return downloaded + replaced + present >= max;
  }

  /** Waits for a free place; false when all are filled for good. */
  private synchronized boolean take(boolean isNew, int parallel)
      throws IOException, InterruptedException {
    // Twice as many as are downloaded at once keep the threads busy and the queue short.
    while (fatal == null
        && underWay > 0
        && (underWay >= 2 * parallel || isNew && there + newUnderWay >= max)) {
      wait();
    }
    rethrow();
    if (isNew && there >= max) {
      return false;
    }
    underWay++;
    newUnderWay += isNew ? 1 : 0;
    return true;
  }

  private synchronized void awaitAll() throws IOException, InterruptedException {
    while (fatal == null && underWay > 0) {
      wait();
    }
    rethrow();
  }

  private void rethrow() throws IOException {
    if (fatal instanceof IOException failed) {
      throw failed;
    } else if (fatal instanceof RuntimeException failed) {
      throw failed;
    } else if (fatal != null) {
      throw (Error) fatal;
    }
  }

  private void download(CommunityMap map, boolean isNew) {
    Path zip = folder.freshZip();
    try {
      client.download(map, zip);
      folder.add(map, zip);
      done(map, isNew);
    } catch (InputException | GaveUpException e) {
      failed(map, isNew, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A fault of ours is no reason to give up the others.
      LOG.warn("level {}", map.id(), e);
      failed(map, isNew, e);
    } catch (IOException | Error e) {
      end(e);
    } finally {
      delete(zip);
    }
  }

  private void delete(Path zip) {
    try {
      Files.deleteIfExists(zip);
    } catch (IOException e) {
      end(e);
    }
  }

  private synchronized void done(CommunityMap map, boolean isNew) {
    if (isNew) {
      downloaded++;
      there++;
    } else {
      replaced++;
    }
    givenUpInARow = 0;
    leave(isNew, map.title());
  }

  private synchronized void failed(CommunityMap map, boolean isNew, Exception failure) {
    String reason = failure instanceof IOException ? failure.getMessage() : failure.toString();
    LOG.warn("level {}: {}", map.id(), reason);
    failures.add(new Failure(map.id(), reason));
    givenUpInARow = failure instanceof GaveUpException ? givenUpInARow + 1 : 0;
    if (givenUpInARow == MAX_GIVEN_UP_IN_A_ROW) {
      end(
          new GaveUpException(
              givenUpInARow + " downloads in a row failed, the last: " + reason, failure));
    }
    leave(isNew, map.title());
  }

  private synchronized void leave(boolean isNew, String detail) {
    underWay--;
    newUnderWay -= isNew ? 1 : 0;
    notifyAll();
    if (fatal == null) {
      try {
        tell(detail);
      } catch (RuntimeException cancelled) {
        end(cancelled);
      }
    }
  }

  /** The last level's report is the run's: there may be new versions to come after it. */
  private synchronized void tell(String detail) {
    if (there < max) {
      progress.update("downloading", there, max, detail);
    }
  }

  private synchronized void end(Throwable reason) {
    if (fatal == null) {
      fatal = reason;
    }
    notifyAll();
  }
}
