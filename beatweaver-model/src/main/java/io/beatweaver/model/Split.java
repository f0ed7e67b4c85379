package io.beatweaver.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which part of a corpus a song belongs to. The song's audio alone decides, so that songs added
 * later move nothing and two mappers' maps of one file never lie on both sides. Two encodings of
 * one recording are two songs, and may.
 */
public enum Split {
  /** Eight songs in ten: learned from. */
  TRAIN,
  /** One in ten: watched while learning. */
  VALIDATION,
  /** One in ten: looked at once, at the end. */
  TEST;

  private static final int PARTS = 10;

  /**
   * The part of a song.
   *
   * @param audio identity of its audio, such as the hash of the audio file's bytes
   * @return the part, the same for ever
   */
  public static Split of(String audio) {
    byte[] digest;
    try {
      digest = MessageDigest.getInstance("SHA-256").digest(audio.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    long part = Long.remainderUnsigned(ByteBuffer.wrap(digest).getLong(), PARTS);
    return part < PARTS - 2 ? TRAIN : part == PARTS - 2 ? VALIDATION : TEST;
  }
}
