package io.beatweaver.official.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.beatweaver.InputException;
import io.beatweaver.internal.Gzip;
import io.beatweaver.unity.UnityBundle;
import io.beatweaver.unity.UnityObject;
import java.io.IOException;

/** The texts of a level bundle: JSON, as a rule packed with gzip. */
final class Texts {
  private static final int MAX_BYTES = 64 << 20;
  private static final int MAX_DEPTH = 200;

  /** The most bytes of all texts of a level. */
  private static final long MAX_TOTAL = 512L << 20;

  static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private final UnityBundle bundle;
  private final String file;
  private long left = MAX_TOTAL;

  Texts(UnityBundle bundle, String file) {
    this.bundle = bundle;
    this.file = file;
  }

  /** A text, unpacked. */
  byte[] read(UnityObject object) throws IOException {
    if (object.classId() != UnityBundle.TEXT_ASSET) {
      throw new InputException(file, "object " + object.pathId(), "is no text");
    }
    byte[] stored = bundle.read(object).get("m_Script").bytes();
    byte[] text = Gzip.isGzip(stored) ? unpack(stored, object) : stored;
    left -= text.length;
    if (left < 0) {
      throw new InputException(file, "", "texts of more than " + MAX_TOTAL + " bytes");
    }
    return text;
  }

  private byte[] unpack(byte[] stored, UnityObject object) throws InputException {
    try {
      return Gzip.unpackAll(stored, MAX_BYTES);
    } catch (InputException e) {
      throw new InputException(file, "object " + object.pathId(), e.reason(), e);
    }
  }

  /** Parses a whole text, so that none is taken that breaks off somewhere. */
  static void requireObject(byte[] text, String file, String place) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new InputException(file, place, "no JSON object");
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new InputException(file, place, "something after its JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new InputException(file, place, "malformed JSON: " + firstLine(e), e);
    }
  }

  static String firstLine(JsonProcessingException e) {
    return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
  }
}
