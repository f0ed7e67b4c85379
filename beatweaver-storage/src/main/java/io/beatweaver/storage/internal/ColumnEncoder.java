package io.beatweaver.storage.internal;

import io.beatweaver.storage.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/**
 * Turns an Arrow column into Parquet pages: a dictionary where it pays (text always), plain values
 * otherwise. Assembling pages here instead of going through Parquet's row-wise writers is what
 * makes writing cheap.
 */
final class ColumnEncoder {
  /** Rows a page: at 4 bytes a value pages stay near 128 KiB. */
  static final int PAGE_ROWS = 32_768;

  private static final int INITIAL_BYTES = 256;

  private final ColumnValues values;
  private final ColumnDescriptor column;
  private final Compression compression;

  private ColumnEncoder(ColumnValues values, ColumnDescriptor column, Compression compression) {
    this.values = values;
    this.column = column;
    this.compression = compression;
  }

  static EncodedColumn encode(FieldVector vector, ColumnDescriptor column, Compression compression)
      throws IOException {
    return new ColumnEncoder(ColumnValues.of(vector), column, compression).encode();
  }

  private EncodedColumn encode() throws IOException {
    int width = bitWidth(values.distinct());
    long plain = 4L * values.rows();
    long coded = 4L * values.distinct() + (long) values.rows() * width / 8;
    boolean dictionary = values.isText() || coded < plain;
    List<EncodedColumn.Page> pages = new ArrayList<>();
    for (int from = 0; from < values.rows(); from += PAGE_ROWS) {
      int to = Math.min(values.rows(), from + PAGE_ROWS);
      pages.add(page(from, to, dictionary ? width : 0));
    }
    return new EncodedColumn(column, dictionary ? dictionaryPage() : null, pages);
  }

  /** One data page; a width of 0 means plain values. */
  private EncodedColumn.Page page(int from, int to, int width) throws IOException {
    Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    definitionLevels(from, to, raw);
    if (width == 0) {
      raw.writeBytes(plainValues(from, to));
    } else {
      raw.write(width);
      codes(from, to, width, raw);
    }
    int last = ColumnValues.NULL;
    for (int row = from; row < to; row++) {
      int code = values.code(row);
      if (code == ColumnValues.NULL) {
        statistics.incrementNumNulls();
      } else if (code != last) {
        values.count(code, statistics);
        last = code;
      }
    }
    byte[] bytes = raw.toByteArray();
    return new EncodedColumn.Page(
        to - from,
        bytes.length,
        Codecs.compress(compression, bytes),
        statistics,
        width == 0 ? Encoding.PLAIN : Encoding.RLE_DICTIONARY);
  }

  /** 1 for a value, 0 for a null, behind their length in bytes. */
  private void definitionLevels(int from, int to, ByteArrayOutputStream out) throws IOException {
    try (RunLengthBitPackingHybridEncoder levels = encoder(1)) {
      for (int row = from; row < to; row++) {
        levels.writeInt(values.code(row) == ColumnValues.NULL ? 0 : 1);
      }
      BytesInput bytes = levels.toBytes();
      out.writeBytes(littleEndian(4).putInt((int) bytes.size()).array());
      bytes.writeAllTo(out);
    }
  }

  private void codes(int from, int to, int width, ByteArrayOutputStream out) throws IOException {
    try (RunLengthBitPackingHybridEncoder codes = encoder(width)) {
      for (int row = from; row < to; row++) {
        int code = values.code(row);
        if (code != ColumnValues.NULL) {
          codes.writeInt(code);
        }
      }
      codes.toBytes().writeAllTo(out);
    }
  }

  private byte[] plainValues(int from, int to) {
    ByteBuffer out = littleEndian((to - from) * 4);
    for (int row = from; row < to; row++) {
      int code = values.code(row);
      if (code != ColumnValues.NULL) {
        out.putInt(values.bits(code));
      }
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  private DictionaryPage dictionaryPage() throws IOException {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    for (int code = 0; code < values.distinct(); code++) {
      if (values.isText()) {
        byte[] text = values.text(code).getBytes();
        raw.writeBytes(littleEndian(4).putInt(text.length).array());
        raw.writeBytes(text);
      } else {
        raw.writeBytes(littleEndian(4).putInt(values.bits(code)).array());
      }
    }
    byte[] bytes = raw.toByteArray();
    return new DictionaryPage(
        BytesInput.from(Codecs.compress(compression, bytes)),
        bytes.length,
        values.distinct(),
        Encoding.PLAIN);
  }

  private static RunLengthBitPackingHybridEncoder encoder(int width) {
    return new RunLengthBitPackingHybridEncoder(
        width, INITIAL_BYTES, PAGE_ROWS * 4, HeapByteBufferAllocator.getInstance());
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Bits a code takes, at least 1, which every reader of Parquet takes. */
  private static int bitWidth(int distinct) {
    return Math.max(1, 32 - Integer.numberOfLeadingZeros(distinct - 1));
  }
}
