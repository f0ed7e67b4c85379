package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonToken;
import io.beatweaver.InputException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A parser over bytes in memory, from which values can be taken as they stand. */
final class JsonInput implements Closeable {
  private final byte[] bytes;
  private final SkippingParser parser;

  private JsonInput(byte[] bytes) throws IOException {
    this.bytes = bytes;
    this.parser = Json.parser(bytes);
  }

  /** Over a file, out of gzip: a byte order mark is dropped. */
  static JsonInput of(byte[] bytes) throws IOException {
    return new JsonInput(utf8(bytes));
  }

  /** Over JSON text. */
  static JsonInput of(String json) throws IOException {
    return new JsonInput(json.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] utf8(byte[] bytes) {
    int first = bytes.length > 0 ? bytes[0] & 0xff : -1;
    int second = bytes.length > 1 ? bytes[1] & 0xff : -1;
    if (first == 0xef && second == 0xbb && bytes.length > 2 && (bytes[2] & 0xff) == 0xbf) {
      return Arrays.copyOfRange(bytes, 3, bytes.length);
    }
    boolean mark = first == 0xff && second == 0xfe || first == 0xfe && second == 0xff;
    if (mark || first == 0 && second > 0 || first > 0 && second == 0) {
      boolean little = first == 0xff || second == 0;
      Charset charset = little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
      int start = mark ? 2 : 0;
      return new String(bytes, start, bytes.length - start, charset)
          .getBytes(StandardCharsets.UTF_8);
    }
    return bytes;
  }

  SkippingParser parser() {
    return parser;
  }

  /** Moves into the root object. */
  void startObject() throws IOException {
    if (parser.currentLocation().getByteOffset() < 0) {
      throw new InputException("", "", "neither UTF-8 nor UTF-16");
    }
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new InputException("", "", "no JSON object");
    }
  }

  /** The text of the value at whose first token the parser is; it is then at the last one. */
  String value() throws IOException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    parser.finishToken();
    int end = (int) parser.currentLocation().getByteOffset();
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
