package io.beatweaver.unity;

import io.beatweaver.InputException;
import io.beatweaver.internal.Gzip;
import io.beatweaver.unity.internal.ByteReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The setup packets of Vorbis by their CRC-32. Banks leave theirs out and name it by that number,
 * since encoders have only so many. Those here are libvorbis', made by {@code
 * tools/vorbis_setup_headers.py} of this module's sources; a file of the same form adds others.
 * Unchangeable and safe for several threads.
 */
public final class SetupHeaders {
  private static final String RESOURCE = "internal/vorbis-setup-headers.bin.gz";
  private static final int MAX_BYTES = 16 << 20;
  private static final byte[] START = {5, 'v', 'o', 'r', 'b', 'i', 's'};

  private final Map<Integer, byte[]> packets;

  private SetupHeaders(Map<Integer, byte[]> packets) {
    this.packets = packets;
  }

  /** Loaded when first asked for. */
  private static final class BuiltIn {
    static final SetupHeaders TABLE = load();

    private static SetupHeaders load() {
      try (InputStream in = SetupHeaders.class.getResourceAsStream(RESOURCE)) {
        return new SetupHeaders(parse(in.readAllBytes(), RESOURCE));
      } catch (IOException e) {
        throw new UncheckedIOException(RESOURCE + " can't be read", e);
      }
    }
  }

  /**
   * The packets that come with the library.
   *
   * @return 124 packets: 32 to 48 kHz, mono and stereo, all qualities from 0
   */
  public static SetupHeaders builtIn() {
    return BuiltIn.TABLE;
  }

  /**
   * These packets and those of a file.
   *
   * @param file repeated CRC-32, length (both little-endian, 32 bits), packet; gzip or plain
   * @return both together
   * @throws InputException if the file is none such
   * @throws IOException if the disk fails
   */
  public SetupHeaders with(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file, "no such file");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new InputException(file, "more than " + MAX_BYTES + " bytes");
    }
    Map<Integer, byte[]> all = new HashMap<>(packets);
    all.putAll(parse(Files.readAllBytes(file), file.toString()));
    return new SetupHeaders(all);
  }

  /**
   * The checksums of all packets.
   *
   * @return CRC-32 of each, as a bank names it
   */
  public Set<Integer> checksums() {
    return Set.copyOf(packets.keySet());
  }

  /**
   * A packet.
   *
   * @param checksum its CRC-32
   * @return a copy, empty if it isn't known
   */
  public Optional<byte[]> find(int checksum) {
    return Optional.ofNullable(packets.get(checksum)).map(byte[]::clone);
  }

  private static Map<Integer, byte[]> parse(byte[] stored, String file) throws IOException {
    byte[] plain = stored;
    if (Gzip.isGzip(stored)) {
      try {
        plain = Gzip.unpack(stored, MAX_BYTES);
      } catch (InputException e) {
        throw new InputException(file, "", e.reason(), e);
      }
    }
    Map<Integer, byte[]> packets = new HashMap<>();
    ByteReader in = new ByteReader(plain, ByteOrder.LITTLE_ENDIAN, file, "setup headers");
    while (in.remaining() > 0) {
      int crc = in.i32();
      byte[] packet = in.bytes(in.count(1));
      CRC32 actual = new CRC32();
      actual.update(packet);
      if ((int) actual.getValue() != crc) {
        throw in.bad("a packet that isn't the one that its CRC-32 says");
      }
      if (!startsRight(packet)) {
        throw in.bad("no setup packet of Vorbis");
      }
      packets.put(crc, packet);
    }
    return packets;
  }

  private static boolean startsRight(byte[] packet) {
    for (int i = 0; i < START.length; i++) {
      if (packet.length <= i || packet[i] != START[i]) {
        return false;
      }
    }
    return true;
  }
}
