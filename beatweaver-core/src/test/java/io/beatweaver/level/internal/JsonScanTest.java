package io.beatweaver.level.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scan against Jackson's own parser, which has to go through every token. More cases: {@code
 * -Dbeatweaver.scans=1000000}.
 */
class JsonScanTest {
  private static final int RUNS = Integer.getInteger("beatweaver.scans", 5_000);

  /** The bytes that JSON is made of, and some it isn't. */
  private static final String ALPHABET =
      "{}[]\",:\\\n\r\t 0123456789.eE+-trufalsnNIF/bx\u0001\u00e9";

  /** Where the value ends and in which line, or that it is refused. */
  private static String plain(byte[] json) throws IOException {
    try (JsonParser parser = Json.PLAIN.createParser(json)) {
      parser.nextToken();
      int depth = 1;
      while (depth > 0) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          return "refused";
        }
        if (token.isScalarValue()) {
          parser.finishToken();
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      }
      return place(parser);
    } catch (JsonProcessingException e) {
      return "refused";
    }
  }

  private static String scanned(byte[] json) throws IOException {
    try (JsonParser parser = Json.parser(json)) {
      parser.nextToken();
      return place(parser.skipChildren());
    } catch (JsonProcessingException e) {
      return "refused";
    }
  }

  private static String place(JsonParser parser) {
    return "byte "
        + parser.currentLocation().getByteOffset()
        + " line "
        + parser.currentLocation().getLineNr()
        + " column "
        + parser.currentLocation().getColumnNr();
  }

  private static void assertSame(byte[] json) throws IOException {
    assertEquals(plain(json), scanned(json), () -> new String(json, StandardCharsets.UTF_8));
  }

  /** As {@link #assertSame}, lines apart: line feeds inside a text may count or not. */
  private static void assertSameEnd(byte[] json) throws IOException {
    assertEquals(
        plain(json).replaceFirst(" line.*", ""),
        scanned(json).replaceFirst(" line.*", ""),
        () -> new String(json, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "[ ]",
        "{ \n }",
        "[1,]",
        "{\"a\":1,}",
        "[,]",
        "[1,,]",
        "{,}",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "[}",
        "{]",
        "[1}",
        "[01]",
        "[-]",
        "[-1]",
        "[-0]",
        "[-01]",
        "[1.]",
        "[.5]",
        "[+1]",
        "[1e]",
        "[1e+]",
        "[1E-07]",
        "[1.5e3]",
        "[NaN]",
        "[Infinity]",
        "[-Infinity]",
        "[INF]",
        "[-INF]",
        "[-NaN]",
        "[nul]",
        "[nulls]",
        "[true1]",
        "[truefalse]",
        "[1x]",
        "[\"\\u00e9\"]",
        "[\"\\u00g9\"]",
        "[\"\\x\"]",
        "[\"\\/\\b\\f\\n\\r\\t\\\\\\\"\"]",
        "[\"\u0001\"]",
        "[\"\u00e9\u266b\"]",
        "[\"open]",
        "{\"a\":[{\"b\":{}},[[]],\"\"]}",
        "[1]]",
        "[1] x",
        "[\u0001]",
        "[\"a\":1]",
        "{\"a\",1}",
        "[1\r\n,2\r,3\n]",
        "[true,false,null]",
        "[\"\uD83D\uDE00\"]",
        "{\"\":\"\"}",
        "[{\"a\":1}{\"b\":2}]",
        "[- 1]",
        "[1 ,\t2]",
        "[\"a\" \"b\"]",
        "['a']",
        "[/*c*/1]",
        "[#\n1]",
        "[Inf]",
        "[0.0]",
        "[0e0]",
        "[00]"
      })
  void agreesOnEveryCornerOfTheGrammar(String json) throws IOException {
    assertSame(json.getBytes(StandardCharsets.UTF_8));
    assertSame(("[" + json + ",7]").getBytes(StandardCharsets.UTF_8));
    assertSame(("{\"q\": " + json + " ,\"r\":7}").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void agreesOnBytesThatAreNoCharacters() throws IOException {
    Random random = new Random(3);
    for (int run = 0; run < RUNS; run++) {
      byte[] json = "[\"abcdefgh\",{\"ijklmnop\":0}]".getBytes(StandardCharsets.UTF_8);
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        json[1 + random.nextInt(json.length - 1)] = (byte) random.nextInt(256);
      }
      assertSameEnd(json);
    }
  }

  @Test
  void agreesOnRandomJsonWholeAndDamaged() throws IOException {
    Random random = new Random(5);
    int refused = 0;
    for (int run = 0; run < RUNS; run++) {
      StringBuilder text = new StringBuilder();
      container(random, text, 0);
      byte[] json = text.toString().getBytes(StandardCharsets.UTF_8);
      assertSame(json);
      byte[] damaged = json.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        damaged[1 + random.nextInt(damaged.length - 1)] =
            (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      }
      assertSameEnd(damaged);
      refused += plain(damaged).equals("refused") ? 1 : 0;
    }
    assertTrue(refused > RUNS / 10 && refused < RUNS);
  }

  @Test
  void agreesOnBounds() throws IOException {
    for (int n : new int[] {199, 200, 201}) {
      assertSame(("[".repeat(n) + "]".repeat(n)).getBytes(StandardCharsets.UTF_8));
      assertSame(("{\"a\":".repeat(n - 1) + "{" + "}".repeat(n)).getBytes(StandardCharsets.UTF_8));
    }
    for (int n : new int[] {999, 1000, 1001, 5000}) {
      String digits = "9".repeat(n);
      // The parser looks at a number's length only when it is asked for its value.
      assertEquals(n <= 1000, !scanned(("[" + digits + "]").getBytes()).equals("refused"));
    }
    for (int n : new int[] {4 << 20, (4 << 20) + 1}) {
      assertEquals(
          n <= 4 << 20, !scanned(("[\"" + "x".repeat(n) + "\"]").getBytes()).equals("refused"));
    }
  }

  private static void container(Random random, StringBuilder text, int depth) {
    boolean object = random.nextBoolean();
    text.append(object ? '{' : '[');
    int count = random.nextInt(depth > 4 ? 1 : 5);
    for (int i = 0; i < count; i++) {
      blank(random, text.append(i > 0 ? "," : ""));
      if (object) {
        blank(random, text.append("\"k").append(random.nextInt(100)).append("\\n\""));
        blank(random, text.append(':'));
      }
      switch (random.nextInt(6)) {
        case 0 -> text.append(random.nextInt());
        case 1 -> text.append(random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10));
        case 2 -> text.append(new String[] {"true", "false", "null", "NaN"}[random.nextInt(4)]);
        case 3 -> text.append("\"\u00e9\\u00e9 \\\" \u266b").append(random.nextInt()).append('"');
        default -> container(random, text, depth + 1);
      }
      blank(random, text);
    }
    text.append(object ? '}' : ']');
  }

  private static void blank(Random random, StringBuilder text) {
    text.append(new String[] {"", "", " ", "\n", "\r\n", "\t \r"}[random.nextInt(6)]);
  }
}
