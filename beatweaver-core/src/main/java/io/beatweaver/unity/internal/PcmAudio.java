package io.beatweaver.unity.internal;

import io.beatweaver.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Plain 16-bit samples, which a WAV header makes a file. */
final class PcmAudio extends BankAudio {
  private static final int HEADER_BYTES = 44;
  private static final int SAMPLE_BYTES = 2;

  private final long bytes;

  PcmAudio(Fsb5 bank) throws InputException {
    super(bank);
    this.bytes = bank.frames() * bank.channels() * SAMPLE_BYTES;
    if (bytes > bank.data().size()) {
      throw new InputException(
          bank.data().file(), bank.data().name(), "fewer samples than it says");
    }
  }

  @Override
  public String extension() {
    return "wav";
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    int frameBytes = bank.channels() * SAMPLE_BYTES;
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(StandardCharsets.US_ASCII));
    header.putInt((int) (HEADER_BYTES - 8 + bytes));
    header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
    header.putInt(16).putShort((short) 1).putShort((short) bank.channels());
    header.putInt(bank.sampleRate()).putInt(bank.sampleRate() * frameBytes);
    header.putShort((short) frameBytes).putShort((short) (8 * SAMPLE_BYTES));
    header.put("data".getBytes(StandardCharsets.US_ASCII));
    header.putInt((int) bytes);
    out.write(header.array());
    RawAudio.copy(bank.data(), bytes, out);
  }
}
