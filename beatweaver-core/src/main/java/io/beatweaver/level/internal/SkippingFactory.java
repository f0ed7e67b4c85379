package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.IOContext;
import java.io.IOException;

/** Makes {@link SkippingParser}s of UTF-8 bytes. */
final class SkippingFactory extends JsonFactory {
  private static final long serialVersionUID = 1L;

  SkippingFactory(JsonFactoryBuilder builder) {
    super(builder);
  }

  @Override
  public SkippingParser createParser(byte[] data) throws IOException {
    return (SkippingParser) super.createParser(data);
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
}
