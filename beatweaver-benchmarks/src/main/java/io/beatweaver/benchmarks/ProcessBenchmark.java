package io.beatweaver.benchmarks;

import io.beatweaver.Progress;
import io.beatweaver.audio.AudioFormat;
import io.beatweaver.corpus.CorpusOptions;
import io.beatweaver.corpus.CorpusProcessor;
import io.beatweaver.corpus.CorpusReport;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Level;
import io.beatweaver.level.Note;
import io.beatweaver.storage.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Processing two hundred level folders of the size of real ones into a store, without features: two
 * to five difficulties of v2 or v3 with 5,000 lights each (0.9 MB of JSON a level) and three
 * minutes of Ogg (3.3 MB).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ProcessBenchmark {
  private static final int LIGHTS = 5_000;

  /** Threads that read. */
  @Param({"1", "2"})
  public int workers;

  /** Whether songs are opened and hashed too. */
  @Param({"true", "false"})
  public boolean audio;

  /** Level folders. */
  @Param("200")
  public int levels;

  private Path folder;

  /**
   * Writes the levels.
   *
   * @throws IOException if the disk fails
   */
  @Setup
  public void setUp() throws IOException {
    folder = Files.createTempDirectory("beatweaver-process");
    Path song = LoopedSong.write(folder, AudioFormat.OGG_VORBIS, Songs.SECONDS);
    for (int i = 0; i < levels; i++) {
      Path level = Files.createDirectories(folder.resolve("levels").resolve("level " + i));
      write(level, NoteCorpus.song(i).level(), i);
      Files.copy(song, level.resolve("song.egg"));
    }
    Files.delete(song);
  }

  private static void write(Path folder, Level level, int number) throws IOException {
    boolean v3 = number % 2 == 1;
    Random random = new Random(number);
    StringBuilder maps = new StringBuilder();
    for (Beatmap map : level.beatmaps()) {
      String file = map.difficulty().serializedName() + "Standard.dat";
      maps.append(maps.isEmpty() ? "" : ",");
      maps.append(
          String.format(
              "{\"_difficulty\":\"%s\",\"_beatmapFilename\":\"%s\","
                  + "\"_noteJumpMovementSpeed\":16}",
              map.difficulty().serializedName(), file));
      Files.writeString(folder.resolve(file), v3 ? v3(map, random) : v2(map, random));
    }
    Files.writeString(
        folder.resolve("Info.dat"),
        String.format(
            "{\"_version\":\"2.0.0\",\"_songName\":\"%s\",\"_songFilename\":\"song.egg\","
                + "\"_beatsPerMinute\":%s,\"_difficultyBeatmapSets\":["
                + "{\"_beatmapCharacteristicName\":\"Standard\",\"_difficultyBeatmaps\":[%s]}]}",
            level.info().title(), level.info().bpm(), maps));
  }

  private static String v2(Beatmap map, Random random) {
    StringBuilder json = new StringBuilder("{\"_version\":\"2.0.0\",\"_notes\":[");
    for (Note note : map.notes()) {
      json.append(json.charAt(json.length() - 1) == '[' ? "" : ",");
      json.append("{\"_time\":").append(note.beat());
      json.append(",\"_lineIndex\":").append(note.x()).append(",\"_lineLayer\":");
      json.append(note.y()).append(",\"_type\":").append(note.hand().color());
      json.append(",\"_cutDirection\":").append(note.direction()).append('}');
    }
    json.append("],\"_obstacles\":[],\"_events\":[");
    for (int i = 0; i < LIGHTS; i++) {
      json.append(i == 0 ? "" : ",").append("{\"_time\":").append(i / 16.0);
      json.append(",\"_type\":").append(random.nextInt(5)).append(",\"_value\":");
      json.append(random.nextInt(8)).append(",\"_floatValue\":1}");
    }
    return json.append("]}").toString();
  }

  private static String v3(Beatmap map, Random random) {
    StringBuilder json = new StringBuilder("{\"version\":\"3.2.0\",\"colorNotes\":[");
    for (Note note : map.notes()) {
      json.append(json.charAt(json.length() - 1) == '[' ? "" : ",");
      json.append("{\"b\":").append(note.beat()).append(",\"x\":").append(note.x());
      json.append(",\"y\":").append(note.y()).append(",\"c\":").append(note.hand().color());
      json.append(",\"d\":").append(note.direction()).append(",\"a\":0}");
    }
    json.append("],\"bombNotes\":[],\"obstacles\":[],\"basicBeatmapEvents\":[");
    for (int i = 0; i < LIGHTS; i++) {
      json.append(i == 0 ? "" : ",").append("{\"b\":").append(i / 16.0);
      json.append(",\"et\":").append(random.nextInt(5)).append(",\"i\":");
      json.append(random.nextInt(8)).append(",\"f\":1.0}");
    }
    return json.append("]}").toString();
  }

  /**
   * Processes all levels anew.
   *
   * @return what became of them
   * @throws IOException if the disk fails
   */
  @Benchmark
  public CorpusReport process() throws IOException {
    CorpusReport report =
        CorpusProcessor.process(
            List.of(folder.resolve("levels")),
            folder.resolve("store"),
            CorpusOptions.defaults()
                .withFeatures(false)
                .withAudio(audio)
                .withWorkers(workers)
                .withStore(StoreSettings.defaults().withReplace(true)),
            Progress.NONE);
    if (report.stored() != levels || !report.failures().isEmpty()) {
      throw new IllegalStateException(report.toString());
    }
    return report;
  }

  /**
   * Deletes levels and stores.
   *
   * @throws IOException if the disk fails
   */
  @TearDown
  public void tearDown() throws IOException {
    Temporary.delete(folder);
  }
}
