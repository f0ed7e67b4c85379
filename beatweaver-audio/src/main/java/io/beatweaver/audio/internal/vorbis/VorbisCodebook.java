package io.beatweaver.audio.internal.vorbis;

import io.beatweaver.InputException;
import java.util.Arrays;

/** A codebook: codewords and the vectors they stand for (Vorbis I, 3). */
final class VorbisCodebook {
  private static final int MAX_ENTRIES = 1 << 18;
  private static final int MAX_VALUES = 1 << 20;
  private static final int MAX_LENGTH = 32;
  private static final int FAST_BITS = 10;
  private static final int FAST_MASK = (1 << FAST_BITS) - 1;

  private final int entries;
  private final int dimensions;

  /** {@code [entries][dimensions]}, flat; null where the book has no vectors. */
  private final float[] vectors;

  /**
   * By the next {@value #FAST_BITS} bits: the entry above 6 bits of codeword length, or the
   * complement of the node of {@link #tree} from which to go on bit by bit.
   */
  private final int[] fast = new int[1 << FAST_BITS];

  /** Two branches a node: another node above 0, an entry's complement below, 0 for none. */
  private int[] tree;

  private int nodes = 1;

  /** Reads a book; what its header may ask for is bounded. */
  VorbisCodebook(VorbisBits in, VorbisSetup setup) throws InputException {
    setup.require(in.read(24) == 0x564342, "codebook");
    dimensions = in.read(16);
    entries = in.read(24);
    long values = (long) entries * dimensions;
    setup.require(
        entries > 0
            && entries <= MAX_ENTRIES
            && dimensions > 0
            && values <= MAX_VALUES
            && setup.allowValues(values),
        "codebook size");
    byte[] lengths = lengths(in, setup);
    boolean sound = build(lengths);
    setup.require(sound, "codebook tree");
    int lookup = in.read(4);
    setup.require(lookup <= 2, "codebook lookup");
    vectors = lookup == 0 ? null : vectors(in, lookup, setup);
  }

  private byte[] lengths(VorbisBits in, VorbisSetup setup) throws InputException {
    byte[] lengths = new byte[entries];
    if (in.flag()) {
      int length = in.read(5) + 1;
      for (int entry = 0; entry < entries; length++) {
        int count = in.read(VorbisSetup.bitsOf(entries - entry));
        setup.require(
            length <= MAX_LENGTH && count <= entries - entry && !in.over(), "codeword length");
        Arrays.fill(lengths, entry, entry + count, (byte) length);
        entry += count;
      }
      return lengths;
    }
    boolean sparse = in.flag();
    for (int entry = 0; entry < entries; entry++) {
      setup.require(!in.over(), "codeword length");
      lengths[entry] = (byte) (!sparse || in.flag() ? in.read(5) + 1 : 0);
    }
    return lengths;
  }

  /** Gives each entry the lowest codeword that is free (3.2.1); false if that leaves no tree. */
  private boolean build(byte[] lengths) {
    int used = 0;
    int bits = 0;
    for (byte length : lengths) {
      used += length > 0 ? 1 : 0;
      bits = Math.max(bits, length);
    }
    if (used == 0) {
      // No codeword at all: whatever reads one is at its packet's end.
      tree = new int[2];
      Arrays.fill(fast, 63);
      return true;
    }
    tree = new int[2 * Math.max(used + bits, 2)];
    // For each length the lowest free codeword, left-aligned in 32 bits, 0 for none.
    long[] free = new long[MAX_LENGTH + 1];
    boolean first = true;
    int last = 0;
    for (int entry = 0; entry < entries; entry++) {
      int length = lengths[entry];
      if (length == 0) {
        continue;
      }
      last = entry;
      long code = 0;
      int from = 0;
      if (!first) {
        from = length;
        while (from > 0 && free[from] == 0) {
          from--;
        }
        if (from == 0) {
          return false;
        }
        code = free[from];
        free[from] = 0;
      }
      first = false;
      for (int deeper = from + 1; deeper <= length; deeper++) {
        free[deeper] = code + (1L << (MAX_LENGTH - deeper));
      }
      insert(entry, code, length);
    }
    if (used == 1) {
      // The one entry's codeword is read as one bit of any value.
      tree[0] = ~last;
      tree[1] = ~last;
      fillFast();
      return lengths[last] == 1;
    }
    for (int length = 1; length <= MAX_LENGTH; length++) {
      if (free[length] != 0) {
        return false;
      }
    }
    fillFast();
    return true;
  }

