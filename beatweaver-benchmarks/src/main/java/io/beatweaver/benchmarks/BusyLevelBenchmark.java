package io.beatweaver.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.Note;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Reading levels whose files are lights and custom data for the most part. The score is notes a
 * second on one core.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class BusyLevelBenchmark {
  private static final int NOTES = BusyLevel.NOTES * BusyLevel.DIFFICULTIES;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What the level's files are full of. */
  @Param public BusyLevel level;

  private Path folder;

  /**
   * Writes the level, and makes sure that both readers see all of it.
   *
   * @throws IOException if the disk fails
   */
  @Setup
  public void setUp() throws IOException {
    folder = Files.createTempDirectory("beatweaver-busy");
    level.write(folder);
    Level read = read();
    int notes = read.beatmaps().stream().mapToInt(map -> map.notes().size()).sum();
    if (notes != NOTES || trees().size() != NOTES || !read.warnings().isEmpty()) {
      throw new IllegalStateException(notes + " notes, " + read.warnings());
    }
  }

  /**
   * Everything that a level is: notes of all difficulties, tempo, warnings, hash.
   *
   * @return the level
   * @throws IOException if the disk fails
   */
  @Benchmark
  @OperationsPerInvocation(NOTES)
  public Level read() throws IOException {
    return LevelReader.read(folder);
  }

  /**
   * The part of reading that is hashing: every file's bytes, and SHA-1 of them.
   *
   * @return the digest
   * @throws IOException if the disk fails
   */
  @Benchmark
  @OperationsPerInvocation(NOTES)
  public byte[] hash() throws IOException {
    MessageDigest sha1 = sha1();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.dat")) {
      for (Path file : files) {
        sha1.update(Files.readAllBytes(file));
      }
    }
    return sha1.digest();
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The plain way: every file becomes a tree, from which notes are picked. No hash, no checks, and
   * lights, tempo and custom data are left in the tree.
   *
   * @return the notes of all difficulties
   * @throws IOException if the disk fails
   */
  @Benchmark
  @OperationsPerInvocation(NOTES)
  public List<Note> trees() throws IOException {
    List<Note> notes = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.dat")) {
      for (Path file : files) {
        JsonNode root = MAPPER.readTree(Files.readAllBytes(file));
        switch (level) {
          case V2_LIGHTS -> addV2(root, notes);
          case V3_CUSTOM -> addV3(root.path("colorNotes"), null, notes);
          case V4_GROUPS -> addV3(root.path("colorNotes"), root.path("colorNotesData"), notes);
        }
      }
    }
    return notes;
  }

  private static void addV2(JsonNode root, List<Note> notes) {
    for (JsonNode row : root.path("_notes")) {
      notes.add(
          new Note(
              row.path("_time").asDouble(),
              row.path("_lineIndex").asInt(),
              row.path("_lineLayer").asInt(),
              Hand.ofColor(row.path("_type").asInt()),
              row.path("_cutDirection").asInt(),
              0));
    }
  }

  private static void addV3(JsonNode rows, JsonNode dataOrNull, List<Note> notes) {
    for (JsonNode row : rows) {
      JsonNode note = dataOrNull == null ? row : dataOrNull.path(row.path("i").asInt());
      notes.add(
          new Note(
              row.path("b").asDouble(),
              note.path("x").asInt(),
              note.path("y").asInt(),
              Hand.ofColor(note.path("c").asInt()),
              note.path("d").asInt(),
              note.path("a").asInt()));
    }
  }

  /**
   * Deletes the level.
   *
   * @throws IOException if the disk fails
   */
  @TearDown
  public void tearDown() throws IOException {
    Temporary.delete(folder);
  }
}
