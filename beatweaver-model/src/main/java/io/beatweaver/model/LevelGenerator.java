package io.beatweaver.model;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.AudioFormat;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.audio.SongAnalysis;
import io.beatweaver.audio.TempoEstimate;
import io.beatweaver.audio.TempoEstimator;
import io.beatweaver.audio.WavWriter;
import io.beatweaver.dressing.Dressing;
import io.beatweaver.dressing.DressingOptions;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.grid.BeatGrid;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelAssets;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.LevelWriter;
import io.beatweaver.level.WriteOptions;
import io.beatweaver.level.WriteReport;
import io.beatweaver.model.internal.LeadIn;
import io.beatweaver.render.CoverPicture;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a song file to a level that can be played: the whole path in one call.
 *
 * <pre>{@code
 * GeneratedLevel made =
 *     LevelGenerator.generate(Path.of("song.ogg"), Path.of("my-level"), LevelOptions.defaults());
 * }</pre>
 *
 * <p>Whoever makes many levels opens one {@link MapGenerator} and gives it to each call. Stateless
 * and safe to call from any thread.
 */
public final class LevelGenerator {
  private static final Logger LOG = LoggerFactory.getLogger(LevelGenerator.class);

  /** The shortest song that becomes a level. */
  public static final double MIN_SECONDS = 1;

  /** How much of the song is played as a preview, in seconds, and where it begins as a share. */
  private static final double PREVIEW_SECONDS = 10;

  private static final double PREVIEW_PLACE = 0.3;

  private static final String DRAWN_COVER = "cover.png";

  /** As editors name themselves, so that sites and players can tell. */
  private static final String MACHINE_MADE =
      """
      {"_editors":{"_lastEditedBy":"BeatWeaver","BeatWeaver":{"machineMade":true}}}""";

  private LevelGenerator() {}

  /**
   * Makes a level with the model that comes with this library.
   *
   * @param song a song of any {@link AudioFormat}; one that the game does not play goes into the
   *     level as WAV
   * @param target a new or empty folder, or a new {@code .zip}
   * @param options what to make
   * @return what came of it
   * @throws InputException if the song can't be used or the target is taken
   * @throws CancellationException if this thread was interrupted; then nothing is written
   * @throws IllegalStateException if the class path holds no PyTorch for this platform
   * @throws IOException if the disk fails
   */
  public static GeneratedLevel generate(Path song, Path target, LevelOptions options)
      throws IOException {
    try (MapGenerator generator = MapGenerator.open(Checkpoint.starter())) {
      return generate(generator, song, target, options, Progress.NONE);
    }
  }

  /**
   * Makes a level. Nothing is written before everything is ready.
   *
   * @param generator the model, left open
   * @param song a song of any {@link AudioFormat}; one that the game does not play goes into the
   *     level as WAV
   * @param target a folder or a {@code .zip}
   * @param options what to make
   * @param progress told of every stage ("decoding", "tempo", "features", "listening" by windows if
   *     density is steered, "generating" by bars, "writing"); may throw {@link
   *     CancellationException}, which cancels unless the level is written already
   * @return what came of it
   * @throws InputException if the song can't be used or has less than {@value #MIN_SECONDS} s, the
   *     cover given is no file, the target is taken or where nothing can be written, song or cover
   *     would go with the level that is replaced, or the model was trained on features that this
   *     version doesn't make
   * @throws IllegalArgumentException if the tempo given makes more rows of the song than fit, or
   *     the first beat given is after the song's end or a bar or more before its start
   * @throws CancellationException if the progress threw it or this thread was interrupted; then
   *     nothing is written
   * @throws IllegalStateException if the model gives numbers that are none, as damaged weights do
   * @throws IOException if the disk fails
   */
  public static GeneratedLevel generate(
      MapGenerator generator, Path song, Path target, LevelOptions options, Progress progress)
      throws IOException {
    FeatureExtractor extractor = new FeatureExtractor(options.generation().threads());
    generator.requireFeatures(extractor.fingerprint());
    LevelWriter.requireTarget(target, options.replace());
    if (options.cover().isPresent() && !Files.isRegularFile(options.cover().get())) {
      throw new InputException(options.cover().get(), "no cover: there is no such file");
    }
    requireOutside(target, song);
    if (options.cover().isPresent()) {
      requireOutside(target, options.cover().get());
    }
    Stopwatch watch = new Stopwatch(progress);

    watch.begin("decoding");
    AudioClip clip = AudioDecoder.decode(song);
    if (clip.seconds() < MIN_SECONDS) {
      throw new InputException(
          song, String.format(Locale.ROOT, "is too short for a level: %.3f s", clip.seconds()));
    }
    Duration decoding = watch.end();

    watch.begin("tempo");
    SongAnalysis analysis = extractor.analyse(clip);
    Optional<TempoEstimate> estimate =
        options.bpm().isPresent()
            ? Optional.empty()
            : Optional.of(TempoEstimator.estimate(clip, analysis, options.generation().threads()));
    TempoMap tempo = tempo(options, estimate, clip);
    Duration estimating = watch.end();

    watch.begin("features");
    SongFeatures features = extractor.extract(analysis, tempo);
    LeadIn leadIn = new LeadIn(tempo);
    SongFeatures levelFeatures = extractor.extract(analysis, leadIn.tempo());
    Duration extracting = watch.end();

    long start = System.nanoTime();
    List<Beatmap> beatmaps = generator.generate(features, tempo, options.generation(), progress);
    Duration generation = Duration.ofNanos(System.nanoTime() - start);

    watch.begin("writing");
    float[] onsets = features.onsets();
    DressingOptions dressing =
        options.format() == LevelFormat.V2
            ? options.dressing().withChains(false)
            : options.dressing();
    List<Beatmap> dressed =
        beatmaps.stream().map(map -> leadIn.apply(Dressing.dress(map, onsets, dressing))).toList();
    AudioFormat format = AudioDecoder.format(song);
    Level level = Level.of(info(song, clip, format, tempo, options), dressed);
    WriteReport report = write(level, song, clip, format, features, target, options);
    Duration writing = watch.endOfAll();
    return new GeneratedLevel(
        level,
        report,
        tempo,
        estimate,
        features,
        levelFeatures,
        clip.seconds(),
        clip.warnings(),
        new StageTimes(decoding, estimating, extracting, generation, writing));
  }