  private void insert(int entry, long code, int length) {
    int node = 0;
    for (int depth = 1; depth < length; depth++) {
      int branch = 2 * node + (int) (code >>> (MAX_LENGTH - depth) & 1);
      if (tree[branch] == 0) {
        if (2 * nodes + 2 > tree.length) {
          tree = Arrays.copyOf(tree, 2 * tree.length);
        }
        tree[branch] = nodes++;
      }
      node = tree[branch];
    }
    tree[2 * node + (int) (code >>> (MAX_LENGTH - length) & 1)] = ~entry;
  }

  private void fillFast() {
    for (int bits = 0; bits < fast.length; bits++) {
      int node = 0;
      int depth = 0;
      do {
        node = tree[2 * node + (bits >> depth & 1)];
        depth++;
      } while (node > 0 && depth < FAST_BITS);
      fast[bits] = node < 0 ? ~node << 6 | depth : ~node;
    }
  }

  private float[] vectors(VorbisBits in, int lookup, VorbisSetup setup) throws InputException {
    float minimum = unpack(in.read(32));
    float delta = unpack(in.read(32));
    int valueBits = in.read(4) + 1;
    boolean sequence = in.flag();
    int count = lookup == 1 ? lookupValues() : entries * dimensions;
    int[] multiplicands = new int[count];
    for (int i = 0; i < count; i++) {
      multiplicands[i] = in.read(valueBits);
      setup.require(!in.over(), "codebook vector");
    }
    float[] all = new float[entries * dimensions];
    for (int entry = 0; entry < entries; entry++) {
      float last = 0;
      int divisor = 1;
      for (int i = 0; i < dimensions; i++) {
        int at = lookup == 1 ? entry / divisor % count : entry * dimensions + i;
        float value = multiplicands[at] * delta + minimum + last;
        last = sequence ? value : 0;
        all[entry * dimensions + i] = value;
        // Beyond the number of entries all quotients are 0.
        divisor = (int) Math.min(Integer.MAX_VALUE, (long) divisor * count);
      }
    }
    return all;
  }

  /** The greatest number whose power of the dimensions isn't above the entries (9.2.3). */
  private int lookupValues() {
    int root = (int) Math.floor(Math.pow(entries, 1.0 / dimensions));
    while (power(root + 1) <= entries) {
      root++;
    }
    while (power(root) > entries) {
      root--;
    }
    return root;
  }

  private long power(int base) {
    long product = 1;
    for (int i = 0; i < dimensions && product <= entries; i++) {
      product *= base;
    }
    return product;
  }

  /** A float of 21 bits mantissa, 10 bits exponent and a sign (9.2.2). */
  private static float unpack(int bits) {
    int mantissa = bits & 0x1fffff;
    int exponent = bits >>> 21 & 0x3ff;
    return (float) Math.scalb((double) (bits < 0 ? -mantissa : mantissa), exponent - 788);
  }

  int dimensions() {
    return dimensions;
  }

  int entries() {
    return entries;
  }

  boolean hasVectors() {
    return vectors != null;
  }

  /** The vectors, {@code [entries][dimensions]}, flat; nobody writes to them. */
  float[] vectors() {
    return vectors;
  }

  /** Reads a codeword; after the packet's end the bits are zeros. */
  int decode(VorbisBits in) {
    long bits = in.peek();
    int found = fast[(int) bits & FAST_MASK];
    if (found >= 0) {
      in.skip(found & 63);
      return found >>> 6;
    }
    int node = ~found;
    int depth = FAST_BITS;
    do {
      node = tree[2 * node + (int) (bits >>> depth & 1)];
      depth++;
    } while (node > 0);
    in.skip(depth);
    return ~node;
  }
}
