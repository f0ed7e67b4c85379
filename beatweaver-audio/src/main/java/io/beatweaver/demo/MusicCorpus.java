package io.beatweaver.demo;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.AudioFormat;
import io.beatweaver.audio.AudioInfo;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.audio.TempoEstimate;
import io.beatweaver.audio.TempoEstimator;
import io.beatweaver.audio.WavWriter;
import io.beatweaver.demo.MusicReport.Charted;
import io.beatweaver.demo.MusicReport.Reason;
import io.beatweaver.demo.MusicReport.Skipped;
import io.beatweaver.demo.internal.Workers;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelAssets;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.LevelWriter;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Makes levels of songs that somebody else recorded, charted by rule from what sets in in them: to
 * train on, where no levels made by people are at hand. Tempo and onsets are measured, so a chart
 * is no better than these measurements; songs of uncertain tempo are left out.
 *
 * <p>A level's folder is named after its song and the song's bytes and appears whole or not at all.
 * One that is there is kept, whatever its tempo's confidence.
 */
public final class MusicCorpus {
  /** Songs below this confidence are left out unless something else is asked for. */
  public static final double DEFAULT_CONFIDENCE = 0.4;

  /** Shorter pieces are jingles. */
  public static final double MIN_SECONDS = 30;

  /** Longer ones are no songs, and would not fit in memory. */
  public static final double MAX_SECONDS = TempoEstimator.MAX_SECONDS;

  /** A song's samples in memory: {@link #MAX_SECONDS} at the usual rates. */
  private static final long MAX_FRAMES = (long) (MAX_SECONDS * 48_000);

  private static final String MAPPER = "BeatWeaver onset rule";
  private static final int MAX_NAME = 60;

  /** Part of the folders' names: to be raised whenever charts come out differently. */
  private static final int GENERATION = 1;

  private final List<Path> files;
  private final Path folder;
  private final double minConfidence;
  private final Progress progress;
  private final String[] hashes;
  private final Charted[] charted;
  private final Skipped[] skipped;

  private MusicCorpus(List<Path> files, Path folder, double minConfidence, Progress progress) {
    this.files = files;
    this.folder = folder;
    this.minConfidence = minConfidence;
    this.progress = progress;
    hashes = new String[files.size()];
    charted = new Charted[files.size()];
    skipped = new Skipped[files.size()];
  }

