package io.beatweaver.official.internal;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.official.ExtractionOptions;
import io.beatweaver.official.ExtractionReport;
import io.beatweaver.official.ExtractionReport.Finding;
import io.beatweaver.unity.UnityBundle;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One extraction: looks into all bundles, plans, then writes level by level. */
public final class Extraction {
  private static final Logger LOG = LoggerFactory.getLogger(Extraction.class);

  /** Bytes that a frame of a song takes while it is converted: three mono floats. */
  private static final int CONVERSION_BYTES = 12;

  private final Path out;
  private final ExtractionOptions options;
  private final Progress progress;
  private final Gate gate;
  private final List<Finding> remarks = new ArrayList<>();
  private final List<Finding> failures = new ArrayList<>();

  /**
   * @param out takes the level folders
   * @param options how
   * @param progress told of every bundle
   */
  public Extraction(Path out, ExtractionOptions options, Progress progress) {
    this.out = out.toAbsolutePath().normalize();
    this.options = options;
    this.progress = progress;
    this.gate = new Gate(options.bytesInFlight());
  }

  /** What became of one bundle or level. */
  private record Outcome<T>(T value, Path file, long size, List<Finding> remarks, Finding failure) {
    static <T> Outcome<T> failed(Path file, long size, String place, String reason) {
      return new Outcome<>(
          null, file, size, List.of(), new Finding(file.toString(), place, reason));
    }
  }

  /** A level that is there now. */
  private record Written(Path folder, boolean upToDate, boolean song, long bytes) {}

