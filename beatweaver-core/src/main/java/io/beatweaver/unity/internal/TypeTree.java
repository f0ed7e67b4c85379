package io.beatweaver.unity.internal;

import io.beatweaver.InputException;
import java.util.ArrayList;
import java.util.List;

/**
 * How objects of one type lie in their bytes: fields in order, each with its level below the root.
 * A tree is checked when it is read, so that whoever walks it meets no loop and no missing part.
 */
final class TypeTree {
  /** The most nodes of a tree. */
  static final int MAX_NODES = 100_000;

  /** The deepest node. */
  static final int MAX_LEVEL = 64;

  private static final int MAX_NAME_BYTES = 1024;
  private static final int ALIGNED = 0x4000;
  private static final int IN_COMMON_TABLE = 0x8000_0000;

  /** What a node's bytes are. */
  enum Kind {
    BOOL(1),
    I8(1),
    U8(1),
    I16(2),
    U16(2),
    I32(4),
    U32(4),
    I64(8),
    F32(4),
    F64(8),
    /** Count and bytes, padded to four. */
    STRING(4),
    /** Count and bytes. */
    BYTES(4),
    /** Count and elements; the node's only child is the {@code Array} that says of what. */
    LIST(4),
    STRUCT(0),
    /** What isn't read. */
    REFERENCE(0);

    final int leastBytes;

    Kind(int leastBytes) {
      this.leastBytes = leastBytes;
    }
  }

  /** One field, its children included. */
  static final class Node {
    final String type;
    final String name;
    final boolean aligned;
    final List<Node> children = new ArrayList<>();
    Kind kind;
    long leastBytes;

    Node(String type, String name, boolean aligned) {
      this.type = type;
      this.name = name;
      this.aligned = aligned;
    }

    /** Of a list, what it is a list of. */
    Node element() {
      return children.get(0).children.get(1);
    }
  }

  private TypeTree() {}

  /** Skips a tree, checking its sizes alone. */
  static void skip(ByteReader in, int version) throws InputException {
    int nodes = nodeCount(in, version);
    int strings = in.count(1);
    in.skip((long) nodes * nodeBytes(version));
    in.skip(strings);
  }

  /** Reads a tree; the reader is where it begins. */
  static Node read(ByteReader in, int version, ListBudget budget) throws InputException {
    int count = nodeCount(in, version);
    budget.takeNodes(count, in);
    int stringBytes = in.count(1);
    int start = in.position();
    int strings = start + count * nodeBytes(version);
    List<Node> open = new ArrayList<>();
    Node root = null;
    for (int i = 0; i < count; i++) {
      in.seek(start + i * nodeBytes(version));
      in.skip(2);
      int level = in.u8();
      in.skip(1);
      int type = in.i32();
      int name = in.i32();
      in.skip(8);
      boolean aligned = (in.i32() & ALIGNED) != 0;
      if (level > MAX_LEVEL || level > open.size() || level == 0 != (i == 0)) {
        throw in.bad("a type tree whose levels are none");
      }
      Node node =
          new Node(
              text(in, type, strings, stringBytes, budget),
              text(in, name, strings, stringBytes, budget),
              aligned);
      if (i == 0) {
        root = node;
      } else {
        open.get(level - 1).children.add(node);
        open.subList(level, open.size()).clear();
      }
      open.add(node);
    }
    in.seek(strings);
    in.skip(stringBytes);
    finish(root, in);
    return root;
  }

  private static int nodeCount(ByteReader in, int version) throws InputException {
    int count = in.count(nodeBytes(version));
    if (count == 0 || count > MAX_NODES) {
      throw in.bad("a type tree of " + count + " nodes");
    }
    return count;
  }

  private static int nodeBytes(int version) {
    return version >= 19 ? 32 : 24;
  }

  private static String text(
      ByteReader in, int reference, int strings, int stringBytes, ListBudget budget)
      throws InputException {
    if ((reference & IN_COMMON_TABLE) != 0) {
      String common = CommonStrings.at(reference & ~IN_COMMON_TABLE);
      if (common == null) {
        throw in.bad("a type name that isn't known");
      }
      return common;
    }
    if (reference >= stringBytes) {
      throw in.bad("a type name that lies outside");
    }
    in.seek(strings + reference);
    String name = in.name(MAX_NAME_BYTES);
    budget.takeNameBytes(name.length(), in);
    return name;
  }

  /** Finds out what each node is and how many bytes it takes at least; depth is bounded above. */
  static void finish(Node node, ByteReader place) throws InputException {
    for (Node child : node.children) {
      finish(child, place);
    }
    node.kind = kind(node);
    if (node.kind == Kind.LIST && node.children.get(0).children.size() != 2) {
      throw place.bad("an array type without count and element");
    }
    node.leastBytes = node.kind.leastBytes;
    if (node.kind == Kind.STRUCT) {
      for (Node child : node.children) {
        node.leastBytes += child.leastBytes;
      }
    }
  }

  private static Kind kind(Node node) {
    Kind basic =
        switch (node.type) {
          case "bool" -> Kind.BOOL;
          case "SInt8" -> Kind.I8;
          case "UInt8", "char" -> Kind.U8;
          case "SInt16", "short" -> Kind.I16;
          case "UInt16", "unsigned short" -> Kind.U16;
          case "SInt32", "int" -> Kind.I32;
          case "UInt32", "unsigned int", "Type*" -> Kind.U32;
          // FileSize and UInt64 are sizes and hashes; the sign bit of a size is refused by its
          // user.
          case "SInt64", "long long", "UInt64", "unsigned long long", "FileSize" -> Kind.I64;
          case "float" -> Kind.F32;
          case "double" -> Kind.F64;
          case "string" -> Kind.STRING;
          case "TypelessData" -> Kind.BYTES;
          case "ManagedReferencesRegistry", "ReferencedObject" -> Kind.REFERENCE;
          default -> null;
        };
    if (basic != null) {
      return basic;
    }
    boolean list = !node.children.isEmpty() && node.children.get(0).type.equals("Array");
    if (!list) {
      return Kind.STRUCT;
    }
    return node.children.get(0).children.size() == 2
            && (node.element().kind == Kind.U8 || node.element().kind == Kind.I8)
        ? Kind.BYTES
        : Kind.LIST;
  }
}
