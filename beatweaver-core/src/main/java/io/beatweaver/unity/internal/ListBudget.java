package io.beatweaver.unity.internal;

import io.beatweaver.InputException;

/**
 * What the lists of all files of objects in a bundle may take together, however many files and
 * types there are. For one thread.
 */
public final class ListBudget {
  private static final int MAX_LIST_BYTES = 64 << 20;
  private static final int MAX_OBJECTS = 250_000;

  /** Of the types that are really looked at; the largest bundles have half as many in all. */
  private static final int MAX_NODES = 250_000;

  /** Nodes may share their names' bytes, but each has a text of its own. */
  private static final int MAX_NAME_BYTES = 16 << 20;

  private long listBytes = MAX_LIST_BYTES;
  private long objects = MAX_OBJECTS;
  private long nodes = MAX_NODES;
  private long nameBytes = MAX_NAME_BYTES;

  void takeListBytes(long count, ByteReader place) throws InputException {
    listBytes = left(listBytes, count, "lists of %d bytes, too many", place);
  }

  void takeObjects(long count, ByteReader place) throws InputException {
    objects = left(objects, count, "%d objects, too many", place);
  }

  void takeNodes(long count, ByteReader place) throws InputException {
    nodes = left(nodes, count, "%d more nodes of type trees, too many", place);
  }

  void takeNameBytes(long count, ByteReader place) throws InputException {
    nameBytes = left(nameBytes, count, "%d more bytes of type names, too many", place);
  }

  private static long left(long before, long count, String reason, ByteReader place)
      throws InputException {
    if (count > before) {
      throw place.bad(String.format(reason, count));
    }
    return before - count;
  }
}