  /**
   * Does it.
   *
   * @param inputs folders of games, and bundles
   * @return what became of them
   */
  public ExtractionReport run(List<Path> inputs) throws IOException {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("no folder of a game and no bundle to extract from");
    }
    Map<Path, GameFolder.Place> bundles = GameFolder.find(inputs, remarks);
    ExecutorService workers = Executors.newFixedThreadPool(options.workers());
    try {
      Plan plan = plan(bundles, workers);
      if (plan.levels().isEmpty()) {
        throw nothing(inputs.get(0), "no level bundle among " + bundles.size());
      }
      Files.createDirectories(out);
      try (OutFolder folder = OutFolder.of(out)) {
        folder.removeLeftovers(plan);
        folder.look();
        return report(plan, write(plan, folder, workers));
      }
    } finally {
      end(workers);
    }
  }

  private Plan plan(Map<Path, GameFolder.Place> bundles, ExecutorService workers)
      throws IOException {
    List<Callable<Outcome<Survey>>> jobs = new ArrayList<>();
    bundles.forEach((file, place) -> jobs.add(() -> survey(file, place)));
    List<Survey> surveys = new ArrayList<>();
    for (Outcome<Survey> outcome : all("looking", jobs, bundles.size(), workers, o -> 1)) {
      take(outcome).ifPresent(surveys::add);
    }
    surveys.sort(Comparator.comparing(Survey::file));
    Plan plan = Plan.of(surveys);
    remarks.addAll(plan.findings());
    return plan;
  }

  private Outcome<Survey> survey(Path file, GameFolder.Place place) throws IOException {
    try {
      return new Outcome<>(Survey.of(file, place, gate), file, 0, List.of(), null);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (InputException e) {
      return Outcome.failed(file, 0, e.place(), e.reason());
    } catch (IOException | RuntimeException e) {
      // One file that may not be read, or a fault of ours, is no reason to give up the others.
      LOG.warn("{} can't be read", file, e);
      return Outcome.failed(file, 0, "", e.toString());
    }
  }

  private List<Outcome<Written>> write(Plan plan, OutFolder there, ExecutorService workers)
      throws IOException {
    long total = plan.levels().stream().mapToLong(Plan.Level::size).sum();
    List<Callable<Outcome<Written>>> jobs = new ArrayList<>();
    plan.levels().forEach(level -> jobs.add(() -> write(level, plan.jumps(), there)));
    return all("extracting", jobs, total, workers, Outcome::size);
  }

  private Outcome<Written> write(Plan.Level level, NoteJumps jumps, OutFolder there)
      throws IOException {
    Path folder = out.resolve(level.folder()).normalize();
    if (!out.equals(folder.getParent())) {
      throw new IllegalStateException("a level's folder outside of " + out + ": " + folder);
    }
    try {
      String settings = settings(level, jumps);
      if (Receipt.isUpToDate(folder, level.file(), settings)) {
        return upToDate(folder, level, List.of());
      }
      if (level.pack().isEmpty()) {
        // Only its pack spells a level's name otherwise than its file.
        Optional<Path> described = there.spelledOtherwise(level.folder());
        if (described.isPresent() && Receipt.isOf(described.get(), level.file())) {
          String reason =
              "no pack describes it now; left as it is, with what its pack said before: ";
          Finding remark =
              new Finding(level.file().toString(), "", reason + described.get().getFileName());
          return upToDate(described.get(), level, List.of(remark));
        }
      }
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Receipt.isIn(folder)) {
        return Outcome.failed(
            level.file(),
            level.size(),
            level.folder(),
            "the folder is there already and was made by something else");
      }
      return extract(level, jumps, folder, settings);
    } catch (InputException e) {
      return Outcome.failed(level.file(), level.size(), e.place(), e.reason());
    } catch (RuntimeException e) {
      LOG.warn("{} can't be extracted", level.file(), e);
      return Outcome.failed(level.file(), level.size(), "", e.toString());
    }
  }

  private static Outcome<Written> upToDate(Path folder, Plan.Level level, List<Finding> remarks) {
    Written there = new Written(folder, true, true, 0);
    return new Outcome<>(there, level.file(), level.size(), remarks, null);
  }

  private Outcome<Written> extract(Plan.Level level, NoteJumps jumps, Path folder, String settings)
      throws IOException {
    try (UnityBundle bundle = UnityBundle.open(level.file())) {
      long conversion =
          options.wav().isPresent() ? level.data().songFrames() * CONVERSION_BYTES : 0;
      return gate.pass(
          bundle.workingBytes(),
          conversion,
          level.file(),
          () -> fill(bundle, level, jumps, folder, settings));
    }
  }

  private Outcome<Written> fill(
      UnityBundle bundle, Plan.Level level, NoteJumps jumps, Path folder, String settings)
      throws IOException {
    LevelFolder content = new LevelFolder(bundle, level, jumps, options);
    long[] bytes = new long[1];
    AtomicFiles.writeFolder(
        folder,
        fresh -> {
          content.fill(fresh);
          boolean complete = content.hasSong() || level.data().song().isEmpty();
          Receipt.write(fresh, level.file(), settings, complete);
          for (Path file : Receipt.files(fresh)) {
            bytes[0] += Files.size(file);
          }
        });
    Written written = new Written(folder, false, content.hasSong(), bytes[0]);
    return new Outcome<>(written, level.file(), level.size(), content.findings(), null);
  }

  /** All but the bundle that a level's folder depends on. */
  private String settings(Plan.Level level, NoteJumps jumps) {
    StringBuilder settings = new StringBuilder();
    settings.append(options.wav().isPresent()).append(level.levelId()).append(level.pack());
    for (int set = 0; set < level.data().sets().size(); set++) {
      for (LevelData.MapData map : level.data().sets().get(set).maps()) {
        int index = set;
        level
            .pack()
            .ifPresent(
                pack -> settings.append(jumps.of(level.data(), pack, index, map.difficulty())));
      }
    }
    return settings.toString();
  }

  private ExtractionReport report(Plan plan, List<Outcome<Written>> outcomes)
      throws InputException {
    List<Path> extracted = new ArrayList<>();
    List<Path> upToDate = new ArrayList<>();
    int withoutSong = 0;
    long bytes = 0;
    for (Outcome<Written> outcome : outcomes) {
      Optional<Written> written = take(outcome);
      if (written.isPresent()) {
        (written.get().upToDate() ? upToDate : extracted).add(written.get().folder());
        withoutSong += written.get().song() ? 0 : 1;
        bytes += written.get().bytes();
      }
    }
    if (extracted.isEmpty() && upToDate.isEmpty()) {
      throw nothing(out, "no level could be extracted");
    }
    extracted.sort(Comparator.naturalOrder());
    upToDate.sort(Comparator.naturalOrder());
    remarks.sort(Comparator.comparing(Finding::bundle));
    failures.sort(Comparator.comparing(Finding::bundle));
    return new ExtractionReport(
        plan.packLevels(), extracted, upToDate, withoutSong, bytes, remarks, failures);
  }

  private <T> Optional<T> take(Outcome<T> outcome) {
    remarks.addAll(outcome.remarks());
    if (outcome.failure() != null) {
      failures.add(outcome.failure());
    }
    return Optional.ofNullable(outcome.value());
  }

  /** The first failure tells more than that there is nothing. */
  private InputException nothing(Path where, String reason) {
    failures.sort(Comparator.comparing(Finding::bundle));
    if (failures.isEmpty()) {
      return new InputException(where, reason);
    }
    Finding first = failures.get(0);
    String others = failures.size() == 1 ? "" : " (and " + (failures.size() - 1) + " more)";
    return new InputException(first.bundle(), first.place(), first.reason() + others);
  }

  /** Runs jobs in order on all workers; what they return comes as they end. */
  private <T> List<Outcome<T>> all(
      String stage,
      List<Callable<Outcome<T>>> jobs,
      long total,
      ExecutorService workers,
      ToLongFunction<Outcome<T>> units)
      throws IOException {
    ExecutorCompletionService<Outcome<T>> running = new ExecutorCompletionService<>(workers);
    jobs.forEach(running::submit);
    List<Outcome<T>> outcomes = new ArrayList<>();
    long done = 0;
    for (int i = 0; i < jobs.size(); i++) {
      try {
        Outcome<T> outcome = running.take().get();
        outcomes.add(outcome);
        done += units.applyAsLong(outcome);
        String detail = i + 1 + "/" + jobs.size() + " " + outcome.file().getFileName();
        progress.update(stage, done, total, detail);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while extracting levels");
      } catch (ExecutionException e) {
        // The disk that levels are written to fails: no further level would fare better.
        if (e.getCause() instanceof IOException failure) {
          throw failure;
        }
        throw new IOException("extraction failed: " + e.getCause(), e.getCause());
      }
    }
    return outcomes;
  }

  /** Levels at work are waited for: each deletes what it has begun. */
  private static void end(ExecutorService workers) {
    workers.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      if (!workers.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.warn("a level is still at work after a minute");
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
