package io.beatweaver.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Changes JSON where its structure has joints: values, keys, elements, whole branches. What comes
 * out is mostly JSON still, so that it reaches the code behind the parser.
 */
public final class JsonMutator {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What readers of numbers, names and lists fear, as it stands in the text. */
  private static final List<String> VALUES =
      List.of(
          "0",
          "-0",
          "-0.0",
          "1",
          "-1",
          "2",
          "3",
          "4",
          "8",
          "100",
          "1000",
          "1360",
          "-1000",
          "0.5",
          "1e308",
          "-1e308",
          "1e309",
          "-1e999",
          "1e-400",
          "4.9e-324",
          "1.0000000000000002",
          "NaN",
          "Infinity",
          "-Infinity",
          "\"NaN\"",
          "\"1e308\"",
          "\"12\"",
          "\" 1 \"",
          "\"0x1p3\"",
          "2147483647",
          "2147483648",
          "-2147483649",
          "9223372036854775808",
          "1000000",
          "1000001",
          "999999.9999999999",
          "16777217",
          "123456789012345678901234567890",
          "0.1e1",
          "true",
          "false",
          "null",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "[{}]",
          "{\"b\":1}",
          "\"\"",
          "\"../../etc/passwd\"",
          "\"/etc/passwd\"",
          "\"C:\\\\evil\"",
          "\"a/../../b\"",
          "\".\"",
          "\"..\"",
          "\"con\"",
          "\"Info.dat\"",
          "\"INFO.DAT\"",
          "\"a\\u0000b\"",
          "\"\\ud800\"",
          "\"\\u001b[2J\"",
          "\"line\\nline\"",
          "\"\u202e\u0000\"",
          "\"\\\\\\\\host\\\\share\"",
          "\"4.0.0\"",
          "\"3.3.0\"",
          "\"2.6.0\"",
          "\"1.5.0\"",
          "\"99999999999.0\"",
          "\"-1\"",
          "\"ExpertPlus\"",
          "\"Expert+\"",
          "\"lawless\"",
          "\"Standard\"");

  private static final List<String> NO_JSON =
      List.of(
          "nul",
          "tru",
          "'x'",
          "01",
          "+1",
          ".5",
          "1.",
          "--1",
          "0x10",
          "undefined",
          "/**/1",
          "\"",
          "\\",
          "]",
          "}",
          "[",
          "{",
          ",",
          ":",
          "\u0000",
          "\ufeff",
          "1e",
          "\"\\x\"",
          "\"\\u12\"");

  private static final int MOST_NODES = 20_000;

  private final List<String> keys;
  private final List<Node> donors;

  /**
   * @param seeds valid JSON documents, whose keys and branches are mixed into each other
   */
  public JsonMutator(List<byte[]> seeds) {
    donors = new ArrayList<>();
    keys = new ArrayList<>(List.of("", "version", "_version", "a", "customData", "_customData"));
    for (byte[] seed : seeds) {
      List<Node> all = new ArrayList<>();
      node(seed).collect(all);
      donors.addAll(all);
      all.forEach(n -> keys.addAll(n.keys));
    }
  }

