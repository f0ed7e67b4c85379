package io.beatweaver.demo;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.WavWriter;
import io.beatweaver.demo.internal.Dice;
import io.beatweaver.demo.internal.Workers;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelAssets;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.LevelWriter;
import io.beatweaver.level.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes demo songs as ordinary level folders: WAV audio, five Standard difficulties, v2, v3 and v4
 * in turn.
 *
 * <p>A level's folder is named after all that it depends on and appears whole or not at all, so a
 * folder that is there is kept: an interrupted corpus is resumed by writing it again, and a larger
 * one adds to a smaller one.
 */
public final class DemoCorpus {
  /** The audio file of every level. */
  public static final String SONG_FILE = "song.wav";

  private static final String MAPPER = "BeatWeaver demo";

  /** Part of the folders' names: to be raised whenever songs or charts come out differently. */
  private static final int GENERATION = 1;

  private static final LevelFormat[] FORMATS = LevelFormat.values();
  private static final int[] RATES = {
    22_050, 22_050, 44_100, 22_050, 22_050, 22_050, 48_000, 22_050
  };

  /** Of the wide style, as of music. */
  private static final int[] WIDE_RATES = {44_100, 48_000, 44_100, 22_050};

  /** As {@link #GENERATION}, of the wide style. */
  private static final int WIDE_GENERATION = 1;

  private DemoCorpus() {}

  /**
   * Writes a corpus, on all cores, one song a core in memory at a time (about 100 MB each for 90
   * seconds at the highest rate).
   *
   * @param folder receives the level folders; made where it isn't there
   * @param settings what to write
   * @param progress is told of every level; may cancel by throwing, which leaves whole levels only
   * @return the level folders in the order of songs
   * @throws InputException if the folder is something else
   * @throws IOException if the disk fails, or the thread is interrupted
   */
  public static List<Path> write(Path folder, DemoSettings settings, Progress progress)
      throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new InputException(folder, "a folder for the corpus is needed here, not a file");
    }
    Files.createDirectories(folder);
    Path[] levels = new Path[settings.songs()];
    AtomicInteger done = new AtomicInteger();
    Workers.forEach(
        settings.songs(),
        index -> {
          levels[index] = writeLevel(folder, settings, index);
          progress.update(
              "demo corpus",
              done.incrementAndGet(),
              settings.songs(),
              levels[index].getFileName().toString());
        });
    return List.of(levels);
  }

  /**
   * Writes one level of a corpus, or keeps it where it is there already.
   *
   * @param folder an existing folder that receives the level's folder
   * @param settings the corpus
   * @param index which song, at least 0
   * @return the level's folder
   * @throws IOException if the disk fails; no level folder is left then
   */
  public static Path writeLevel(Path folder, DemoSettings settings, int index) throws IOException {
    DemoSong song = DemoSong.ofCorpus(settings, index);
    Path target = folder.resolve(folderName(song, settings, index));
    if (Files.isDirectory(target)) {
      return target;
    }
    LevelFormat format = formatOf(index);
    int rate = sampleRateOf(settings.style(), index);
    Path audio = Files.createTempFile(folder, ".demo", ".wav");
    try {
      float[] samples = SongSynthesizer.render(song, rate);
      WavWriter.write(audio, samples, rate);
      LevelAssets assets = new LevelAssets(audio, samples.length, rate, null);
      Level level =
          switch (song.style()) {
            case PLAIN -> levelOf(song);
            case WIDE -> levelOf(song, OnsetHits.heard(song, AudioClip.wrap(samples, rate)));
          };
      LevelWriter.write(level, format, assets, target);
    } finally {
      Files.deleteIfExists(audio);
    }
    return target;
  }

  /**
   * The level of a song, charted by its score alone: of the plain style this is what is written.
   *
   * @param song the song
   * @return its info and five beatmaps
   */
  public static Level levelOf(DemoSong song) {
    return levelOf(song, song.onsets());
  }

  /**
   * The level of a song whose hits were weighed: of the wide style what is written is charted by
   * {@link OnsetHits#heard}.
   *
   * @param song the song
   * @param hits what there is to chart
   * @return its info and five beatmaps
   */
  public static Level levelOf(DemoSong song, List<Hit> hits) {
    LevelInfo info =
        new LevelInfo(
            song.title(),
            "",
            song.artist(),
            MAPPER,
            song.bpm(),
            SONG_FILE,
            song.offsetSeconds(),
            "",
            "DefaultEnvironment",
            Math.floor(song.seconds() / 3),
            10,
            "");
    List<Beatmap> beatmaps = new ArrayList<>();
    for (Difficulty difficulty : Difficulty.values()) {
      List<Note> notes = RuleMapper.map(hits, song.tempo(), difficulty);
      beatmaps.add(Beatmap.of(difficulty, song.tempo(), notes));
    }
    return Level.of(info, beatmaps);
  }

  /**
   * The format of a level.
   *
   * @param index which song
   * @return v2, v3 and v4 in turn
   */
  public static LevelFormat formatOf(int index) {
    return FORMATS[index % FORMATS.length];
  }

  /**
   * The sample rate of a level's audio in the plain style.
   *
   * @param index which song
   * @return mostly 22,050, sometimes 44,100 or 48,000
   */
  public static int sampleRateOf(int index) {
    return sampleRateOf(DemoStyle.PLAIN, index);
  }

  /**
   * The sample rate of a level's audio.
   *
   * @param style the corpus's style
   * @param index which song
   * @return plain songs mostly have 22,050, wide ones mostly 44,100 or 48,000
   */
  public static int sampleRateOf(DemoStyle style, int index) {
    int[] rates =
        switch (style) {
          case PLAIN -> RATES;
          case WIDE -> WIDE_RATES;
        };
    return rates[index % rates.length];
  }

  private static String folderName(DemoSong song, DemoSettings settings, int index) {
    long generation =
        switch (song.style()) {
          case PLAIN -> GENERATION;
          case WIDE -> Dice.mix(WIDE_GENERATION, DemoStyle.WIDE.name().hashCode());
        };
    long print = Dice.mix(generation, song.seed());
    print = Dice.mix(print, Double.doubleToLongBits(settings.minSeconds()));
    print = Dice.mix(print, Double.doubleToLongBits(settings.maxSeconds()));
    String title = song.title().toLowerCase(Locale.ROOT).replace(' ', '-');
    return String.format(Locale.ROOT, "%05d-%s-%08x", index, title, (int) print);
  }
}
