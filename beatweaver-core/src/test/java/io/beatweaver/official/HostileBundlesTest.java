package io.beatweaver.official;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.unity.BundleWriter;
import io.beatweaver.unity.BundleWriter.Packing;
import io.beatweaver.unity.LevelBundles;
import io.beatweaver.unity.ObjectFileWriter;
import io.beatweaver.unity.UnityBundle;
import io.beatweaver.unity.UnityObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thousands of bundles of which some bytes are others. Each is read or refused with an {@link
 * InputException}, in bounded memory, and nothing is written but below the target.
 *
 * <p>{@code -Dbeatweaver.fuzz.bundles=N} sets how many (a thousand a second or so), {@code
 * -Dbeatweaver.fuzz.seed=S} where they begin.
 */
class HostileBundlesTest {
  private static final Logger LOG = LoggerFactory.getLogger(HostileBundlesTest.class);
  private static final int COUNT = Integer.getInteger("beatweaver.fuzz.bundles", 1500);
  private static final long SEED = Long.getLong("beatweaver.fuzz.seed", 1);

  /** Of a bundle of at most 200 KB; nothing that a size field says may be taken on trust. */
  private static final long MOST_ALLOCATED = 96L << 20;

  private static final long[] AWKWARD = {
    0,
    1,
    2,
    3,
    4,
    15,
    16,
    255,
    256,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0x8000,
    0xffff,
    0x10000,
    0x7fff_ffff,
    0x8000_0000L,
    0xffff_ffffL,
    0x7fff_ffff_ffff_ffffL,
    -1L,
    -2L,
    Long.MIN_VALUE,
    100_001,
    1 << 24,
    1 << 30
  };

  @TempDir Path folder;

  private final Random random = new Random(SEED);

