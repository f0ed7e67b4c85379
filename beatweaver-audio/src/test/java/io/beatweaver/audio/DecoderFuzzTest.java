package io.beatweaver.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.fuzz.Cases;
import io.beatweaver.fuzz.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged songs give finite samples of a plausible number or one {@link InputException}, and ask
 * for little memory and processor time. For a long run, so many seconds for each song, from the
 * project's folder:
 *
 * <pre>{@code
 * mvn -Dquick test -pl beatweaver-audio -am -Dtest=DecoderFuzzTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dtest.jvm.args="-Xmx512m -Dbeatweaver.cases.seconds=600 -Dbeatweaver.cases.seed=1000000"
 * }</pre>
 */
class DecoderFuzzTest {
  private static final int CASES = 60;
  private static final double MAX_SECONDS = 60;

  /** Codebooks of the largest size and a minute of samples; time for the latter is in the base. */
  private static final Trial.Limits LIMITS = new Trial.Limits(256 << 20, 64, 2_000);

  @TempDir Path folder;

  static Stream<String> songs() {
    return FuzzedSongs.NAMES.stream();
  }

  @ParameterizedTest
  @MethodSource("songs")
  void damagedItIsAClipOrRefused(String name) {
    Path file = folder.resolve("song");
    int[] fates = new int[2];
    try (Trial trial = new Trial(name, LIMITS)) {
      Cases.check(
          CASES,
          random -> {
            byte[] song = FuzzedSongs.of(name, random);
            Files.write(file, song);
            Optional<AudioClip> clip = trial.run(song.length, () -> decoded(file));
            if (clip.isPresent()) {
              requirePlausible(file, clip.get());
            }
            fates[clip.isPresent() ? 0 : 1]++;
          });
    }
    if (fates[0] + fates[1] >= CASES) {
      assertTrue(fates[0] > 0 && fates[1] > 0, fates[0] + " clips, " + fates[1] + " refused");
    }
  }

  private static AudioClip decoded(Path file) throws IOException {
    try {
      return AudioDecoder.decode(file, MAX_SECONDS);
    } catch (InputException e) {
      assertEquals(file.toString(), e.file());
      throw e;
    }
  }

  private static void requirePlausible(Path file, AudioClip clip) throws IOException {
    for (int i = 0; i < clip.length(); i++) {
      assertTrue(Float.isFinite(clip.sample(i)), "sample " + i);
    }
    assertTrue(clip.length() > 0);
    assertTrue(clip.seconds() <= MAX_SECONDS);
    assertEquals(clip.length(), AudioDecoder.probe(file).frames());
  }
}
