package io.beatweaver.unity;

import io.beatweaver.InputException;
import io.beatweaver.unity.internal.ClipAudio;
import io.beatweaver.unity.internal.Container;
import io.beatweaver.unity.internal.ListBudget;
import io.beatweaver.unity.internal.SerializedFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A UnityFS asset bundle: container formats 6 to 8, packed with LZ4, LZMA or not at all, with
 * objects of versions 17 to 22.
 *
 * <pre>{@code
 * try (UnityBundle bundle = UnityBundle.open(Path.of("beatsaber"))) {
 *   for (UnityObject object : bundle.objects()) {
 *     if (object.classId() == UnityBundle.AUDIO_CLIP) {
 *       BundleAudio audio = bundle.audio(object);
 *       try (OutputStream out = Files.newOutputStream(Path.of("song." + audio.extension()))) {
 *         audio.writeTo(out);
 *       }
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>Nothing is unpacked before it's asked for, and audio is streamed, so that a bundle of LZ4
 * blocks, as the game has them, takes a small part of its size in memory. A bundle of LZMA is held
 * whole.
 *
 * <p>Bounds, beyond which a bundle is refused: a gibibyte of unpacked data, 64 MiB of lists, 10,000
 * files inside, 250,000 objects, 100,000 nodes a type and 250,000 in all, 64 levels of them, 64 MiB
 * and a million values an object. Encrypted bundles and unknown kinds of packing are refused as
 * such. Each object must take exactly the bytes that its type says.
 *
 * <p>Not safe for several threads at once.
 */
public final class UnityBundle implements Closeable {
  /** The class of text assets. */
  public static final int TEXT_ASSET = 49;

  /** The class of audio clips. */
  public static final int AUDIO_CLIP = 83;

  /** The class of scripts' objects. */
  public static final int MONO_BEHAVIOUR = 114;

  /** The class of a bundle's own list. */
  public static final int ASSET_BUNDLE = 142;

  /** The most bytes that a bundle may unpack to. */
  public static final long MAX_BYTES = 1L << 30;

  private static final int MAX_OBJECT_BYTES = 64 << 20;

  private final Container container;
  private Map<String, SerializedFile> files;

  private UnityBundle(Container container) {
    this.container = container;
  }

  /** The files of objects, whose lists are read when first asked for. */
  private Map<String, SerializedFile> files() throws IOException {
    if (files == null) {
      Map<String, SerializedFile> read = new LinkedHashMap<>();
      ListBudget budget = new ListBudget();
      for (BundleEntry entry : container.entries()) {
        if (entry.serialized()) {
          read.put(entry.name(), SerializedFile.read(container.stretch(entry), budget));
        }
      }
      files = read;
    }
    return files;
  }

  /**
   * Opens a bundle and reads what is in it; nothing is unpacked but that list.
   *
   * @param file the bundle
   * @return the bundle, to be closed
   * @throws InputException if it's no bundle, cut short, encrypted or packed in an unknown way
   * @throws IOException if the disk fails
   */
  public static UnityBundle open(Path file) throws IOException {
    return new UnityBundle(Container.open(file, MAX_BYTES));
  }

  /**
   * The container's format.
   *
   * @return 6 to 8
   */
  public int format() {
    return container.format();
  }

  /**
   * The version of the engine that wrote it.
   *
   * @return as it stands there, as in {@code 2022.3.33f1}
   */
  public String engineVersion() {
    return container.engine();
  }

  /**
   * The files inside.
   *
   * @return in the bundle's order
   */
  public List<BundleEntry> entries() {
    return container.entries();
  }

  /**
   * The memory that reading it takes at most beside what is read.
   *
   * @return bytes
   */
  public long workingBytes() {
    long lists =
        container.entries().stream()
            .filter(BundleEntry::serialized)
            .mapToLong(BundleEntry::size)
            .sum();
    return container.workingBytes() + lists;
  }

  /**
   * All objects of all entries.
   *
   * @return in the bundle's order
   * @throws InputException if their lists are damaged
   * @throws IOException if the disk fails
   */
  public List<UnityObject> objects() throws IOException {
    List<UnityObject> objects = new ArrayList<>();
    files().values().forEach(file -> objects.addAll(file.objects()));
    return objects;
  }

  /**
   * The names of an object's fields, known without reading it.
   *
   * @param object one of {@link #objects()}
   * @return the names in order, empty for a script's object in a bundle without type trees
   * @throws InputException if its type is damaged
   * @throws IOException if the disk fails
   */
  public List<String> fieldNames(UnityObject object) throws IOException {
    return file(object).fieldNames(object);
  }

  /**
   * Reads an object.
   *
   * @param object one of {@link #objects()}
   * @return its fields
   * @throws InputException if it's damaged, or no type tree says how to read it
   * @throws IOException if the disk fails
   */
  public UnityValue read(UnityObject object) throws IOException {
    Object value = file(object).value(object, MAX_OBJECT_BYTES);
    return new UnityValue(value, container.file(), "object " + object.pathId());
  }

  /**
   * The object that a pointer leads to.
   *
   * @param from the object that holds the pointer
   * @param pointer a structure of {@code m_FileID} and {@code m_PathID}
   * @return the object; empty if the pointer is null or leads out of this bundle
   * @throws InputException if it is no pointer, or one to nothing
   * @throws IOException if the disk fails
   */
  public Optional<UnityObject> follow(UnityObject from, UnityValue pointer) throws IOException {
    int fileId = pointer.get("m_FileID").asInt();
    long pathId = pointer.get("m_PathID").asLong();
    if (pathId == 0) {
      return Optional.empty();
    }
    SerializedFile target = file(from);
    if (fileId != 0) {
      List<String> externals = target.externals();
      if (fileId < 0 || fileId > externals.size()) {
        throw pointer.bad("leads to file " + fileId + " of " + externals.size());
      }
      target = files().get(lastPart(externals.get(fileId - 1)));
      if (target == null) {
        return Optional.empty();
      }
    }
    Optional<UnityObject> object = target.object(pathId);
    if (object.isEmpty()) {
      throw pointer.bad("leads to object " + pathId + ", which isn't there");
    }
    return object;
  }

  /**
   * The audio of a clip, as a file that players know.
   *
   * @param clip an object of class {@link #AUDIO_CLIP}
   * @return its audio, to be read while this bundle is open
   * @throws InputException if it's damaged or of a kind that isn't read
   * @throws IOException if the disk fails
   */
  public BundleAudio audio(UnityObject clip) throws IOException {
    return audio(clip, SetupHeaders.builtIn());
  }

  /**
   * As {@link #audio(UnityObject)}, with setup headers of one's own.
   *
   * @param clip an object of class {@link #AUDIO_CLIP}
   * @param setups where the setup headers of Vorbis are found
   * @return its audio, to be read while this bundle is open
   * @throws InputException if it's damaged or of a kind that isn't read
   * @throws IOException if the disk fails
   */
  public BundleAudio audio(UnityObject clip, SetupHeaders setups) throws IOException {
    UnityValue fields = read(clip);
    UnityValue resource = fields.get("m_Resource");
    int sound = fields.get("m_SubsoundIndex").asInt();
    String name = lastPart(resource.get("m_Source").text());
    for (BundleEntry entry : container.entries()) {
      if (entry.name().equals(name)) {
        long offset = resource.get("m_Offset").asLong();
        long size = resource.get("m_Size").asLong();
        return ClipAudio.open(
            container.stretch(entry).part(offset, size, "audio of " + name), sound, setups);
      }
    }
    throw resource.bad("its audio lies in another bundle");
  }

  private SerializedFile file(UnityObject object) throws IOException {
    SerializedFile file = files().get(object.entry());
    if (file == null || !file.object(object.pathId()).equals(Optional.of(object))) {
      throw new IllegalArgumentException("an object of another bundle: " + object);
    }
    return file;
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public void close() throws IOException {
    container.close();
  }
}
