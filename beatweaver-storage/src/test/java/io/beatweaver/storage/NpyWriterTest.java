package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.grid.SongFeatures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against what NumPy 2.4 itself writes. */
class NpyWriterTest {
  @TempDir Path folder;

  @Test
  void writesTheBytesThatNumpyWrites() throws Exception {
    Path file = folder.resolve("a.npy");
    NpyWriter.write(file, new float[] {1.5f, -2.25f, 0, 3e-5f, 65504, -0.0f}, 2, 3);
    try (InputStream golden = getClass().getResourceAsStream("/npy/two-by-three.npy")) {
      assertArrayEquals(golden.readAllBytes(), Files.readAllBytes(file));
    }
  }

  @Test
  void exportsFeaturesAsNumpyWouldSaveThem() throws Exception {
    float[] values = new float[1234 * SongFeatures.COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 7919L % 4001 / 2000f - 1;
    }
    Path file = folder.resolve("features.npy");
    Files.writeString(file, "an older file");
    FeatureCache.exportNpy(SongFeatures.wrap(values), file);
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    assertEquals(
        "dc208e444a3b2848bb96abe60f18a1e0aa395be3aa6d69b643ff9c7bc5ac84d4",
        HexFormat.of().formatHex(sha256));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void writesMatricesWithoutRows() throws Exception {
    Path file = folder.resolve("empty.npy");
    NpyWriter.write(file, new float[0], 0, 81);
    assertEquals(128, Files.size(file));
  }

  @Test
  void refusesAShapeThatDoesNotFit() {
    Path file = folder.resolve("b.npy");
    assertThrows(IllegalArgumentException.class, () -> NpyWriter.write(file, new float[5], 2, 3));
    assertThrows(IllegalArgumentException.class, () -> NpyWriter.write(file, new float[6], -2, -3));
    assertEquals(false, Files.exists(file));
  }

  @Test
  void makesFoldersAndNamesTheFileThatCannotBeWritten() throws Exception {
    Path deep = folder.resolve("a/b/c.npy");
    NpyWriter.write(deep, new float[6], 2, 3);
    assertEquals(152, Files.size(deep));
    Path taken = Files.createDirectories(folder.resolve("taken.npy/in the way")).getParent();
    IOException e =
        assertThrows(IOException.class, () -> NpyWriter.write(taken, new float[6], 2, 3));
    assertTrue(e.getMessage().startsWith(taken + ": can't be written: "), e.getMessage());
  }
}
