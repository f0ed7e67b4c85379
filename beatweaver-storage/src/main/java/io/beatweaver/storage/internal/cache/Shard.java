package io.beatweaver.storage.internal.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of entries, one behind the other. Bytes before {@link #end} never change; the file only
 * grows, until it is deleted as a whole. Names carry a number, which gives the order of writing,
 * and random digits, so that no name ever comes back with other content.
 */
final class Shard {
  static final Comparator<Shard> BY_AGE =
      Comparator.comparingInt((Shard shard) -> shard.number).thenComparing(Shard::name);

  private static final Pattern NAME = Pattern.compile("features-(\\d{6,9})-[0-9a-f]{8}\\.shard");

  final Path file;
  final int number;

  /** Where the next entry goes. Guarded by the {@link ShardFolder}. */
  long end;

  /** Covers the file as long as it was when it was mapped; unmapped when it is garbage. */
  private volatile MappedByteBuffer mapped;

  private Shard(Path file, int number) {
    this.file = file;
    this.number = number;
  }

  static boolean isShard(Path file) {
    return NAME.matcher(file.getFileName().toString()).matches();
  }

  static Shard of(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalArgumentException("no shard's name: " + file);
    }
    return new Shard(file, Integer.parseInt(name.group(1)));
  }

  static Shard create(Path folder, int number) {
    String random = UUID.randomUUID().toString().substring(0, 8);
    return of(folder.resolve(String.format("features-%06d-%s.shard", number, random)));
  }

  String name() {
    return file.getFileName().toString();
  }

  /**
   * The file's bytes.
   *
   * @param upTo how many are needed
   * @return at least as many, little-endian; less only if the file is shorter
   * @throws java.nio.file.NoSuchFileException if the file was deleted before it was ever mapped
   */
  ByteBuffer map(long upTo) throws IOException {
    MappedByteBuffer have = mapped;
    if (have != null && have.capacity() >= upTo) {
      return have;
    }
    synchronized (this) {
      if (mapped == null || mapped.capacity() < upTo) {
        try (FileChannel channel = FileChannel.open(file)) {
          long size = Math.min(channel.size(), Integer.MAX_VALUE);
          mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
          mapped.order(ByteOrder.LITTLE_ENDIAN);
        }
      }
      return mapped;
    }
  }
}
