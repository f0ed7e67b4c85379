package io.beatweaver.level.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.ReadOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scan of rows against Jackson's own parser: what it takes, it takes as that does. More cases:
 * {@code -Dbeatweaver.scans=1000000}.
 */
class RowScanTest {
  private static final int RUNS = Integer.getInteger("beatweaver.scans", 20_000);
  private static final String[] KEYS = {"_time", "b", "_type", "_t"};
  private static final double ABSENT = -77;

  private static final String ALPHABET = "{}[]\",:\\\n\r\t 0123456789.eE+-trufalsnNIF/b_x\u0001";

  /** The wanted values and where the object ends, as the parser has it; null if it refuses. */
  private static double[] plain(byte[] json) throws IOException {
    double[] values = {ABSENT, ABSENT, ABSENT, ABSENT, 0};
    try (JsonParser parser = Json.PLAIN.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        int column = List.of(KEYS).indexOf(parser.currentName());
        JsonToken token = parser.nextToken();
        if (column < 0) {
          skip(parser, token);
        } else {
          values[column] =
              switch (token) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
                case VALUE_TRUE -> 1;
                case VALUE_FALSE, VALUE_NULL -> 0;
                default -> Double.NaN;
              };
          skip(parser, token);
        }
      }
      values[KEYS.length] = parser.currentLocation().getByteOffset();
      return values;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static void skip(JsonParser parser, JsonToken token) throws IOException {
    parser.skipChildren();
    if (token.isScalarValue()) {
      parser.finishToken();
    }
  }

  /** The same by the scan; null if it leaves the object to the parser. */
  private static double[] scanned(byte[] json) {
    double[] values = {-1, ABSENT, ABSENT, ABSENT, ABSENT, 0};
    RowScan scan = new RowScan(json, json.length);
    if (!scan.row(1, 1, RowScan.names(KEYS), values, 1)) {
      return null;
    }
    assertEquals(-1, values[0], "nothing before the offset is touched");
    values[KEYS.length + 1] = scan.at();
    return java.util.Arrays.copyOfRange(values, 1, values.length);
  }

  /** Whether the scan took it. */
  private static boolean agrees(String text) throws IOException {
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    double[] scanned = scanned(json);
    if (scanned != null) {
      assertArrayEquals(bits(plain(json)), bits(scanned), text);
    }
    return scanned != null;
  }

