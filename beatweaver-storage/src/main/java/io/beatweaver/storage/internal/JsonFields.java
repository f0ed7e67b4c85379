package io.beatweaver.storage.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.beatweaver.InputException;
import java.nio.file.Path;

/**
 * The fields of one JSON object, read strictly: what is missing or of another type is refused with
 * the file and the place.
 *
 * @param file the file
 * @param place where the object is in it
 * @param node the object
 */
record JsonFields(Path file, String place, JsonNode node) {
  String text(String name) throws InputException {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw wrong(name, "no text");
    }
    return value.textValue();
  }

  double number(String name) throws InputException {
    JsonNode value = node.path(name);
    if (!value.isNumber()) {
      throw wrong(name, "no number");
    }
    return value.doubleValue();
  }

  int count(String name) throws InputException {
    long value = longCount(name);
    if (value > Integer.MAX_VALUE) {
      throw wrong(name, "too many: " + value);
    }
    return (int) value;
  }

  long longCount(String name) throws InputException {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw wrong(name, "no whole number of at least 0");
    }
    return value.longValue();
  }

  /** An array of numbers. */
  double[] numbers(String name) throws InputException {
    JsonNode values = array(name);
    double[] numbers = new double[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!values.get(i).isNumber()) {
        throw wrong(name + "[" + i + "]", "no number");
      }
      numbers[i] = values.get(i).doubleValue();
    }
    return numbers;
  }

  JsonNode array(String name) throws InputException {
    JsonNode values = node.path(name);
    if (!values.isArray()) {
      throw wrong(name, "no list");
    }
    return values;
  }

  boolean has(String name) {
    return node.has(name);
  }

  JsonFields object(String name) throws InputException {
    return item(name, node.path(name));
  }

  /** An object in one of this object's arrays. */
  JsonFields item(String name, JsonNode item) throws InputException {
    if (!item.isObject()) {
      throw wrong(name, "no object");
    }
    return new JsonFields(file, path(name), item);
  }

  InputException wrong(String name, String reason) {
    return new InputException(file.toString(), path(name), reason);
  }

  private String path(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }
}
