package io.beatweaver.benchmarks;

import io.beatweaver.Progress;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.audio.SongAnalysis;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Note;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.GeneratedLevel;
import io.beatweaver.model.GenerationOptions;
import io.beatweaver.model.LevelGenerator;
import io.beatweaver.model.LevelOptions;
import io.beatweaver.model.MapGenerator;
import io.beatweaver.quality.HumanBand;
import io.beatweaver.quality.MapQuality;
import io.beatweaver.quality.OnsetMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What is written for songs given as files: of each song the time it took and what may play wrong
 * at Expert, then of each difficulty the means of {@link MapQuality} beside the human bands, and
 * how many of the map's onsets are within 50 ms of one that a plain detector finds in the audio.
 * Beside that stands the same map moved in time by whole bars, which leaves it on the beat, and by
 * anything: what the model hears of this song is the difference.
 *
 * <pre>
 * java -cp beatweaver-benchmarks.jar io.beatweaver.benchmarks.MusicQuality \
 *     [--checkpoint DIR] [--candidates K] SONG|FOLDER...
 * </pre>
 *
 * Songs of more than six minutes are passed over.
 */
public final class MusicQuality {
  private static final double MAX_SECONDS = 360;
  private static final double HIT_SECONDS = 0.05;
  private static final int SHIFTS = 20;
  private static final Difficulty[] DIFFICULTIES = Difficulty.values();

  private static final String[] COLUMNS = {
    "notes/s",
    "in band",
    "parity breaks %",
    "vision blocks %",
    "doubles",
    "dots",
    "diversity",
    "hands alternate",
    "onsets hit",
    "by bars",
    "shuffled",
    "penalty"
  };

  private final FeatureExtractor extractor = new FeatureExtractor();
  private final double[][] sums = new double[DIFFICULTIES.length][COLUMNS.length];
  private int songs;
  private int falling;

  private MusicQuality() {}

