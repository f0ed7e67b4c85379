package io.beatweaver.unity.internal;

import io.beatweaver.InputException;
import java.io.IOException;

/** A part of a bundle's data, whose bytes are unpacked when they are read. */
public final class Stretch {
  private final Container container;
  private final long start;
  private final long size;
  private final String name;

  Stretch(Container container, long start, long size, String name) {
    this.container = container;
    this.start = start;
    this.size = size;
    this.name = name;
  }

  /** Bytes of it. */
  public long size() {
    return size;
  }

  /** The bundle's path, for messages. */
  public String file() {
    return container.file();
  }

  /** What it is, for messages. */
  public String name() {
    return name;
  }

  /** A part of this part. */
  public Stretch part(long from, long length, String partName) throws InputException {
    require(from, length, partName, "lies outside of " + name);
    return new Stretch(container, start + from, length, partName);
  }

  /** Fills a part of an array. */
  public void read(long from, byte[] target, int at, int length) throws IOException {
    require(from, length, name, "ends too early");
    container.read(start + from, target, at, length);
  }

  /** A part in an array of its own. */
  public byte[] read(long from, int length) throws IOException {
    require(from, length, name, "ends too early");
    byte[] bytes = new byte[length];
    container.read(start + from, bytes, 0, length);
    return bytes;
  }

  private void require(long from, long length, String place, String reason) throws InputException {
    if (from < 0 || length < 0 || from > size || length > size - from) {
      throw new InputException(file(), place, reason);
    }
  }
}
