package io.beatweaver.unity;

import io.beatweaver.InputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A value out of an object: a number, a truth, text or raw bytes, a list, or a structure with
 * fields. What isn't there, or is of another kind than asked for, is an {@link InputException} that
 * names the bundle and the value's place ({@code _difficultyBeatmapSets[1]._difficulty}).
 *
 * <p>Not to be changed, and safe for several threads.
 */
public final class UnityValue {
  private final Object raw;
  private final String file;
  private final UnityValue parent;
  private final String step;

  /** Wraps what a reader made: Long, Double, Boolean, byte[], List, Map of those. */
  UnityValue(Object raw, String file, String object) {
    this(raw, file, null, object);
  }

  private UnityValue(Object raw, String file, UnityValue parent, String step) {
    this.raw = raw;
    this.file = file;
    this.parent = parent;
    this.step = step;
  }

  /**
   * Whether this is a structure with such a field.
   *
   * @param field its name
   * @return whether it's there
   */
  public boolean has(String field) {
    return raw instanceof Map<?, ?> fields && fields.containsKey(field);
  }

  /**
   * A field.
   *
   * @param field its name
   * @return its value
   * @throws InputException if there is no such field
   */
  public UnityValue get(String field) throws InputException {
    if (!has(field)) {
      throw bad("has no field " + field);
    }
    return new UnityValue(((Map<?, ?>) raw).get(field), file, this, "." + field);
  }

  /**
   * The names of a structure's fields.
   *
   * @return in the order in which they are stored
   * @throws InputException if this is no structure
   */
  public List<String> fieldNames() throws InputException {
    if (raw instanceof Map<?, ?> fields) {
      return fields.keySet().stream().map(String::valueOf).toList();
    }
    throw bad("is no structure");
  }

  /**
   * A list's elements. Those of a map are structures of {@code first} and {@code second}.
   *
   * @return the elements in order
   * @throws InputException if this is no list
   */
  public List<UnityValue> list() throws InputException {
    if (!(raw instanceof List<?> elements)) {
      throw bad("is no list");
    }
    List<UnityValue> values = new ArrayList<>(elements.size());
    for (Object element : elements) {
      values.add(new UnityValue(element, file, this, "[" + values.size() + "]"));
    }
    return values;
  }

  /**
   * A whole number.
   *
   * @return the number; one of 64 bits without sign comes as the same bits with sign
   * @throws InputException if this is none
   */
  public long asLong() throws InputException {
    if (raw instanceof Long number) {
      return number;
    }
    throw bad("is no whole number");
  }

  /**
   * A whole number of 32 bits.
   *
   * @return the number
   * @throws InputException if this is none
   */
  public int asInt() throws InputException {
    long number = asLong();
    if (number != (int) number) {
      throw bad("is out of range: " + number);
    }
    return (int) number;
  }

  /**
   * A finite number.
   *
   * @return the number
   * @throws InputException if this is none
   */
  public double asDouble() throws InputException {
    double number = raw instanceof Double real ? real : asLong();
    if (!Double.isFinite(number)) {
      throw bad("is no finite number");
    }
    return number;
  }

  /**
   * A truth.
   *
   * @return the truth
   * @throws InputException if this is none
   */
  public boolean asBoolean() throws InputException {
    if (raw instanceof Boolean truth) {
      return truth;
    }
    throw bad("is neither true nor false");
  }

  /**
   * Text or raw data as bytes. Text assets keep packed data in what is called a string.
   *
   * @return a copy
   * @throws InputException if this is neither
   */
  public byte[] bytes() throws InputException {
    if (raw instanceof byte[] bytes) {
      return bytes.clone();
    }
    throw bad("is no text and no data");
  }

  /**
   * Text.
   *
   * @return the text
   * @throws InputException if this is none, or not UTF-8
   */
  public String text() throws InputException {
    if (!(raw instanceof byte[] bytes)) {
      throw bad("is no text");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw bad("is no text");
    }
  }

  /**
   * An exception that names this value.
   *
   * @param reason what is wrong with it
   * @return the exception, to be thrown
   */
  public InputException bad(String reason) {
    return new InputException(file, place(), reason);
  }

  private String place() {
    return parent == null
        ? step
        : parent.parent == null ? parent.step + ", " + step.substring(1) : parent.place() + step;
  }
}