  /**
   * Measures.
   *
   * @param args the songs, or folders of them at any depth
   * @throws IOException if a song or the checkpoint can't be read
   */
  public static void main(String[] args) throws IOException {
    Checkpoint checkpoint = null;
    GenerationOptions options = GenerationOptions.defaults();
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--checkpoint" -> checkpoint = Checkpoint.load(Path.of(args[++i]));
        case "--candidates" -> options = options.withCandidates(Integer.parseInt(args[++i]));
        default -> files.addAll(songs(Path.of(args[i])));
      }
    }
    MusicQuality quality = new MusicQuality();
    Path folder = Files.createTempDirectory("beatweaver-music");
    System.out.printf(
        "%-32s %6s %7s %5s | %6s %6s %6s %6s %6s | %6s %6s %7s %6s | %s%n",
        "song",
        "length",
        "bpm",
        "conf.",
        "decode",
        "tempo",
        "feat.",
        "gener.",
        "write",
        "intro",
        "gap",
        "densest",
        "swing",
        "notes/s from Easy to Expert+");
    try (MapGenerator generator =
        MapGenerator.open(checkpoint == null ? Checkpoint.starter() : checkpoint)) {
      for (Path file : files) {
        if (AudioDecoder.probe(file).seconds() <= MAX_SECONDS) {
          Path target = folder.resolve("level.zip");
          LevelOptions level = LevelOptions.defaults().withGeneration(options).withReplace(true);
          quality.add(file, LevelGenerator.generate(generator, file, target, level, Progress.NONE));
        }
      }
    } finally {
      Temporary.delete(folder);
    }
    quality.print();
  }

  private static List<Path> songs(Path source) throws IOException {
    try (Stream<Path> found = Files.walk(source)) {
      return found
          .filter(file -> file.toString().matches("(?i).*\\.(ogg|egg|wav|mp3|flac)"))
          .sorted()
          .toList();
    }
  }

  private void add(Path file, GeneratedLevel made) throws IOException {
    SongAnalysis analysis = extractor.analyse(AudioDecoder.decode(file));
    double seconds = analysis.seconds();
    double[] heard = PlainOnsets.of(extractor, analysis);
    List<Beatmap> maps = made.level().beatmaps();
    songs++;
    for (int d = 0; d < DIFFICULTIES.length; d++) {
      Beatmap map = maps.get(d);
      MapQuality quality = MapQuality.of(map, seconds);
      double[] onsets = MapQuality.onsets(map);
      double bar = made.tempo().secondsAt(4) - made.tempo().secondsAt(0);
      double[] row = {
        quality.nps(),
        quality.bandExcess() == 0 ? 1 : 0,
        100 * quality.parityBreakRate(),
        100.0 * quality.visionBlocks() / Math.max(1, quality.notes()),
        quality.doublesShare(),
        quality.dotsShare(),
        quality.patternDiversity(),
        alternation(map),
        hits(onsets, heard, seconds, 0, 0),
        hits(onsets, heard, seconds, bar, 1),
        hits(onsets, heard, seconds, bar, 0),
        quality.penalty()
      };
      for (int i = 0; i < row.length; i++) {
        sums[d][i] += row[i];
      }
      if (d > 0 && map.notes().size() <= maps.get(d - 1).notes().size()) {
        falling++;
      }
    }
    printSong(file, made, seconds);
    for (Beatmap map : maps) {
      System.out.printf(" %.2f", map.notes().size() / seconds);
    }
    System.out.println();
  }

  /** The share of the single notes after a single note that are for the other hand. */
  private static double alternation(Beatmap map) {
    List<Note> notes = map.notes();
    int pairs = 0;
    int changes = 0;
    Note last = null;
    for (int i = 0; i < notes.size(); i++) {
      Note note = notes.get(i);
      boolean alone =
          (i == 0 || notes.get(i - 1).beat() != note.beat())
              && (i + 1 == notes.size() || notes.get(i + 1).beat() != note.beat());
      if (alone && last != null) {
        pairs++;
        changes += last.hand() == note.hand() ? 0 : 1;
      }
      last = alone ? note : null;
    }
    return pairs == 0 ? 0 : changes / (double) pairs;
  }

  /**
   * The share of onsets near one that was heard. With a bar's length the mean of several moves of
   * the map, round the song's end: by whole bars if {@code whole} is 1, by anything if it is 0.
   */
  private static double hits(
      double[] onsets, double[] heard, double seconds, double bar, int whole) {
    Random random = new Random(1);
    int rounds = bar > 0 ? SHIFTS : 1;
    double sum = 0;
    for (int round = 0; round < rounds; round++) {
      double shift = seconds * (0.1 + 0.8 * random.nextDouble());
      double by = bar == 0 ? 0 : whole == 1 ? bar * Math.rint(shift / bar) : shift;
      double[] moved = Arrays.stream(onsets).map(at -> (at + by) % seconds).sorted().toArray();
      sum += OnsetMatch.of(moved, heard, HIT_SECONDS).precision();
    }
    return sum / rounds;
  }

  /** What may play wrong is looked for at Expert. */
  private static void printSong(Path file, GeneratedLevel made, double seconds) {
    Beatmap map = made.level().beatmaps().get(Difficulty.EXPERT.ordinal());
    double[] onsets = MapQuality.onsets(map);
    double gap = 0;
    for (int i = 1; i < onsets.length; i++) {
      gap = Math.max(gap, onsets[i] - onsets[i - 1]);
    }
    String name = file.getFileName().toString().replaceAll("\\.[^.]*$", "");
    double[] perSecond = density(map, seconds);
    System.out.printf(
        "%-32.32s %6.0f %7.2f %5.2f | %6.2f %6.2f %6.2f %6.2f %6.2f | %6.1f %6.1f %7.1f %6.2f |",
        name,
        seconds,
        made.tempo().bpmAt(0),
        made.estimate().map(e -> e.confidence()).orElse(0.0),
        made.times().decoding().toMillis() / 1e3,
        made.times().tempo().toMillis() / 1e3,
        made.times().features().toMillis() / 1e3,
        made.times().generation().toMillis() / 1e3,
        made.times().writing().toMillis() / 1e3,
        onsets.length == 0 ? seconds : onsets[0],
        gap,
        Arrays.stream(perSecond).max().orElse(0),
        swing(perSecond));
  }

  /** Notes a second in stretches of four seconds. */
  private static double[] density(Beatmap map, double seconds) {
    double[] density = new double[(int) Math.ceil(seconds / 4)];
    for (Note note : map.notes()) {
      int at = (int) (map.tempo().secondsAt(note.beat()) / 4);
      density[Math.min(density.length - 1, at)] += 1 / 4.0;
    }
    return density;
  }

  /** How much the density changes: deviation by mean. */
  private static double swing(double[] density) {
    double mean = Arrays.stream(density).average().orElse(0);
    double variance = Arrays.stream(density).map(d -> (d - mean) * (d - mean)).average().orElse(0);
    return mean == 0 ? 0 : Math.sqrt(variance) / mean;
  }

  private void print() {
    System.out.printf("%n%d songs, means%n%-11s %-11s", songs, "", "human band");
    for (String column : COLUMNS) {
      System.out.printf(" %15s", column);
    }
    System.out.println();
    for (int d = 0; d < DIFFICULTIES.length; d++) {
      HumanBand band = HumanBand.of(DIFFICULTIES[d]);
      System.out.printf("%-11s %.2f - %.2f", DIFFICULTIES[d], band.lowNps(), band.highNps());
      for (double sum : sums[d]) {
        System.out.printf(" %15.3f", sum / songs);
      }
      System.out.println();
    }
    System.out.printf("maps with no more notes than the next easier one: %d%n", falling);
  }
}
