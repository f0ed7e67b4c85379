package io.beatweaver.unity;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes files of objects, versions 17 to 22. Types are text, a node a line: its level as leading
 * spaces, type (underlines for spaces), name, {@code *} if its end is aligned.
 */
public final class ObjectFileWriter {
  private record Type(int classId, String tree) {}

  private record Placed(long pathId, int type, byte[] bytes) {}

  private final int version;
  private final boolean typeTrees;
  private final boolean big;
  private final List<Type> types = new ArrayList<>();
  private final List<Placed> objects = new ArrayList<>();
  private final List<String> externals = new ArrayList<>();

  public ObjectFileWriter(int version, boolean typeTrees, boolean big) {
    this.version = version;
    this.typeTrees = typeTrees;
    this.big = big;
  }

  public ObjectFileWriter() {
    this(22, true, false);
  }

  public int type(int classId, String tree) {
    types.add(new Type(classId, tree));
    return types.size() - 1;
  }

  public ObjectFileWriter object(long pathId, int type, byte[] bytes) {
    objects.add(new Placed(pathId, type, bytes));
    return this;
  }

  public ObjectFileWriter external(String path) {
    externals.add(path);
    return this;
  }

  LittleEndian bytes() {
    return new LittleEndian(big);
  }

  public byte[] build() {
    int headerBytes = version >= 22 ? 48 : 20;
    LittleEndian data = bytes();
    long[] starts = new long[objects.size()];
    for (int i = 0; i < starts.length; i++) {
      data.align(16);
      starts[i] = data.size();
      data.bytes(objects.get(i).bytes());
    }
    byte[] metadata = metadata(headerBytes, starts);
    int dataOffset = headerBytes + metadata.length + 15 & ~15;
    long size = dataOffset + data.size();
    LittleEndian header = new LittleEndian(true);
    if (version >= 22) {
      header.i32(0).i32(0).i32(version).i32(0).u8(big ? 1 : 0).bytes(new byte[3]);
      header.i32(metadata.length).i64(size).i64(dataOffset).i64(0);
    } else {
      header.i32(metadata.length).i32(size).i32(version).i32(dataOffset);
      header.u8(big ? 1 : 0).bytes(new byte[3]);
    }
    byte[] file = Arrays.copyOf(header.done(), (int) size);
    System.arraycopy(metadata, 0, file, headerBytes, metadata.length);
    System.arraycopy(data.done(), 0, file, dataOffset, data.size());
    return file;
  }

  private byte[] metadata(int headerBytes, long[] starts) {
    // Alignment counts from the file's start.
    LittleEndian out = bytes().bytes(new byte[headerBytes]);
    out.name("2022.3.33f1").i32(19).u8(typeTrees ? 1 : 0).i32(types.size());
    for (Type type : types) {
      out.i32(type.classId()).u8(0).u16(type.classId() == 114 ? 0 : 0xffff);
      out.bytes(new byte[type.classId() == 114 ? 32 : 16]);
      if (typeTrees) {
        tree(out, type.tree());
        if (version >= 21) {
          out.i32(1).i32(0);
        }
      }
    }
    out.i32(objects.size());
    for (int i = 0; i < starts.length; i++) {
      out.align(4).i64(objects.get(i).pathId());
      if (version >= 22) {
        out.i64(starts[i]);
      } else {
        out.i32(starts[i]);
      }
      out.i32(objects.get(i).bytes().length).i32(objects.get(i).type());
    }
    out.i32(1).i32(1).align(4).i64(-4711);
    out.i32(externals.size());
    for (String external : externals) {
      out.name("").bytes(new byte[16]).i32(0).name(external);
    }
    if (version >= 20) {
      out.i32(1).i32(-1).u8(0).u16(0).bytes(new byte[32]);
      if (typeTrees) {
        tree(out, "Referenced Base\n int number\n");
        if (version >= 21) {
          out.name("Class").name("Space").name("Assembly");
        }
      }
    }
    byte[] all = out.name("").done();
    return Arrays.copyOfRange(all, headerBytes, all.length);
  }

  /** Names that the engine shares would be references to its table; the local buffer does too. */
  private void tree(LittleEndian out, String text) {
    List<String> lines = text.lines().toList();
    Map<String, Integer> offsets = new LinkedHashMap<>();
    ByteArrayOutputStream strings = new ByteArrayOutputStream();
    LittleEndian nodes = bytes();
    int index = 0;
    for (String line : lines) {
      int level = line.length() - line.stripLeading().length();
      String[] words = line.strip().split(" ");
      int flags = words.length == 3 ? 0x4000 : 0;
      nodes.u16(1).u8(level).u8(words[0].equals("Array") ? 1 : 0);
      nodes.i32(offset(words[0].replace('_', ' '), offsets, strings));
      nodes.i32(offset(words[1], offsets, strings));
      nodes.i32(-1).i32(index++).i32(flags);
      if (version >= 19) {
        nodes.i64(0);
      }
    }
    out.i32(lines.size()).i32(strings.size()).bytes(nodes.done()).bytes(strings.toByteArray());
  }

  private static int offset(
      String text, Map<String, Integer> offsets, ByteArrayOutputStream strings) {
    // Two of the engine's shared names, so that references to its table are met as well.
    if (text.equals("Array")) {
      return 0x8000_0000 | 49;
    } else if (text.equals("int")) {
      return 0x8000_0000 | 222;
    }
    return offsets.computeIfAbsent(
        text,
        name -> {
          int at = strings.size();
          strings.writeBytes(name.getBytes(StandardCharsets.UTF_8));
          strings.write(0);
          return at;
        });
  }
}
