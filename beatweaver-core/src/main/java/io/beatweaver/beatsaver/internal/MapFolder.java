package io.beatweaver.beatsaver.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beatweaver.InputException;
import io.beatweaver.beatsaver.CommunityMap;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.internal.LevelZip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that downloads fill, locked for this process. */
public final class MapFolder implements AutoCloseable {
  /** What is known of a level beside its own files. */
  public static final String META = "_beatsaver_meta.json";

  private static final Logger LOG = LoggerFactory.getLogger(MapFolder.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String LOCK = ".beatsaver.lock";
  private static final int MAX_META_BYTES = 1 << 16;

  private final Path folder;
  private final FileChannel lockFile;
  private final Map<String, String> hashes = new HashMap<>();

  private MapFolder(Path folder, FileChannel lockFile) throws IOException {
    this.folder = folder;
    this.lockFile = lockFile;
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : (Iterable<Path>) children::iterator) {
        if (AtomicFiles.isLeftover(child)) {
          LOG.info("removing {}, left by a run that was cut off", child);
          AtomicFiles.deleteTree(child);
        } else if (Files.isRegularFile(child.resolve(META))) {
          look(child);
        }
      }
    }
  }

  /**
   * Opens a folder, and removes what a killed run left in it.
   *
   * @param folder made if it isn't there
   * @return the folder, to be closed
   * @throws InputException if another run works on it
   * @throws IOException if the disk fails
   */
  public static MapFolder open(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock(channel) == null) {
        throw new InputException(folder, "another download works on this folder");
      }
      return new MapFolder(folder, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  private void look(Path level) {
    try (InputStream in = Files.newInputStream(level.resolve(META))) {
      JsonNode meta = JSON.readTree(in.readNBytes(MAX_META_BYTES));
      hashes.put(level.getFileName().toString(), meta.path("hash").asText(""));
    } catch (IOException e) {
      LOG.warn("{} is downloaded anew: its {} can't be read", level, META, e);
    }
  }

  /**
   * The version of a level that was there when the folder was opened.
   *
   * @param id the server's key
   * @return its level hash, empty if the level isn't there
   */
  public String hash(String id) {
    return hashes.getOrDefault(id, "");
  }

  /**
   * A new name for a zip on its way.
   *
   * @return a file that isn't there; the next run removes it if this one doesn't
   */
  public Path freshZip() {
    return folder.resolve("." + UUID.randomUUID() + ".zip.bw-new");
  }

  /**
   * Makes a level's folder of its zip, replacing an older version.
   *
   * @param map what the server says of it
   * @param zip its zip
   * @throws InputException if the zip is damaged or hostile, or holds another level
   * @throws IOException if the disk fails
   */
  public void add(CommunityMap map, Path zip) throws IOException {
    Level level = LevelReader.read(zip);
    if (!level.hash().equals(map.hash())) {
      throw new InputException(
          map.zip().toString(),
          "",
          "holds another level: hash "
              + (level.hash().isEmpty() ? "none" : level.hash())
              + " instead of "
              + map.hash());
    }
    AtomicFiles.writeFolder(
        folder.resolve(map.id()),
        fresh -> {
          LevelZip.unpack(zip, fresh, LevelZip.MAX_BYTES);
          Files.write(fresh.resolve(META), meta(map));
        });
  }

  private static byte[] meta(CommunityMap map) throws IOException {
    ObjectNode meta = JSON.createObjectNode();
    meta.put("id", map.id());
    meta.put("hash", map.hash());
    meta.put("name", map.name());
    meta.put("title", map.title());
    meta.put("artist", map.artist());
    meta.put("mapper", map.mapper());
    meta.put("bpm", map.bpm());
    meta.put("duration", map.seconds());
    meta.put("score", map.score());
    meta.put("upvotes", map.upvotes());
    meta.put("downvotes", map.downvotes());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(meta);
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