  /** The level has its own copies; the only ones of people mustn't go with an older level. */
  private static void requireOutside(Path target, Path source) throws IOException {
    if (Files.exists(target)
        && Files.exists(source)
        && source.toRealPath().startsWith(target.toRealPath())) {
      throw new InputException(
          source,
          "would be deleted with the level that " + target + " replaces; move it elsewhere");
    }
  }

  /** What the game can't play and what isn't given is made in a folder of its own beforehand. */
  private static WriteReport write(
      Level level,
      Path song,
      AudioClip clip,
      AudioFormat format,
      SongFeatures features,
      Path target,
      LevelOptions options)
      throws IOException {
    Path made = Files.createTempDirectory("beatweaver-");
    try {
      Path playable = song;
      if (!format.playedByGame()) {
        playable = made.resolve("song.wav");
        WavWriter.write(playable, clip);
      }
      Path cover = options.cover().orElse(made.resolve(DRAWN_COVER));
      if (options.cover().isEmpty()) {
        new CoverPicture(features).writePng(cover);
      }
      return LevelWriter.write(
          level,
          options.format(),
          new LevelAssets(playable, clip.length(), clip.sampleRate(), cover),
          target,
          WriteOptions.STRICT.withReplace(options.replace()));
    } catch (InputException | FileSystemException e) {
      throw e;
    } catch (IOException e) {
      // The system says of a full disk that it is full, but not which.
      throw new IOException(target + ": can't be written: " + e.getMessage(), e);
    } finally {
      AtomicFiles.deleteTree(made);
    }
  }

  /** Beat 0 is the song's first beat; what leads to it from the audio's start comes later. */
  private static TempoMap tempo(
      LevelOptions options, Optional<TempoEstimate> estimate, AudioClip clip) {
    double bpm = options.bpm().orElseGet(() -> estimate.orElseThrow().bpm());
    if (options.firstBeatSeconds().isEmpty()) {
      return estimate
          .map(TempoEstimate::tempoMap)
          .orElseGet(() -> TempoMap.constant(bpm, TempoEstimator.firstBeat(clip, bpm)));
    }
    double first = options.firstBeatSeconds().getAsDouble();
    if (first <= -BeatGrid.BEATS_PER_BAR * 60 / bpm || first >= clip.seconds()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the first beat must be in the song of %.3f s or less than a bar before it: %s s",
              clip.seconds(),
              first));
    }
    return estimate
        .map(found -> found.tempoMap(first))
        .orElseGet(() -> TempoMap.constant(bpm, first));
  }

  private static LevelInfo info(
      Path song, AudioClip clip, AudioFormat format, TempoMap tempo, LevelOptions options) {
    String title = options.title().isBlank() ? nameOf(song) : options.title();
    double preview =
        Math.max(0, Math.min(clip.seconds() * PREVIEW_PLACE, clip.seconds() - PREVIEW_SECONDS));
    AudioFormat written = format.playedByGame() ? format : AudioFormat.WAV;
    return new LevelInfo(
            title,
            "",
            options.artist(),
            options.mapper(),
            tempo.bpmAt(0),
            "song." + written.extension(),
            0,
            options.cover().map(LevelGenerator::coverName).orElse(DRAWN_COVER),
            "DefaultEnvironment",
            preview,
            PREVIEW_SECONDS,
            "")
        .withCustomData(options.format(), MACHINE_MADE);
  }

  private static String nameOf(Path song) {
    String file = song.getFileName().toString();
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }

  private static String coverName(Path cover) {
    String file = cover.getFileName().toString();
    int dot = file.lastIndexOf('.');
    return dot >= 0 ? "cover" + file.substring(dot) : "cover";
  }

  /** Tells the progress of stages and takes their time. */
  private static final class Stopwatch {
    private final Progress progress;
    private String stage = "";
    private long start;

    Stopwatch(Progress progress) {
      this.progress = progress;
    }

    void begin(String newStage) {
      stage = newStage;
      progress.update(stage, 0, 1, "");
      start = System.nanoTime();
    }

    Duration end() {
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      progress.update(stage, 1, 1, "");
      return taken;
    }

    /** The level is there: it is too late to cancel, and nobody may lose the result of it. */
    Duration endOfAll() {
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      try {
        progress.update(stage, 1, 1, "");
      } catch (RuntimeException e) {
        LOG.debug("The progress failed after the level was written", e);
      }
      return taken;
    }
  }
}
