package io.beatweaver.storage.internal.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.beatweaver.storage.Compression;
import java.io.IOException;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyError;

/** Packs and unpacks pages, over zstd-jni and snappy-java. Belongs to one thread at a time. */
final class PageCodec {
  private static final int ZSTD_LEVEL = 3;

  // A context takes longer to make than a page to pack.
  private static final ThreadLocal<ZstdCompressCtx> PACKER =
      ThreadLocal.withInitial(() -> new ZstdCompressCtx().setLevel(ZSTD_LEVEL));
  private static final ThreadLocal<ZstdDecompressCtx> UNPACKER =
      ThreadLocal.withInitial(ZstdDecompressCtx::new);

  private PageCodec() {}

  /** Appends a page, packed. */
  static void pack(Compression compression, byte[] raw, int from, int length, Bytes out) {
    switch (compression) {
      case ZSTD -> {
        int bound = Math.toIntExact(Zstd.compressBound(length));
        int at = out.reserve(bound);
        out.setSize(at + PACKER.get().compressByteArray(out.array(), at, bound, raw, from, length));
      }
      case SNAPPY -> {
        int at = out.reserve(Snappy.maxCompressedLength(length));
        try {
          out.setSize(at + Snappy.compress(raw, from, length, out.array(), at));
        } catch (IOException e) {
          throw new IllegalStateException("snappy can't pack a page", e);
        }
      }
    }
  }

  /**
   * Unpacks a page.
   *
   * @throws BadPage if it isn't of that size
   */
  static void unpack(
      Compression compression, byte[] packed, int from, int length, byte[] raw, int rawSize) {
    try {
      long unpacked =
          switch (compression) {
            case ZSTD -> UNPACKER.get().decompressByteArray(raw, 0, rawSize, packed, from, length);
            case SNAPPY -> {
              if (Snappy.uncompressedLength(packed, from, length) != rawSize) {
                throw new BadPage("a page that doesn't unpack to " + rawSize + " bytes");
              }
              yield Snappy.uncompress(packed, from, length, raw, 0);
            }
          };
      if (unpacked != rawSize) {
        throw new BadPage("a page that unpacks to " + unpacked + " bytes, not " + rawSize);
      }
    } catch (ZstdException | IOException | SnappyError e) {
      throw new BadPage("a page that can't be unpacked: " + e.getMessage());
    }
  }
}
