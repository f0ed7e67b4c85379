package io.beatweaver.storage.internal.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Unpacks pages for parquet-java, over zstd-jni, snappy-java and the JDK. Parquet's own factory
 * needs Hadoop's runtime jar; this one doesn't. Stateless, safe for any thread.
 */
final class Codecs implements CompressionCodecFactory {
  /** The largest page that is unpacked. */
  private static final int MAX_PAGE_BYTES = GroupDecoder.MAX_PAGE_BYTES;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("pages are compressed before they reach Parquet");
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case ZSTD -> new Unpacker(Codecs::unpackZstd);
      case SNAPPY -> new Unpacker(Codecs::unpackSnappy);
      case GZIP -> new Unpacker(Codecs::unpackGzip);
      case UNCOMPRESSED -> new Unpacker((bytes, size) -> bytes);
      default -> throw new UnsupportedOperationException("pages compressed by " + codec);
    };
  }

  @Override
  public void release() {}

  private static byte[] unpackZstd(byte[] bytes, int size) throws IOException {
    byte[] unpacked = new byte[size];
    try {
      requireSize(Zstd.decompress(unpacked, bytes), size);
    } catch (ZstdException e) {
      throw new IOException("damaged zstd page", e);
    }
    return unpacked;
  }

  private static byte[] unpackSnappy(byte[] bytes, int size) throws IOException {
    requireSize(Snappy.uncompressedLength(bytes), size);
    return Snappy.uncompress(bytes);
  }

  private static byte[] unpackGzip(byte[] bytes, int size) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] unpacked = in.readNBytes(size);
      requireSize(unpacked.length + (in.read() < 0 ? 0 : 1), size);
      return unpacked;
    }
  }

  private static void requireSize(long actual, int size) throws IOException {
    if (actual != size) {
      throw new IOException("page unpacks to " + actual + " bytes instead of " + size);
    }
  }

  private interface Unpack {
    byte[] unpack(byte[] bytes, int size) throws IOException;
  }

  private record Unpacker(Unpack unpack) implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      ByteArrayOutputStream packed = new ByteArrayOutputStream(Math.toIntExact(bytes.size()));
      bytes.writeAllTo(packed);
      return BytesInput.from(unpacked(packed.toByteArray(), size));
    }

    @Override
    public void decompress(ByteBuffer input, int inputSize, ByteBuffer output, int outputSize)
        throws IOException {
      byte[] packed = new byte[inputSize];
      input.get(packed);
      output.put(unpacked(packed, outputSize));
    }

    private byte[] unpacked(byte[] packed, int size) throws IOException {
      if (size < 0 || size > MAX_PAGE_BYTES) {
        throw new IOException("page says that it unpacks to " + size + " bytes");
      }
      byte[] unpacked = unpack.unpack(packed, size);
      requireSize(unpacked.length, size);
      return unpacked;
    }

    @Override
    public void release() {}
  }
}
