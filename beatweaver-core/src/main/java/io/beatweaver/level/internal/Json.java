package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.beatweaver.InputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * How the JSON of levels is read and written: bounded, gzip by magic, lenient where mappers are.
 */
final class Json {
  /** The most bytes that a gzip file may unpack to. */
  static final long MAX_UNPACKED_BYTES = 256L << 20;

  /** The most bytes, unpacked, that are made a tree. */
  static final int MAX_TREE_BYTES = 4 << 20;

  /** The deepest nesting; real files, custom data included, stay below 30. */
  static final int MAX_DEPTH = 200;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(4 << 20)
                  .maxNameLength(1 << 16)
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  private static final JsonMapper MAPPER = new JsonMapper(FACTORY);

  private Json() {}

  static JsonParser parser(String json) throws IOException {
    return FACTORY.createParser(json);
  }

  /** A parser over a file's bytes, unpacked if they are gzip. */
  private static JsonParser parser(byte[] stored, long mostBytes) throws IOException {
    boolean gzip = stored.length > 1 && stored[0] == 0x1f && (stored[1] & 0xff) == 0x8b;
    return gzip
        ? FACTORY.createParser(
            new Bounded(new GZIPInputStream(new ByteArrayInputStream(stored)), mostBytes))
        : FACTORY.createParser(stored);
  }

  /** Something that reads JSON. */
  interface Reading<T> {
    T run(JsonParser parser) throws IOException;
  }

  /**
   * Reads a file's bytes; whatever is wrong with them becomes one exception that names the place.
   */
  static <T> T read(byte[] stored, String file, Reading<T> reading) throws InputException {
    return read(stored, file, MAX_UNPACKED_BYTES, reading);
  }

  private static <T> T read(byte[] stored, String file, long mostBytes, Reading<T> reading)
      throws InputException {
    try (JsonParser parser = parser(stored, mostBytes)) {
      return reading.run(parser);
    } catch (InputException e) {
      throw e.file().isEmpty() ? new InputException(file, e.place(), e.reason(), e) : e;
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null
              ? ""
              : "line " + e.getLocation().getLineNr() + " column " + e.getLocation().getColumnNr();
      String reason = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      throw new InputException(file, place, "malformed JSON: " + reason, e);
    } catch (EOFException | ZipException e) {
      throw new InputException(file, "", "damaged gzip: " + e.getMessage(), e);
    } catch (IOException e) {
      // The bytes are in memory: what is left are characters that are none.
      throw new InputException(file, "", "malformed JSON: " + e.getMessage(), e);
    }
  }

  /** A small file as a tree. */
  static JsonNode tree(byte[] stored, String file) throws InputException {
    return read(
        stored,
        file,
        MAX_TREE_BYTES,
        parser -> {
          JsonNode root = MAPPER.readTree(parser);
          if (root == null || !root.isObject()) {
            throw new InputException("", "", "no JSON object");
          }
          return root;
        });
  }

  /** Something that writes JSON. */
  interface Writing {
    void run(JsonGenerator generator) throws IOException;
  }

  static byte[] write(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator = FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
      writing.run(generator);
    }
    return bytes.toByteArray();
  }

  /** Ends in an exception, not in a quiet end, when too much has been unpacked. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private final long most;
    private long left;

    Bounded(InputStream in, long most) {
      this.in = in;
      this.most = most;
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = in.read(target, offset, length);
      left -= Math.max(0, n);
      if (left < 0) {
        throw new InputException("", "", "unpacks to more than " + most + " bytes");
      }
      return n;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
