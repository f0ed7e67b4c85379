package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.beatweaver.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** How the JSON of levels is read and written: bounded, lenient where mappers are. */
final class Json {
  /** The deepest nesting; real files, custom data included, stay below 30. */
  static final int MAX_DEPTH = 200;

  /** Jackson's own parser, which is what {@link JsonScan} is held against. */
  static final JsonFactory PLAIN = builder().build();

  private static final SkippingFactory FACTORY = new SkippingFactory(builder());

  private Json() {}

  private static JsonFactoryBuilder builder() {
    JsonFactoryBuilder builder = new JsonFactoryBuilder();
    // A file of nothing but new names would take 20 times as long.
    builder.disable(JsonFactory.Feature.INTERN_FIELD_NAMES);
    builder
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(4 << 20)
                .maxNameLength(1 << 16)
                .build())
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
        .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER);
    return builder;
  }

  static JsonParser parser(String json) throws IOException {
    return FACTORY.createParser(json);
  }

  static SkippingParser parser(byte[] json) throws IOException {
    return FACTORY.createParser(json);
  }

  /** Something that reads JSON. */
  interface Reading<T> {
    T run(JsonInput input) throws IOException;
  }

  /**
   * Reads a file's bytes, out of gzip; whatever is wrong with them becomes one exception that names
   * the place.
   */
  static <T> T read(byte[] bytes, String file, Reading<T> reading) throws InputException {
    try (JsonInput input = JsonInput.of(bytes)) {
      return reading.run(input);
    } catch (InputException e) {
      throw e.file().isEmpty() ? new InputException(file, e.place(), e.reason(), e) : e;
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null
              ? ""
              : "line " + e.getLocation().getLineNr() + " column " + e.getLocation().getColumnNr();
      String reason = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      throw new InputException(file, place, "malformed JSON: " + reason, e);
    } catch (IOException e) {
      // The bytes are in memory: what is left are characters that are none.
      throw new InputException(file, "", "malformed JSON: " + e.getMessage(), e);
    }
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
}