  /**
   * Changes a document, one to four times.
   *
   * @param json a valid document
   * @param random the source of chance
   * @return something like JSON, UTF-8
   */
  public byte[] mutate(byte[] json, Random random) {
    Node root = node(json);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      List<Node> all = new ArrayList<>();
      root.collect(all);
      if (all.size() > MOST_NODES) {
        break;
      }
      change(all.get(random.nextInt(all.size())), all, random);
    }
    StringBuilder text = new StringBuilder();
    root.print(text);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void change(Node node, List<Node> all, Random random) {
    int size = node.children.size();
    int at = size == 0 ? -1 : random.nextInt(size);
    switch (random.nextInt(size == 0 ? 6 : 14)) {
      case 0, 1, 2 -> node.become(literal(any(VALUES, random)));
      case 3 -> node.become(any(donors, random).copy());
      case 4 -> node.become(random.nextInt(8) == 0 ? literal(any(NO_JSON, random)) : large(random));
      case 5 -> node.become(nested(node.copy(), random));
      case 6, 7 -> node.remove(at);
      case 8 -> node.add(at, node.key(at), node.children.get(at).copy());
      case 9 -> node.add(at, any(keys, random), any(donors, random).copy());
      case 10 -> node.rename(at, any(keys, random));
      case 11 -> node.children.get(at).become(all.get(random.nextInt(all.size())).copy());
      case 12 -> node.shuffle(random);
      default -> node.repeat(at, 1 << random.nextInt(random.nextInt(20) == 0 ? 13 : 6));
    }
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static Node literal(String text) {
    return new Node(text);
  }

  private static Node large(Random random) {
    int size = 1 << random.nextInt(random.nextInt(10) == 0 ? 18 : 10);
    return literal(
        switch (random.nextInt(4)) {
          case 0 -> "\"" + "x".repeat(size) + "\"";
          case 1 -> "1" + "0".repeat(size);
          case 2 -> "0." + "3".repeat(size) + "e5";
          default -> "\"" + "\\u0041\u00e9".repeat(size / 8 + 1) + "\"";
        });
  }

  private static Node nested(Node node, Random random) {
    int depth = 1 << random.nextInt(13);
    boolean object = random.nextBoolean();
    return literal(
        (object ? "{\"a\":" : "[").repeat(depth) + node + (object ? "}" : "]").repeat(depth));
  }

  private static Node node(byte[] json) {
    try {
      return new Node(MAPPER.readTree(new String(json, StandardCharsets.UTF_8)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a seed must be valid JSON", e);
    }
  }

  /** JSON that may be wrong: keys may be there twice, and a literal is any text. */
  private static final class Node {
    private String literal;
    private boolean object;
    private List<String> keys = new ArrayList<>();
    private List<Node> children = new ArrayList<>();

    Node(String literal) {
      this.literal = literal;
    }

    Node(JsonNode json) {
      object = json.isObject();
      literal = json.isContainerNode() ? null : json.toString();
      json.properties().forEach(f -> add(children.size(), f.getKey(), f.getValue()));
      if (json.isArray()) {
        json.forEach(element -> add(children.size(), "", element));
      }
    }

    private void add(int at, String key, JsonNode json) {
      add(at, key, new Node(json));
    }

    void collect(List<Node> all) {
      all.add(this);
      children.forEach(child -> child.collect(all));
    }

    Node copy() {
      Node copy = new Node(literal);
      copy.object = object;
      copy.keys = new ArrayList<>(keys);
      children.forEach(child -> copy.children.add(child.copy()));
      return copy;
    }

    void become(Node other) {
      literal = other.literal;
      object = other.object;
      keys = other.keys;
      children = other.children;
    }

    String key(int at) {
      return object ? keys.get(at) : "";
    }

    void add(int at, String key, Node child) {
      children.add(at, child);
      if (object) {
        keys.add(at, key);
      }
    }

    void remove(int at) {
      children.remove(at);
      if (object) {
        keys.remove(at);
      }
    }

    void rename(int at, String key) {
      if (object) {
        keys.set(at, key);
      }
    }

    void repeat(int at, int times) {
      Node child = children.get(at);
      List<Node> all = new ArrayList<>();
      child.collect(all);
      for (int i = 0; i < Math.min(times, MOST_NODES / all.size()); i++) {
        add(at, key(at), child);
      }
    }

    void shuffle(Random random) {
      long seed = random.nextLong();
      Collections.shuffle(children, new Random(seed));
      Collections.shuffle(keys, new Random(seed));
    }

    void print(StringBuilder out) {
      if (literal != null) {
        out.append(literal);
        return;
      }
      out.append(object ? '{' : '[');
      for (int i = 0; i < children.size(); i++) {
        out.append(i == 0 ? "" : ",");
        if (object) {
          out.append('"').append(keys.get(i)).append("\":");
        }
        children.get(i).print(out);
      }
      out.append(object ? '}' : ']');
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      print(text);
      return text.toString();
    }
  }
}
