package io.beatweaver.storage.internal;

import io.beatweaver.tempo.TempoMap;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Cache keys: a hash over a byte encoding in which equal inputs, and only they, are equal. */
public final class FeatureKey {
  private static final String DOMAIN = "beatweaver features 1";

  private FeatureKey() {}

  /**
   * The key of a song's features.
   *
   * @param audioHash the audio's hash, hex in any case
   * @param tempo beats to seconds
   * @param settings fingerprint of the settings
   * @return 64 lower-case hex digits
   */
  public static String of(String audioHash, TempoMap tempo, String settings) {
    MessageDigest sha256 = sha256();
    text(sha256, DOMAIN);
    text(sha256, audioHash.toLowerCase(Locale.ROOT));
    double[] anchors = tempo.toArray();
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(anchors.length).flip());
    for (double anchor : anchors) {
      // Adding 0.0 makes -0.0, which is the same place, 0.0.
      long bits = Double.doubleToLongBits(anchor + 0.0);
      sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(bits).flip());
    }
    text(sha256, settings);
    return HexFormat.of().formatHex(sha256.digest());
  }

  /** A text behind its length, so that no two sequences of texts look alike. */
  private static void text(MessageDigest digest, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).flip());
    digest.update(utf8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
