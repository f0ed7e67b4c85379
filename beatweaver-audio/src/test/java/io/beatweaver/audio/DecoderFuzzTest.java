package io.beatweaver.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.beatweaver.InputException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged songs give finite samples of a plausible number or one {@link InputException}, and ask
 * for little memory. For a long run, from the project's folder:
 *
 * <pre>{@code
 * mvn -Dquick test -pl beatweaver-audio -am -Dtest=DecoderFuzzTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dtest.jvm.args="-Xmx512m -Dbeatweaver.fuzz.cases=100000 -Dbeatweaver.fuzz.seed=1"
 * }</pre>
 */
class DecoderFuzzTest {
  private static final int CASES = Integer.getInteger("beatweaver.fuzz.cases", 60);
  private static final long SEED = Long.getLong("beatweaver.fuzz.seed", 0);
  private static final double MAX_SECONDS = 60;

  /** Codebooks of the largest size and a minute of samples. */
  private static final long MAX_ALLOCATED = 256 << 20;

  @TempDir Path folder;

  static Stream<String> songs() {
    return FuzzedSongs.NAMES.stream();
  }

  @ParameterizedTest
  @MethodSource("songs")
  void damagedItIsAClipOrRefused(String name) throws IOException {
    Path file = folder.resolve("song");
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int clips = 0;
    int refused = 0;
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      byte[] song = FuzzedSongs.of(name, seed);
      Files.write(file, song);
      long before = memory.getCurrentThreadAllocatedBytes();
      String place = name + " with seed " + seed;
      try {
        AudioClip clip = AudioDecoder.decode(file, MAX_SECONDS);
        for (int i = 0; i < clip.length(); i++) {
          assertTrue(Float.isFinite(clip.sample(i)), place);
        }
        assertTrue(clip.length() > 0, place);
        assertTrue(clip.seconds() <= MAX_SECONDS, place);
        assertEquals(clip.length(), AudioDecoder.probe(file).frames(), place);
        clips++;
      } catch (InputException e) {
        assertEquals(file.toString(), e.file(), place);
        assertTrue(!e.reason().isBlank(), place);
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError(place, e);
      }
      long allocated = memory.getCurrentThreadAllocatedBytes() - before;
      assertTrue(allocated < MAX_ALLOCATED, place + " allocated " + allocated);
    }
    assertEquals(CASES, clips + refused);
    assertTrue(clips > 0 && refused > 0, name + ": " + clips + " clips, " + refused + " refused");
  }
}
