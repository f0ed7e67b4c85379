package io.beatweaver.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A little-endian float32 array from a .npy resource. */
record Npy(int[] shape, boolean columnsFirst, float[] values) {
  private static final Pattern SHAPE = Pattern.compile("'shape': \\(([^)]*)\\)");

  static Npy read(String resource) throws IOException {
    try (InputStream in = Npy.class.getResourceAsStream(resource)) {
      ByteBuffer file = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      if (file.get(6) != 1) {
        throw new IOException("version " + file.get(6));
      }
      int headerLength = file.getShort(8);
      String header = new String(file.array(), 10, headerLength, StandardCharsets.ISO_8859_1);
      Matcher shape = SHAPE.matcher(header);
      if (!header.contains("'<f4'") || !shape.find()) {
        throw new IOException(header);
      }
      int[] dimensions =
          Arrays.stream(shape.group(1).split(","))
              .map(String::strip)
              .filter(s -> !s.isEmpty())
              .mapToInt(Integer::parseInt)
              .toArray();
      float[] values = new float[Arrays.stream(dimensions).reduce(1, Math::multiplyExact)];
      file.position(10 + headerLength);
      file.asFloatBuffer().get(values);
      return new Npy(dimensions, header.contains("True"), values);
    }
  }

  /** The value at a row and a column of a two-dimensional array. */
  float at(int row, int column) {
    return values[columnsFirst ? column * shape[0] + row : row * shape[1] + column];
  }
}
