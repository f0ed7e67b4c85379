package io.beatweaver.unity.internal;

import io.beatweaver.InputException;
import io.beatweaver.unity.UnityBundle;
import io.beatweaver.unity.UnityObject;
import io.beatweaver.unity.internal.TypeTree.Node;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file of objects inside a bundle, versions 17 to 22: its lists, and its objects by their id. */
public final class SerializedFile {
  private static final int OLDEST = 17;
  private static final int NEWEST = 22;

  private static final int OLD_HEADER_BYTES = 20;
  private static final int HEADER_BYTES = 48;
  private static final int LEAST_TYPE_BYTES = 23;
  private static final int LEAST_OBJECT_BYTES = 20;
  private static final int LEAST_SCRIPT_BYTES = 12;
  private static final int LEAST_EXTERNAL_BYTES = 22;
  private static final int MAX_NAME_BYTES = 4096;

  private record Type(int classId, int treeAt) {}

  private record Placed(UnityObject object, int type, long start) {}

  private final Stretch data;
  private final ListBudget budget;
  private final int version;
  private final ByteReader metadata;
  private final boolean typeTrees;
  private final List<Type> types = new ArrayList<>();
  private final Map<Long, Placed> objects = new LinkedHashMap<>();
  private final List<String> externals = new ArrayList<>();
  private final Map<Integer, Node> trees = new LinkedHashMap<>();
  private final ByteOrder order;

  private SerializedFile(Stretch data, ListBudget budget) throws IOException {
    this.data = data;
    this.budget = budget;
    byte[] head = data.read(0, (int) Math.min(HEADER_BYTES, data.size()));
    ByteReader in = new ByteReader(head, ByteOrder.BIG_ENDIAN, data.file(), data.name());
    long metadataSize = in.u32();
    long fileSize = in.u32();
    this.version = in.i32();
    if (version < OLDEST || version > NEWEST) {
      throw in.bad("objects of version " + version + "; 17 to 22 are read");
    }
    long dataOffset = in.u32();
    this.order = in.u8() == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    in.skip(3);
    if (version >= 22) {
      metadataSize = in.u32();
      fileSize = in.i64();
      dataOffset = in.i64();
      in.skip(8);
    }
    int headerBytes = version >= 22 ? HEADER_BYTES : OLD_HEADER_BYTES;
    if (fileSize > data.size() || fileSize < 0 || dataOffset < 0 || dataOffset > fileSize) {
      throw in.bad("sizes that lie outside of its entry");
    }
    if (metadataSize > fileSize - headerBytes) {
      throw in.bad("lists of " + metadataSize + " bytes, more than there are");
    }
    budget.takeListBytes(headerBytes + metadataSize, in);
    // With the header, for alignment counts from the file's start.
    byte[] lists = data.read(0, (int) (headerBytes + metadataSize));
    this.metadata = new ByteReader(lists, order, data.file(), data.name());
    metadata.seek(headerBytes);
    metadata.name(MAX_NAME_BYTES);
    metadata.i32();
    this.typeTrees = metadata.u8() != 0;
    readTypes(false);
    readObjects(dataOffset, fileSize);
    int scripts = metadata.count(LEAST_SCRIPT_BYTES);
    for (int i = 0; i < scripts; i++) {
      metadata.i32();
      metadata.align4();
      metadata.i64();
    }
    readExternals();
    if (version >= 20) {
      readTypes(true);
    }
    metadata.name(MAX_NAME_BYTES);
  }

  /**
   * Reads the lists of a file of objects.
   *
   * @param data the file
   * @param budget bounds the lists, now and when types are looked at
   */
  public static SerializedFile read(Stretch data, ListBudget budget) throws IOException {
    return new SerializedFile(data, budget);
  }

