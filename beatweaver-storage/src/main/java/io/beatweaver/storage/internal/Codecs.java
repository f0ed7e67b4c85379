package io.beatweaver.storage.internal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.beatweaver.storage.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Page compression over zstd-jni and snappy-java. Parquet's own factory needs Hadoop's runtime jar;
 * this one doesn't. Stateless, safe for any thread.
 */
final class Codecs implements CompressionCodecFactory {
  /** The largest page that is unpacked; this library's pages stay below 1 MiB. */
  static final int MAX_PAGE_BYTES = 256 << 20;

  private static final int ZSTD_LEVEL = 3;

  static CompressionCodecName codecName(Compression compression) {
    return switch (compression) {
      case ZSTD -> CompressionCodecName.ZSTD;
      case SNAPPY -> CompressionCodecName.SNAPPY;
    };
  }

  static byte[] compress(Compression compression, byte[] bytes) throws IOException {
    return switch (compression) {
      case ZSTD -> Zstd.compress(bytes, ZSTD_LEVEL);
      case SNAPPY -> Snappy.compress(bytes);
    };
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("pages are compressed before they reach Parquet");
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case ZSTD -> new Unpacker(Codecs::unpackZstd);
      case SNAPPY -> new Unpacker(Codecs::unpackSnappy);
      case UNCOMPRESSED -> new Unpacker((bytes, size) -> bytes);
      default -> throw new UnsupportedOperationException("compression " + codec);
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