  /**
   * Charts all songs in some folders, on all cores, one song a core in memory at a time: about half
   * a gigabyte for the longest.
   *
   * @param sources songs, or folders with songs at any depth; whatever isn't audio is counted and
   *     passed over
   * @param folder receives the level folders; made where it isn't there; must not lie in a source
   * @param minConfidence the least confidence of a tempo, 0..1, see {@link
   *     TempoEstimate#confidence}
   * @param progress is told of every song; may cancel by throwing, which leaves whole levels only
   * @return what became of every file, in the order of paths
   * @throws InputException if a source isn't there or the folder is something else
   * @throws IOException if the disk fails, or the thread is interrupted
   */
  public static MusicReport write(
      List<Path> sources, Path folder, double minConfidence, Progress progress) throws IOException {
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException("confidence must be from 0 to 1: " + minConfidence);
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new InputException(folder, "a folder for the levels is needed here, not a file");
    }
    Path target = folder.toAbsolutePath().normalize();
    List<Path> files = new ArrayList<>();
    for (Path source : sources) {
      if (target.startsWith(source.toAbsolutePath().normalize())) {
        throw new InputException(folder, "the levels must not go among the songs of " + source);
      }
      files.addAll(filesOf(source));
    }
    Files.createDirectories(folder);
    return new MusicCorpus(files, folder, minConfidence, progress).run();
  }

  private MusicReport run() throws IOException {
    each("hashing", this::identify);
    Map<String, Path> firsts = new HashMap<>();
    for (int i = 0; i < hashes.length; i++) {
      Path first = hashes[i] == null ? null : firsts.putIfAbsent(hashes[i], files.get(i));
      if (first != null) {
        skip(i, Reason.DUPLICATE, "the same bytes as " + first);
      }
    }
    each("charting", this::chart);
    return new MusicReport(
        Stream.of(charted).filter(Objects::nonNull).toList(),
        Stream.of(skipped).filter(Objects::nonNull).toList());
  }

  /** Does something with every file that isn't skipped, and skips those that can't be read. */
  private void each(String stage, Workers.Job step) throws IOException {
    AtomicInteger done = new AtomicInteger();
    Workers.forEach(
        files.size(),
        index -> {
          if (skipped[index] == null) {
            try {
              step.run(index);
            } catch (InputException e) {
              skip(index, Reason.UNREADABLE, e.reason());
            }
          }
          String name = files.get(index).getFileName().toString();
          progress.update(stage, done.incrementAndGet(), files.size(), name);
        });
  }

  private void skip(int index, Reason reason, String detail) {
    skipped[index] = new Skipped(files.get(index), reason, detail);
  }

  private void identify(int index) throws IOException {
    AudioDecoder.format(files.get(index));
    hashes[index] = FeatureExtractor.audioHash(files.get(index));
  }

  private static List<Path> filesOf(Path source) throws IOException {
    if (!Files.exists(source)) {
      throw new InputException(source, "no such file or folder");
    }
    try (Stream<Path> files = Files.walk(source)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void chart(int index) throws IOException {
    Path file = files.get(index);
    AudioInfo info = AudioDecoder.probe(file);
    if (info.seconds() < MIN_SECONDS
        || info.seconds() > MAX_SECONDS
        || info.frames() > MAX_FRAMES) {
      String why = String.format(Locale.ROOT, "%.1f s at %d Hz", info.seconds(), info.sampleRate());
      skip(index, Reason.LENGTH, why);
      return;
    }
    Path target = folder.resolve(folderName(file, hashes[index]));
    if (Files.isDirectory(target)) {
      charted[index] = charted(file, target, 0, info.seconds(), LevelReader.read(target));
      return;
    }
    AudioClip clip = AudioDecoder.decode(file);
    TempoEstimate tempo = TempoEstimator.estimate(clip);
    if (!tempo.found() || tempo.confidence() < minConfidence) {
      String why = String.format(Locale.ROOT, "confidence %.2f", tempo.confidence());
      skip(index, Reason.UNCERTAIN_TEMPO, why);
      return;
    }
    TempoMap map = tempo.tempoMap();
    List<Hit> hits = OnsetHits.of(clip, map);
    if (hits.isEmpty()) {
      skip(index, Reason.NO_ONSETS, "nothing sets in on the beats");
      return;
    }
    Level level = levelOf(file, info.format(), clip, map, hits);
    write(level, file, info.format(), clip, target);
    charted[index] = charted(file, target, tempo.confidence(), clip.seconds(), level);
  }

  private static Level levelOf(
      Path file, AudioFormat format, AudioClip clip, TempoMap tempo, List<Hit> hits) {
    AudioFormat written = format.playedByGame() ? format : AudioFormat.WAV;
    LevelInfo info =
        new LevelInfo(
            title(file),
            "",
            "",
            MAPPER,
            tempo.bpmAt(0),
            "song." + written.extension(),
            tempo.secondsAt(0),
            "",
            "DefaultEnvironment",
            Math.floor(clip.seconds() / 3),
            10,
            "");
    List<Beatmap> beatmaps = new ArrayList<>();
    for (Difficulty difficulty : Difficulty.values()) {
      beatmaps.add(Beatmap.of(difficulty, tempo, RuleMapper.map(hits, tempo, difficulty)));
    }
    return Level.of(info, beatmaps);
  }

  /** What the game plays goes in as it is, byte for byte; the rest as WAV. */
  private static void write(Level level, Path file, AudioFormat format, AudioClip clip, Path target)
      throws IOException {
    if (format.playedByGame()) {
      LevelAssets assets = new LevelAssets(file, clip.length(), clip.sampleRate(), null);
      LevelWriter.write(level, LevelFormat.V3, assets, target);
      return;
    }
    Path wav = Files.createTempFile(target.toAbsolutePath().getParent(), ".music", ".wav");
    try {
      WavWriter.write(wav, clip);
      LevelAssets assets = new LevelAssets(wav, clip.length(), clip.sampleRate(), null);
      LevelWriter.write(level, LevelFormat.V3, assets, target);
    } finally {
      Files.deleteIfExists(wav);
    }
  }

  private static Charted charted(
      Path file, Path target, double confidence, double seconds, Level level) throws IOException {
    Map<Difficulty, Integer> notes = new EnumMap<>(Difficulty.class);
    for (Beatmap beatmap : level.beatmaps()) {
      notes.put(beatmap.difficulty(), beatmap.notes().size());
    }
    String hash = FeatureExtractor.audioHash(target.resolve(level.info().songFile()));
    return new Charted(file, target, hash, level.info().bpm(), confidence, seconds, notes);
  }

  private static String title(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static String folderName(Path file, String hash) {
    String name = title(file).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = name.substring(0, Math.min(MAX_NAME, name.length()));
    return cut + "-" + hash.substring(0, 12) + "-" + GENERATION;
  }
}
