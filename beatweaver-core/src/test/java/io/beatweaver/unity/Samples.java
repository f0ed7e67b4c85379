package io.beatweaver.unity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The sample bundles, and beside each what an independent reader of bundles reads in it. */
final class Samples {
  static final String LEVEL = "spikesong";
  static final String PACK = "spike_pack_assets_all_00000000000000000000000000000000.bundle";
  static final List<String> LEVELS =
      List.of("spikesong", "spikesong_lz4_infoatend", "spikesong_lzma", "spikesong_stored");

  /** Frames of the sample level's song, and the hash of its decoded 16-bit samples. */
  static final int SONG_FRAMES = 529_200;

  private Samples() {}

  static byte[] bytes(String name) throws IOException {
    try (InputStream in = Samples.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  static JsonNode expected(String name) throws IOException {
    return new ObjectMapper().readTree(bytes(name + ".expected.json"));
  }

  static Path copy(String name, Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.write(folder.resolve(name), bytes(name));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
