package io.beatweaver.beatsaver.internal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beatweaver.InputException;
import io.beatweaver.beatsaver.CommunityMap;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.file.FolderLock;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.ReadOptions;
import io.beatweaver.level.internal.LevelZip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** A hidden name that begins with a level's; what is set aside of it has one of these. */
  private static final Pattern HIDDEN = Pattern.compile("\\.([0-9a-f]{1,16})\\..*");

  private final Path folder;
  private final FolderLock lock;
  private final Map<String, String> hashes = new HashMap<>();

  private MapFolder(Path folder, FolderLock lock) throws IOException {
    this.folder = folder;
    this.lock = lock;
    recover(folder);
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

  /** What a run set aside that was killed before the new version had its place. */
  private static void recover(Path folder) throws IOException {
    List<Path> children;
    try (Stream<Path> all = Files.list(folder)) {
      children = all.toList();
    }
    for (Path child : children) {
      Matcher hidden = HIDDEN.matcher(child.getFileName().toString());
      if (hidden.matches()) {
        AtomicFiles.recover(folder.resolve(hidden.group(1)));
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
    FolderLock lock =
        FolderLock.tryHold(folder, LOCK)
            .orElseThrow(() -> new InputException(folder, "another download works on this folder"));
    try {
      return new MapFolder(folder, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void look(Path level) {
    String hash = "";
    try (InputStream in = Files.newInputStream(level.resolve(META))) {
      hash = JSON.readTree(in.readNBytes(MAX_META_BYTES)).path("hash").asText("");
    } catch (IOException e) {
      LOG.warn("{} is downloaded anew: its {} can't be read", level, META, e);
    }
    hashes.put(level.getFileName().toString(), hash);
  }

  /**
   * How many levels were there when the folder was opened.
   *
   * @return their number, whatever search they came from
   */
  public int size() {
    return hashes.size();
  }

  /**
   * The levels that were there when the folder was opened.
   *
   * @return the server's keys
   */
  public Set<String> ids() {
    return Collections.unmodifiableSet(hashes.keySet());
  }

  /**
   * Whether a level was there when the folder was opened.
   *
   * @param id the server's key
   * @return whether it was, in whatever version
   */
  public boolean holds(String id) {
    return hashes.containsKey(id);
  }

  /**
   * Whether a level's place is taken by something that no download made.
   *
   * @param id the server's key
   * @return whether something else is there
   */
  public boolean isTaken(String id) {
    return !holds(id) && Files.exists(folder.resolve(id), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * The version of a level that was there when the folder was opened.
   *
   * @param id the server's key
   * @return its level hash, empty if the level isn't there or its version can't be told
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
    AtomicFiles.writeFolder(
        folder.resolve(map.id()),
        fresh -> {
          Level level;
          try {
            LevelZip.unpack(zip, fresh, LevelZip.MAX_BYTES);
            // What was unpacked, not the zip: two entries may differ in case alone.
            level = LevelReader.read(fresh, ReadOptions.OBJECTS_ONLY);
          } catch (InputException e) {
            throw named(map, List.of(zip.toString(), fresh.toString()), e);
          }
          if (!level.hash().equals(map.hash())) {
            throw bad(
                map,
                "",
                "holds another level: hash "
                    + (level.hash().isEmpty() ? "none" : level.hash())
                    + " instead of "
                    + map.hash());
          }
          if (Files.isDirectory(fresh.resolve(META))) {
            throw bad(map, META, "is a folder");
          }
          Files.write(fresh.resolve(META), meta(map));
        });
  }

  /** Temporary files' names tell nothing: the address does. */
  private static InputException named(CommunityMap map, List<String> temporary, InputException e) {
    String place = e.place();
    if (!temporary.contains(e.file())) {
      place = e.file() + (place.isEmpty() ? "" : ", " + place);
    }
    return bad(map, place, e.reason());
  }

  private static InputException bad(CommunityMap map, String place, String reason) {
    return new InputException(map.zip().toString(), place, reason);
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
    lock.close();
  }
}