  private void readTypes(boolean references) throws InputException {
    int count = metadata.count(LEAST_TYPE_BYTES);
    for (int i = 0; i < count; i++) {
      int classId = metadata.i32();
      metadata.u8();
      int script = (short) metadata.u16();
      if (classId == UnityBundle.MONO_BEHAVIOUR || references && script >= 0) {
        metadata.skip(16);
      }
      metadata.skip(16);
      int treeAt = metadata.position();
      if (typeTrees) {
        TypeTree.skip(metadata, version);
        if (version >= 21 && references) {
          metadata.name(MAX_NAME_BYTES);
          metadata.name(MAX_NAME_BYTES);
          metadata.name(MAX_NAME_BYTES);
        } else if (version >= 21) {
          metadata.skip(4L * metadata.count(4));
        }
      }
      if (!references) {
        types.add(new Type(classId, treeAt));
      }
    }
  }

  private void readObjects(long dataOffset, long fileSize) throws InputException {
    int count = metadata.count(LEAST_OBJECT_BYTES);
    budget.takeObjects(count, metadata);
    for (int i = 0; i < count; i++) {
      metadata.align4();
      long pathId = metadata.i64();
      long from = version >= 22 ? metadata.i64() : metadata.u32();
      long size = metadata.u32();
      int type = metadata.i32();
      if (type < 0 || type >= types.size()) {
        throw metadata.bad("an object of type " + type + " of " + types.size());
      }
      if (from < 0 || from > fileSize - dataOffset || size > fileSize - dataOffset - from) {
        throw metadata.bad("an object that lies outside");
      }
      UnityObject object = new UnityObject(data.name(), pathId, types.get(type).classId(), size);
      if (objects.put(pathId, new Placed(object, type, dataOffset + from)) != null) {
        throw metadata.bad("two objects of one id");
      }
    }
  }

  private void readExternals() throws InputException {
    int count = metadata.count(LEAST_EXTERNAL_BYTES);
    for (int i = 0; i < count; i++) {
      metadata.name(MAX_NAME_BYTES);
      metadata.skip(16 + 4);
      externals.add(metadata.name(MAX_NAME_BYTES));
    }
  }

  /** All objects, in the file's order. */
  public List<UnityObject> objects() {
    return objects.values().stream().map(Placed::object).toList();
  }

  /** The object of an id. */
  public Optional<UnityObject> object(long pathId) {
    return Optional.ofNullable(objects.get(pathId)).map(Placed::object);
  }

  /** The other files that pointers may lead into; a pointer's file n is at n - 1. */
  public List<String> externals() {
    return Collections.unmodifiableList(externals);
  }

  /** An object's bytes. */
  public Stretch stretch(UnityObject object) throws InputException {
    return data.part(objects.get(object.pathId()).start(), object.size(), place(object));
  }

  /** Names of an object's fields, empty if its layout isn't known. */
  public List<String> fieldNames(UnityObject object) throws InputException {
    return tree(object).stream()
        .flatMap(root -> root.children.stream())
        .map(field -> field.name)
        .toList();
  }

  /** Reads an object by its type tree, or by the engine's own layout where there is none. */
  public Object value(UnityObject object, int mostBytes) throws IOException {
    Stretch stretch = stretch(object);
    if (object.size() > mostBytes) {
      throw new InputException(
          data.file(), place(object), "an object of more than " + mostBytes + " bytes");
    }
    Node type =
        tree(object)
            .orElseThrow(
                () ->
                    new InputException(
                        data.file(),
                        place(object),
                        "no type tree says how its bytes are laid out"));
    byte[] bytes = stretch.read(0, (int) object.size());
    return ValueReader.read(type, new ByteReader(bytes, order, data.file(), place(object)));
  }

  private Optional<Node> tree(UnityObject object) throws InputException {
    int index = objects.get(object.pathId()).type();
    if (!typeTrees) {
      return BuiltInTypes.of(object.classId());
    }
    Node known = trees.get(index);
    if (known == null) {
      metadata.seek(types.get(index).treeAt());
      known = TypeTree.read(metadata, version, budget);
      trees.put(index, known);
    }
    return Optional.of(known);
  }

  private static String place(UnityObject object) {
    return "object " + object.pathId();
  }
}