  private static long[] bits(double[] values) {
    long[] bits = new long[values == null ? 0 : values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToRawLongBits(values[i]);
    }
    return bits;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ }",
        "{\"b\":1}",
        "{\"b\":1,}",
        "{ \"b\" :\n1 ,\r\n\"_t\": 2 }",
        "{\"_time\":12.333333969116211,\"b\":-0,\"_type\":-0.0,\"_t\":0.1}",
        "{\"_time\":9007199254740993.0,\"b\":9007199254740993,\"_t\":900719925474099.3}",
        "{\"_time\":123456789012345678,\"b\":-999999999999999999}",
        "{\"_time\":1.1920929E-07,\"b\":1e309,\"_t\":-4.9e-324,\"_type\":1E+2}",
        "{\"b\":true,\"_t\":false,\"_type\":null}",
        "{\"b\":1,\"b\":2}",
        "{\"x\":{\"b\":[1,{\"b\":2}]},\"b\":3,\"y\":\"}\",\"z\":[]}",
        "{\"bb\":1,\"_tim\":2,\"_times\":3,\"\":4}",
        "{\"_t\":1,\"_type\":2,\"b\":3,\"_time\":4}",
        "{\"x\":NaN,\"y\":\"\\u0041\",\"b\":1}"
      })
  void takesWhatIsOrdinary(String json) throws IOException {
    assertTrue(agrees(json), json);
    assertTrue(agrees(json + ",{\"b\":7}]"), json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"b\":1",
        "{\"b\"",
        "{\"b\":",
        "{\"b\":1.",
        "{\"b\":-",
        "{\"b\":\"1\"}",
        "{\"b\":NaN}",
        "{\"b\":[1]}",
        "{\"b\":{}}",
        "{\"\\u0062\":1}",
        "{\"b\":01}",
        "{\"b\":1.e}",
        "{\"b\":.5}",
        "{\"b\":+1}",
        "{\"b\":1e}",
        "{\"b\":1x}",
        "{\"b\":truex}",
        "{\"b\":1,,}",
        "{,}",
        "{\"b\":1 \"_t\":2}",
        "{\"b\":1]",
        "{b:1}",
        "{\"b\":1234567890123456789}",
        "{\"x\":[}"
      })
  void leavesTheRestToTheParser(String json) throws IOException {
    assertFalse(agrees(json), json);
  }

  @Test
  void agreesOnRandomNumbers() throws IOException {
    Random random = new Random(7);
    for (int run = 0; run < RUNS; run++) {
      double value =
          switch (run % 5) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextFloat() * 1000;
            case 2 -> random.nextInt(1 << 20) / 1000.0;
            case 3 -> random.nextDouble();
            default -> random.nextInt();
          };
      String text = Double.toString(value);
      if (Double.isFinite(value)) {
        assertTrue(agrees("{\"_time\":" + text + "}"), text);
        assertEquals(
            Double.doubleToRawLongBits(value),
            Double.doubleToRawLongBits(scanned(("{\"_time\":" + text + "}").getBytes())[0]));
      }
      StringBuilder digits = new StringBuilder(random.nextBoolean() ? "-" : "");
      digits.append(1 + random.nextInt(9));
      for (int i = random.nextInt(20); i > 0; i--) {
        digits.append(random.nextInt(10));
      }
      digits.append(random.nextInt(3) == 0 ? "" : ".");
      for (int i = random.nextInt(12); i >= 0; i--) {
        digits.append(random.nextInt(10));
      }
      agrees("{\"b\":" + digits + "}");
    }
  }

  @Test
  void agreesOnRandomRowsWholeAndDamaged() throws IOException {
    Random random = new Random(9);
    String[] names = {"_time", "b", "_type", "_t", "x", "_tim", "customData", "\u00e9", "\\u0062"};
    String[] values = {
      "1", "-2.5", "0", "true", "null", "12.25", "\"3\"", "[1,2]", "{\"b\":1}", "\"a\\n\"", "1e3"
    };
    int taken = 0;
    for (int run = 0; run < RUNS; run++) {
      StringBuilder text = new StringBuilder("{");
      for (int i = random.nextInt(6); i > 0; i--) {
        text.append(text.length() == 1 ? "" : random.nextInt(20) == 0 ? "\n," : ",");
        text.append('"').append(names[random.nextInt(random.nextInt(4) == 0 ? 9 : 4)]);
        text.append("\":").append(values[random.nextInt(random.nextInt(4) == 0 ? 11 : 6)]);
      }
      text.append("}");
      taken += agrees(text.toString()) ? 1 : 0;
      for (int i = random.nextInt(3); i >= 0; i--) {
        int at = 1 + random.nextInt(text.length() - 1);
        text.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      agrees(text.toString());
    }
    assertTrue(taken > RUNS / 3 && taken < RUNS, taken + " of " + RUNS);
  }

  /** Names with an escape are the parser's, so the same file can be read in both ways. */
  @Test
  void aFileIsTheSameThroughTheParser() throws IOException {
    String info =
        "{\"_version\":\"2.0.0\",\"_songName\":\"s\",\"_beatsPerMinute\":120,"
            + "\"_difficultyBeatmapSets\":[{\"_beatmapCharacteristicName\":\"Standard\","
            + "\"_difficultyBeatmaps\":[{\"_difficulty\":\"Hard\",\"_beatmapFilename\":\"h\"}]}]}";
    Random random = new Random(11);
    for (int run = 0; run < 200; run++) {
      StringBuilder json = new StringBuilder("{\"_version\":\"2.6.0\",\"_notes\":[\n");
      for (int i = random.nextInt(30); i >= 0; i--) {
        json.append("{\"_time\":").append(random.nextInt(100) / 3.0).append(",\"_lineIndex\":");
        json.append(random.nextInt(4)).append(",\"_lineLayer\":").append(random.nextInt(3));
        json.append(",\"_type\":").append(random.nextInt(5)).append(",\"_cutDirection\":");
        json.append(random.nextInt(10)).append(random.nextInt(5) == 0 ? ".5" : "");
        json.append(random.nextInt(4) == 0 ? ",\"_customData\":{\"_x\":[1, 2]}},\n" : "},");
      }
      json.append("],\"_events\":[");
      for (int i = random.nextInt(30); i >= 0; i--) {
        json.append("{\"_time\":").append(random.nextInt(99)).append(",\"_type\":");
        json.append(new int[] {0, 5, 14, 15, 100, 3}[random.nextInt(6)]).append(",\"_value\":");
        json.append(random.nextInt(9)).append(",\"_floatValue\":").append(random.nextInt(300));
        json.append(random.nextInt(4) == 0 ? ",\"_customData\":{\"_rotation\":7}}," : "},");
      }
      String quick = json.append("]}").toString();
      String slow = quick.replace("\"_time\"", "\"_t\\u0069me\"");
      for (ReadOptions options :
          List.of(ReadOptions.EVERYTHING, ReadOptions.OBJECTS_ONLY, new ReadOptions(true, false))) {
        Beatmap expected = read(info, slow, options);
        assertEquals(expected, read(info, quick, options));
      }
    }
  }

  private static Beatmap read(String info, String map, ReadOptions options) throws IOException {
    Map<String, byte[]> files = Map.of("Info.dat", info.getBytes(), "h", map.getBytes());
    return LevelReader.read("level", files, options).beatmaps().get(0);
  }
}
