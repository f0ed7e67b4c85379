package io.beatweaver.model.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.model.internal.SafeTensors.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
  @TempDir Path folder;

  @Test
  void readsAFileSpelledOutByTheSpecification() throws Exception {
    byte[] file =
        file(
            "{\"b\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[4,12]},"
                + "\"__metadata__\":{\"format\":\"pt\"},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}  ",
            1f,
            -2f,
            3.5f);
    Map<String, Tensor> tensors = SafeTensors.read(file, "some");
    assertEquals(List.of("a", "b"), new ArrayList<>(tensors.keySet()));
    assertArrayEquals(new float[] {1}, tensors.get("a").values());
    assertArrayEquals(new float[] {-2, 3.5f}, tensors.get("b").values());
    assertArrayEquals(new int[] {2, 1}, tensors.get("b").shape());
  }

  /** Written by save_file of Python's safetensors: b = arange(6) as 2 x 3, a = [1.5]. */
  @Test
  void readsAFileMadeByPython() throws Exception {
    String hex =
        "70000000000000007b2261223a7b226474797065223a22463332222c227368617065223a5b315d2c2264617461"
            + "5f6f666673657473223a5b302c345d7d2c2262223a7b226474797065223a22463332222c227368617065"
            + "223a5b322c335d2c22646174615f6f666673657473223a5b342c32385d7d7d20200000c03f0000000000"
            + "00803f0000004000004040000080400000a040";
    Map<String, Tensor> tensors = SafeTensors.read(HexFormat.of().parseHex(hex), "python");
    assertArrayEquals(new float[] {1.5f}, tensors.get("a").values());
    assertArrayEquals(new int[] {2, 3}, tensors.get("b").shape());
    assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, tensors.get("b").values());
  }

  @Test
  void writesBytesThatFollowTheSpecification() throws Exception {
    Path path = folder.resolve("one");
    SafeTensors.write(path, Map.of("w", new Tensor(new int[] {1, 2}, new float[] {1f, -1f})));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) bytes.getLong();
    byte[] header = new byte[length];
    bytes.get(header);
    String text = new String(header, StandardCharsets.UTF_8);
    assertEquals(0, length % 8);
    assertTrue(text.startsWith("{"));
    assertEquals(
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}",
        text.trim());
    assertEquals(0x3f800000, bytes.getInt());
    assertEquals(0xbf800000, bytes.getInt());
    assertEquals(0, bytes.remaining());
  }

  @Test
  void comesBackAsItWentEvenPastTheBuffer() throws Exception {
    Random random = new Random(1);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int size : new int[] {0, 1, 16383, 16384, 16385, 50021}) {
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = random.nextFloat();
      }
      tensors.put("t" + size, new Tensor(new int[] {size}, values));
    }
    Path path = folder.resolve("many");
    SafeTensors.write(path, tensors);
    Map<String, Tensor> back = SafeTensors.read(path);
    assertEquals(tensors.size(), back.size());
    tensors.forEach((name, t) -> assertArrayEquals(t.values(), back.get(name).values(), name));
  }

  @Test
  void refusesDamageWithTheFilesName() {
    String good = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    for (byte[] bad :
        new byte[][] {
          new byte[3],
          ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(1L << 60).array(),
          file("[]", 1f),
          file("{\"a\":", 1f),
          file(good),
          file(good, 1f, 2f),
          file(good.replace("F32", "F16"), 1f),
          file(good.replace("[1]", "[2]"), 1f),
          file(good.replace("[1]", "[-1]"), 1f),
          file(good.replace("[1]", "[2147483647,2147483647]"), 1f),
          file(good.replace("[0,4]", "[4,8]"), 1f, 2f),
          file(good.replace("[0,4]", "[0,99999999999999999999]"), 1f),
          file(good.replace("[0,4]", "\"x\""), 1f),
        }) {
      InputException e =
          assertThrows(InputException.class, () -> SafeTensors.read(bad, "some file"));
      assertTrue(e.getMessage().startsWith("some file"), e.getMessage());
    }
    assertThrows(InputException.class, () -> SafeTensors.read(folder.resolve("none")));
  }

  private static byte[] file(String header, float... values) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer =
        ByteBuffer.allocate(8 + json.length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(json.length).put(json);
    for (float value : values) {
      buffer.putFloat(value);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(buffer.array());
    return out.toByteArray();
  }
}
