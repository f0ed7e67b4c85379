package io.beatweaver.unity.internal;

/**
 * The checksum of Ogg pages: CRC-32 of polynomial 0x04c11db7, highest bit first, from 0 and without
 * a final change. Eight bytes at a time by eight tables ("slicing by 8").
 */
final class OggCrc {
  private static final int POLYNOMIAL = 0x04c1_1db7;
  private static final int[][] TABLES = tables();

  private OggCrc() {}

  static int of(byte[] bytes, int from, int length) {
    int[] t0 = TABLES[0];
    int[] t1 = TABLES[1];
    int[] t2 = TABLES[2];
    int[] t3 = TABLES[3];
    int[] t4 = TABLES[4];
    int[] t5 = TABLES[5];
    int[] t6 = TABLES[6];
    int[] t7 = TABLES[7];
    int crc = 0;
    int i = from;
    for (int end = from + length - 7; i < end; i += 8) {
      crc ^=
          bytes[i] << 24
              | (bytes[i + 1] & 0xff) << 16
              | (bytes[i + 2] & 0xff) << 8
              | bytes[i + 3] & 0xff;
      crc =
          t7[crc >>> 24]
              ^ t6[crc >>> 16 & 0xff]
              ^ t5[crc >>> 8 & 0xff]
              ^ t4[crc & 0xff]
              ^ t3[bytes[i + 4] & 0xff]
              ^ t2[bytes[i + 5] & 0xff]
              ^ t1[bytes[i + 6] & 0xff]
              ^ t0[bytes[i + 7] & 0xff];
    }
    for (int end = from + length; i < end; i++) {
      crc = crc << 8 ^ t0[crc >>> 24 ^ bytes[i] & 0xff];
    }
    return crc;
  }

  /** Table k tells what a byte does to the checksum k bytes later. */
  private static int[][] tables() {
    int[][] tables = new int[8][256];
    for (int i = 0; i < 256; i++) {
      int crc = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc < 0 ? crc << 1 ^ POLYNOMIAL : crc << 1;
      }
      tables[0][i] = crc;
    }
    for (int k = 1; k < 8; k++) {
      for (int i = 0; i < 256; i++) {
        int before = tables[k - 1][i];
        tables[k][i] = before << 8 ^ tables[0][before >>> 24];
      }
    }
    return tables;
  }
}
