package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;

/**
 * Makes parsers of UTF-8 bytes that pass over objects and arrays nobody looks into by {@link
 * JsonScan}: the bulk of files with custom data.
 */
final class SkippingFactory extends JsonFactory {
  private static final long serialVersionUID = 1L;

  SkippingFactory(JsonFactoryBuilder builder) {
    super(builder);
  }

  @Override
  protected JsonParser _createParser(byte[] data, int offset, int length, IOContext context) {
    return new SkippingParser(
        context,
        _parserFeatures,
        _objectCodec,
        _byteSymbolCanonicalizer.makeChildOrPlaceholder(_factoryFeatures),
        data,
        offset,
        offset + length);
  }

  private static final class SkippingParser extends UTF8StreamJsonParser {
    private final JsonScan scan;

    SkippingParser(
        IOContext context,
        int features,
        ObjectCodec codec,
        ByteQuadsCanonicalizer symbols,
        byte[] data,
        int start,
        int end) {
      super(context, features, null, codec, symbols, data, start, end, 0, false);
      scan = new JsonScan(data, end);
    }

    @Override
    public JsonParser skipChildren() throws IOException {
      boolean object = _currToken == JsonToken.START_OBJECT;
      if (!object && _currToken != JsonToken.START_ARRAY) {
        return this;
      }
      boolean good = scan.skip(_inputPtr, object, _parsingContext.getNestingDepth());
      _inputPtr = scan.at();
      if (scan.lines() > 0) {
        _currInputRow += scan.lines();
        _currInputRowStart = scan.lineStart();
      }
      if (!good) {
        _reportError(scan.problem());
      }
      _parsingContext = _parsingContext.getParent();
      _currToken = object ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
      return this;
    }
  }
}
