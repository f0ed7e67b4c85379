package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;

/**
 * A parser of UTF-8 bytes that passes over objects and arrays nobody looks into by {@link
 * JsonScan}, and reads objects of numbers by {@link RowScan}: the bulk of a level's files.
 */
final class SkippingParser extends UTF8StreamJsonParser {
  private final RowScan scan;

  SkippingParser(
      IOContext context,
      int features,
      ObjectCodec codec,
      ByteQuadsCanonicalizer symbols,
      byte[] data,
      int start,
      int end) {
    super(context, features, null, codec, symbols, data, start, end, 0, false);
    scan = new RowScan(data, end);
  }

  @Override
  public JsonParser skipChildren() throws IOException {
    boolean object = _currToken == JsonToken.START_OBJECT;
    if (!object && _currToken != JsonToken.START_ARRAY) {
      return this;
    }
    boolean good = scan.skip(_inputPtr, object, _parsingContext.getNestingDepth());
    move();
    if (!good) {
      _reportError(scan.problem());
    }
    end(object ? JsonToken.END_OBJECT : JsonToken.END_ARRAY);
    return this;
  }

  /**
   * Reads the object at whose start the parser is, which stays there.
   *
   * @return what {@link RowScan#row} says
   */
  boolean scanRow(byte[][] names, double[] values, int offset) {
    return scan.row(_inputPtr, _parsingContext.getNestingDepth(), names, values, offset);
  }

  /** Whether the object that was scanned has other members. */
  boolean rowHasOthers() {
    return scan.others();
  }

  /** Moves to the end of the object that was scanned. */
  void passRow() {
    move();
    end(JsonToken.END_OBJECT);
  }

  private void move() {
    _inputPtr = scan.at();
    if (scan.lines() > 0) {
      _currInputRow += scan.lines();
      _currInputRowStart = scan.lineStart();
    }
  }

  private void end(JsonToken token) {
    _parsingContext = _parsingContext.getParent();
    _currToken = token;
  }
}