  /** Few enough bytes that a mutation hits something that matters. */
  private static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    byte[] sample = Games.sample("spikesong_stored");
    seeds.add(sample);
    seeds.add(Games.sample("spikesong"));
    seeds.add(Games.sample("spikesong_lzma"));
    seeds.add(Games.sample(Games.PACK));
    LevelBundles.Level level = Games.level("Seed", Games.V4_MAP, Games.TWO_TEMPI);
    LevelBundles.Level silent =
        new LevelBundles.Level("Seed", level.sets(), level.audioData(), null);
    for (int version = 17; version <= 22; version++) {
      seeds.add(
          LevelBundles.level(
              silent,
              new BundleWriter().packing(Packing.STORED, Packing.STORED),
              new ObjectFileWriter(version, true, version % 2 == 0)));
    }
    for (Packing packing : Packing.values()) {
      seeds.add(
          LevelBundles.level(
              silent,
              new BundleWriter().packing(packing, packing).blockBytes(700).infoAtEnd(true),
              new ObjectFileWriter()));
    }
    return seeds;
  }

  private byte[] mutated(byte[] seed) {
    byte[] bytes = seed.clone();
    // Lists and headers come first; where the file is long, they are what is worth changing.
    int reach = random.nextInt(4) == 0 ? bytes.length : Math.min(bytes.length, 8000);
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      int at = random.nextInt(reach);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2, 3 -> {
          int width = 1 << random.nextInt(4);
          long value = AWKWARD[random.nextInt(AWKWARD.length)];
          boolean big = random.nextBoolean();
          for (int i = 0; i < width && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >>> 8 * (big ? width - 1 - i : i));
          }
        }
        case 4 -> {
          int length = Math.min(1 + random.nextInt(64), bytes.length - at);
          System.arraycopy(seed, random.nextInt(seed.length - length + 1), bytes, at, length);
        }
        default -> {
          if (random.nextInt(4) == 0) {
            return Arrays.copyOf(bytes, at);
          }
          Arrays.fill(bytes, at, Math.min(bytes.length, at + random.nextInt(20)), (byte) 0);
        }
      }
    }
    return bytes;
  }

  @Test
  void areReadOrRefusedInBoundedMemory() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long me = Thread.currentThread().getId();
    List<byte[]> seeds = seeds();
    Path file = folder.resolve("bundle");
    int read = 0;
    int refused = 0;
    long most = 0;
    for (int i = 0; i < COUNT; i++) {
      byte[] bytes = mutated(seeds.get(i % seeds.size()));
      Files.write(file, bytes);
      long before = threads.getThreadAllocatedBytes(me);
      try {
        readAll(file);
        read++;
      } catch (InputException e) {
        assertEquals(file.toString(), e.file());
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + SEED + ", bundle " + i, e);
      }
      long allocated = threads.getThreadAllocatedBytes(me) - before;
      assertTrue(allocated < MOST_ALLOCATED, "bundle " + i + " took " + allocated);
      most = Math.max(most, allocated);
    }
    LOG.info("{} bundles: {} read, {} refused, at most {} bytes", COUNT, read, refused, most);
    assertTrue(read > 0 && refused > COUNT / 10, read + " read, " + refused + " refused");
  }

  private static void readAll(Path file) throws IOException {
    InputException last = null;
    try (UnityBundle bundle = UnityBundle.open(file)) {
      for (UnityObject object : bundle.objects()) {
        try {
          bundle.fieldNames(object);
          bundle.read(object);
          if (object.classId() == UnityBundle.AUDIO_CLIP) {
            bundle.audio(object).writeTo(OutputStream.nullOutputStream());
          }
        } catch (InputException e) {
          last = e;
        }
      }
    }
    if (last != null) {
      throw last;
    }
  }

  @Test
  void writeNothingButBelowTheTarget() throws IOException {
    List<byte[]> seeds = seeds();
    Path inputs = Files.createDirectories(folder.resolve("inputs"));
    Path pack = Files.write(inputs.resolve("pack"), Games.sample(Games.PACK));
    Path target = Files.createDirectories(folder.resolve("target"));
    int extracted = 0;
    for (int i = 0; i < COUNT / 20; i++) {
      Path level = Files.write(inputs.resolve("level"), mutated(seeds.get(i % seeds.size())));
      Path hostilePack = Files.write(inputs.resolve("hostile"), mutated(seeds.get(3)));
      Path out = target.resolve("out");
      try {
        ExtractionReport report =
            OfficialLevels.extract(
                List.of(level, pack, hostilePack),
                out,
                ExtractionOptions.defaults().withWorkers(1),
                Progress.NONE);
        extracted += report.extracted().size();
        for (ExtractionReport.Finding failure : report.failures()) {
          assertFalse(failure.reason().contains("java."), failure.toString());
        }
      } catch (InputException e) {
        assertFalse(e.getMessage().contains("java."), e.getMessage());
      }
      try (Stream<Path> beside = Files.list(folder);
          Stream<Path> targets = Files.list(target)) {
        assertEquals(2, beside.count());
        assertTrue(targets.allMatch(out::equals));
      }
      if (Files.exists(out)) {
        try (Stream<Path> levels = Files.list(out)) {
          assertTrue(
              levels
                  .map(path -> path.getFileName().toString())
                  .filter(name -> !name.equals(".extract-official.lock"))
                  .noneMatch(name -> name.startsWith(".")));
        }
        AtomicFiles.deleteTree(out);
      }
    }
    assertTrue(extracted > 0, "some mutations leave a level readable");
  }

  @Test
  void cantMakeAReaderUnpackForEver() throws IOException {
    // Each block of LZ4 unpacks to 255 times its size; the lists may not be as long as they like.
    byte[] zeros = new byte[40 << 20];
    byte[] bundle =
        new BundleWriter()
            .packing(Packing.LZ4, Packing.LZ4)
            .blockBytes(zeros.length)
            .objects("CAB-x", zeros)
            .build();
    assertTrue(bundle.length < 200_000);
    Path file = Files.write(folder.resolve("bundle"), bundle);
    try (UnityBundle opened = UnityBundle.open(file)) {
      assertThrows(InputException.class, opened::objects);
    }
    // The total of all blocks is bounded, whatever each says.
    byte[] header = new BundleWriter().packing(Packing.STORED, Packing.LZ4).raw("x", zeros).build();
    ByteBuffer.wrap(header).putInt(64 + 16 + 4, 0x7fff_0000);
    Files.write(file, header);
    InputException refusal = assertThrows(InputException.class, () -> UnityBundle.open(file));
    assertTrue(refusal.getMessage().contains("unpacks to"), refusal.getMessage());
  }

  /** Nodes may refer to one name of a kilobyte: few bytes, and a text of a kilobyte each. */
  @Test
  void cantMakeManyTextsOfOneName() throws IOException {
    String name = "n".repeat(1000);
    String tree = "MonoBehaviour Base\n" + (" int " + name + "\n").repeat(9000);
    ObjectFileWriter objects = new ObjectFileWriter();
    for (int i = 1; i <= 30; i++) {
      objects.object(i, objects.type(UnityBundle.MONO_BEHAVIOUR, tree), new byte[4]);
    }
    Path file =
        Files.write(
            folder.resolve("bundle"), new BundleWriter().objects("CAB-x", objects.build()).build());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    try (UnityBundle bundle = UnityBundle.open(file)) {
      List<UnityObject> all = bundle.objects();
      InputException refusal =
          assertThrows(
              InputException.class,
              () -> {
                for (UnityObject object : all) {
                  bundle.fieldNames(object);
                }
              });
      assertTrue(refusal.getMessage().contains("type names, too many"), refusal.getMessage());
    }
    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertTrue(allocated < MOST_ALLOCATED, allocated + " bytes");
  }

  @Test
  void cantClaimAPackedListOfGigabytes() throws IOException {
    Path file = folder.resolve("bundle");
    byte[] bundle = Games.sample("spikesong_stored");
    int sizes = new String(bundle, 0, 64, StandardCharsets.ISO_8859_1).indexOf("f1\0") + 3;
    long claimed = 0x9000_0000L;
    ByteBuffer.wrap(bundle)
        .putLong(sizes, claimed + bundle.length)
        .putInt(sizes + 8, (int) claimed);
    Files.write(file, bundle);
    // A file with a hole: it takes no room on the disk.
    try (RandomAccessFile all = new RandomAccessFile(file.toFile(), "rw")) {
      all.setLength(claimed + bundle.length);
    }
    InputException refusal = assertThrows(InputException.class, () -> UnityBundle.open(file));
    assertTrue(refusal.getMessage().contains(claimed + " bytes, too large"), refusal.getMessage());
  }

  @Test
  void cantHaveFilesInsideWithoutEnd() throws IOException {
    BundleWriter writer = new BundleWriter();
    for (int i = 0; i <= 10_000; i++) {
      writer.raw("file " + i, new byte[0]);
    }
    Path file = Files.write(folder.resolve("bundle"), writer.build());
    InputException refusal = assertThrows(InputException.class, () -> UnityBundle.open(file));
    assertTrue(refusal.getMessage().contains("10000 files"), refusal.getMessage());
  }
}
