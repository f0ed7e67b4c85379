package io.beatweaver.corpus;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.audio.WavWriter;
import io.beatweaver.level.Beatmap;
import io.beatweaver.storage.BeatmapStore;
import io.beatweaver.storage.LevelSource;
import io.beatweaver.storage.SongEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small levels in folders and zips, and what a store holds of them. */
final class TestLevels {
  private TestLevels() {}

  /** A level of one difficulty; the same seed makes the same level. */
  static Path write(Path folder, int seed, boolean audio) throws IOException {
    Random random = new Random(seed);
    Files.createDirectories(folder);
    StringBuilder notes = new StringBuilder();
    for (int i = 5 + random.nextInt(60); i > 0; i--) {
      notes.append(notes.isEmpty() ? "" : ",");
      notes.append(
          String.format(
              "{\"_time\":%d.5,\"_lineIndex\":%d,\"_lineLayer\":%d,\"_type\":%d,"
                  + "\"_cutDirection\":%d}",
              random.nextInt(100),
              random.nextInt(4),
              random.nextInt(3),
              random.nextInt(2),
              random.nextInt(9)));
    }
    Files.writeString(
        folder.resolve("Info.dat"),
        "{\"_version\":\"2.0.0\",\"_songName\":\"Söng "
            + seed
            + "\",\"_songFilename\":\"song.wav\",\"_beatsPerMinute\":"
            + (100 + seed % 80)
            + ",\"_difficultyBeatmapSets\":[{\"_beatmapCharacteristicName\":\"Standard\","
            + "\"_difficultyBeatmaps\":[{\"_difficulty\":\"Hard\","
            + "\"_beatmapFilename\":\"Hard.dat\"}]}]}");
    Files.writeString(
        folder.resolve("Hard.dat"), "{\"_version\":\"2.0.0\",\"_notes\":[" + notes + "]}");
    if (audio) {
      WavWriter.write(folder.resolve("song.wav"), new float[4_000 + seed], 8_000);
    }
    return folder;
  }

  static void zip(Path level, Path target) throws IOException {
    try (OutputStream file = Files.newOutputStream(target);
        ZipOutputStream zip = new ZipOutputStream(file);
        Stream<Path> files = Files.list(level)) {
      for (Path part : files.toList()) {
        zip.putNextEntry(new ZipEntry(part.getFileName().toString()));
        Files.copy(part, zip);
      }
    }
  }

  static CorpusReport process(Path corpus, Path store, int checkpointLevels) throws IOException {
    return CorpusProcessor.process(
        List.of(corpus),
        store,
        CorpusOptions.defaults()
            .withFeatures(false)
            .withWorkers(2)
            .withCheckpointLevels(checkpointLevels),
        Progress.NONE);
  }

  /** All that a store holds, in an order of its own: equal stores have equal content. */
  static List<Object> content(Path store) throws IOException {
    TreeMap<String, Object> songs = new TreeMap<>();
    List<Object> content = new ArrayList<>();
    try (BeatmapStore opened = BeatmapStore.open(store)) {
      opened.verify();
      for (SongEntry song : opened.songs()) {
        List<Beatmap> maps = opened.beatmaps(song);
        songs.put(song.hash(), List.of(song, maps));
      }
      content.add(songs);
      content.add(
          opened.sources().stream().sorted(Comparator.comparing(LevelSource::path)).toList());
      content.add(opened.summary().withDuplicates(0));
    } catch (InputException e) {
      throw new AssertionError("a store that doesn't open: " + e.getMessage(), e);
    }
    return content;
  }
}
