package io.beatweaver.storage.internal.parquet;

import java.util.zip.CRC32;

/**
 * The header of a page as this library writes it: Parquet's {@code PageHeader} in Thrift's compact
 * protocol, data pages of version 1 with their checksum. Reading skips fields that it doesn't know;
 * a reader is used again for page after page.
 */
final class PageHeader {
  static final int DATA_PAGE = 0;
  static final int DICTIONARY_PAGE = 2;
  static final int PLAIN = 0;
  static final int RLE = 3;
  static final int RLE_DICTIONARY = 8;

  private static final int I32 = 5;
  private static final int BINARY = 8;
  private static final int STRUCT = 12;
  private static final int STOP = 0;

  int type;
  int rawSize;
  int packedSize;
  int crc;
  boolean hasCrc;
  int values;
  int encoding;

  private byte[] bytes;
  private int at;
  private int limit;

  static void write(
      Bytes out,
      int type,
      int rawSize,
      byte[] packed,
      int packedFrom,
      int packedSize,
      int values,
      int encoding) {
    CRC32 crc = new CRC32();
    crc.update(packed, packedFrom, packedSize);
    field(out, 1, I32);
    out.putZigzag(type);
    field(out, 1, I32);
    out.putZigzag(rawSize);
    field(out, 1, I32);
    out.putZigzag(packedSize);
    field(out, 1, I32);
    out.putZigzag((int) crc.getValue());
    field(out, type == DATA_PAGE ? 1 : 3, STRUCT);
    field(out, 1, I32);
    out.putZigzag(values);
    field(out, 1, I32);
    out.putZigzag(encoding);
    if (type == DATA_PAGE) {
      field(out, 1, I32);
      out.putZigzag(RLE);
      field(out, 1, I32);
      out.putZigzag(RLE);
    }
    out.put(STOP);
    out.put(STOP);
  }

  private static void field(Bytes out, int idDelta, int type) {
    out.put(idDelta << 4 | type);
  }

  /**
   * Reads a header.
   *
   * @return where the page's bytes begin
   * @throws BadPage if it is none
   */
  int read(byte[] from, int offset, int end) {
    bytes = from;
    at = offset;
    limit = end;
    type = -1;
    rawSize = -1;
    packedSize = -1;
    hasCrc = false;
    values = -1;
    encoding = -1;
    int id = 0;
    for (int head = next(); head != STOP; head = next()) {
      id += idDelta(head);
      int fieldType = head & 15;
      if (fieldType == I32 && id <= 4) {
        int value = zigzag();
        switch (id) {
          case 1 -> type = value;
          case 2 -> rawSize = value;
          case 3 -> packedSize = value;
          default -> {
            crc = value;
            hasCrc = true;
          }
        }
      } else if (fieldType == STRUCT && (id == 5 || id == 7)) {
        dataHeader();
      } else {
        skip(fieldType, 0);
      }
    }
    if (rawSize < 0 || packedSize < 0 || packedSize > limit - at || values < 0 || !hasCrc) {
      throw new BadPage("no page of this library's: " + packedSize + " bytes, " + values);
    }
    return at;
  }

  private void dataHeader() {
    int id = 0;
    for (int head = next(); head != STOP; head = next()) {
      id += idDelta(head);
      int fieldType = head & 15;
      if (fieldType == I32 && id <= 2) {
        int value = zigzag();
        if (id == 1) {
          values = value;
        } else {
          encoding = value;
        }
      } else {
        skip(fieldType, 0);
      }
    }
  }

  private static int idDelta(int head) {
    if (head >>> 4 == 0) {
      throw new BadPage("a page header with a field out of order");
    }
    return head >>> 4;
  }

  private void skip(int fieldType, int depth) {
    if (depth > 8) {
      throw new BadPage("a page header nested too deep");
    }
    switch (fieldType) {
      case 1, 2 -> {}
      case 3 -> next();
      case 4, I32, 6 -> {
        while ((next() & 0x80) != 0) {
          // An int ends with the first byte below 128.
        }
      }
      case BINARY -> {
        int length = varint();
        if (length < 0 || length > limit - at) {
          throw new BadPage("a page header that runs out of its row group");
        }
        at += length;
      }
      case STRUCT -> {
        for (int head = next(); head != STOP; head = next()) {
          idDelta(head);
          skip(head & 15, depth + 1);
        }
      }
      default -> throw new BadPage("a page header with a field of type " + fieldType);
    }
  }

  private int next() {
    if (at >= limit) {
      throw new BadPage("a page header that runs out of its row group");
    }
    return bytes[at++] & 0xFF;
  }

  private int varint() {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int b = next();
      value |= (b & 0x7F) << shift;
      if ((b & 0x80) == 0) {
        return value;
      }
    }
    throw new BadPage("a page header with an int that doesn't end");
  }

  private int zigzag() {
    int value = varint();
    return value >>> 1 ^ -(value & 1);
  }
}
