package io.beatweaver.storage;

import io.beatweaver.grid.SongFeatures;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What the other process does in the tests of caches that processes share. */
final class CacheProcesses {
  static final int RIGHT = 0;
  static final int WRONG = 4;
  static final int DISK_FULL = 5;

  /** A dozen songs to a shard. */
  static final FeatureCacheSettings SMALL = FeatureCacheSettings.defaults().withShardBytes(100_000);

  private CacheProcesses() {}

  static int rows(int song) {
    return 10 + Math.floorMod(song * 37, 80);
  }

  static ProcessBuilder start(String before, Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>();
    if (!before.isEmpty()) {
      command.addAll(List.of("/bin/sh", "-c", before + "; exec \"$@\"", "sh"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  /** Reads and adds songs in an order of its own; ends well if all that it saw was right. */
  static final class Sharer {
    private Sharer() {}

    public static void main(String[] arguments) throws IOException {
      int songs = Integer.parseInt(arguments[1]);
      Random random = new Random(Long.parseLong(arguments[2]));
      try (FeatureCache cache = FeatureCache.open(Path.of(arguments[0]), SMALL)) {
        for (int step = 0; step < 4 * songs; step++) {
          int song = random.nextInt(songs);
          SongFeatures expected = CacheFixture.rounded(song, rows(song));
          if (random.nextBoolean()) {
            cache.put(CacheFixture.key(song), expected);
          }
          Optional<SongFeatures> seen = cache.find(CacheFixture.key(song));
          if (seen.isPresent() && !seen.get().equals(expected)) {
            System.exit(WRONG);
          }
        }
        for (int song = 0; song < songs; song++) {
          cache.put(CacheFixture.key(song), CacheFixture.features(song, rows(song)));
        }
        System.exit(cache.counts().damaged() == 0 ? RIGHT : WRONG);
      }
    }
  }

  /**
   * Adds songs one after the other, and others in between which it removes again, so that shards
   * are copied all the time. Says on its output which songs are in.
   */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws IOException {
      FeatureCache cache = FeatureCache.open(Path.of(arguments[0]), SMALL);
      Set<String> junk = new HashSet<>();
      for (int song = Integer.parseInt(arguments[1]); ; song++) {
        try {
          cache.put(CacheFixture.key(song), CacheFixture.features(song, rows(song)));
          System.out.println(song);
          cache.put(CacheFixture.key(-1 - song), CacheFixture.features(-1 - song, rows(song)));
          junk.add(CacheFixture.key(-1 - song));
          if (song % 5 == 0) {
            cache.remove(junk);
            junk.clear();
          }
        } catch (IOException e) {
          System.out.println(e.getMessage());
          System.exit(DISK_FULL);
        }
      }
    }
  }

  /** Holds the folder's lock until its input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      Path lock = Path.of(arguments[0], "lock");
      try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        System.out.println(held.isValid());
        System.in.read();
      }
    }
  }
}
