package io.beatweaver.unity.internal;

import io.beatweaver.InputException;
import io.beatweaver.unity.internal.TypeTree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads an object's bytes by its type tree. Numbers become {@code Long} or {@code Double}, text and
 * raw data {@code byte[]} (text assets keep gzip in a string), lists {@code List}, all else {@code
 * Map}.
 */
final class ValueReader {
  /** The most values of an object, so that its bytes can't become a hundred times as many. */
  static final int MAX_VALUES = 1_000_000;

  private final ByteReader in;
  private int values;

  private ValueReader(ByteReader in) {
    this.in = in;
  }

  /**
   * Reads an object.
   *
   * @param type its type's root
   * @param in all its bytes and no more
   * @throws InputException if the bytes are none of that type, or more than it takes
   */
  static Object read(Node type, ByteReader in) throws InputException {
    Object value = new ValueReader(in).value(type);
    if (in.remaining() > 0) {
      throw in.bad(in.remaining() + " bytes more than its type takes");
    }
    return value;
  }

  private Object value(Node node) throws InputException {
    if (++values > MAX_VALUES) {
      throw in.bad("more than " + MAX_VALUES + " values in one object");
    }
    Object value =
        switch (node.kind) {
          case BOOL -> in.u8() != 0;
          case I8 -> (long) (byte) in.u8();
          case U8 -> (long) in.u8();
          case I16 -> (long) (short) in.u16();
          case U16 -> (long) in.u16();
          case I32 -> (long) in.i32();
          case U32 -> in.u32();
          case I64 -> in.i64();
          case F32 -> (double) in.f32();
          case F64 -> in.f64();
          case STRING -> {
            byte[] text = in.bytes(in.count(1));
            in.align4();
            yield text;
          }
          case BYTES -> in.bytes(in.count(1));
          case LIST -> list(node.element());
          case STRUCT -> struct(node);
          case REFERENCE -> throw in.bad(node.type + " isn't read");
        };
    boolean arrayAligned =
        !node.children.isEmpty()
            && node.children.get(0).type.equals("Array")
            && node.children.get(0).aligned;
    if (node.aligned || arrayAligned) {
      in.align4();
    }
    return value;
  }

  private List<Object> list(Node element) throws InputException {
    int count = in.count(Math.max(1, element.leastBytes));
    if (count > MAX_VALUES - values) {
      throw in.bad("more than " + MAX_VALUES + " values in one object");
    }
    List<Object> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(value(element));
    }
    return list;
  }

  private Map<String, Object> struct(Node node) throws InputException {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Node child : node.children) {
      fields.put(child.name, value(child));
    }
    return fields;
  }
}
