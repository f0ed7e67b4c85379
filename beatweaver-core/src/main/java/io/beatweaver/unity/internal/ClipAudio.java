package io.beatweaver.unity.internal;

import io.beatweaver.InputException;
import io.beatweaver.unity.BundleAudio;
import io.beatweaver.unity.SetupHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Opens the audio of a clip, whatever bank it is in. */
public final class ClipAudio {
  private ClipAudio() {}

  /**
   * Looks what it is.
   *
   * @param data the clip's bytes
   * @param index which sound of a bank
   * @param setups where the setup packets of Vorbis are found
   * @throws InputException if it's of a kind that isn't read
   */
  public static BundleAudio open(Stretch data, int index, SetupHeaders setups) throws IOException {
    String magic =
        new String(data.read(0, (int) Math.min(4, data.size())), StandardCharsets.US_ASCII);
    return switch (magic) {
      case "FSB5" -> bank(Fsb5.read(data, index), setups);
      case "OggS" -> new RawAudio(data, "ogg");
      case "RIFF" -> new RawAudio(data, "wav");
      default -> throw new InputException(data.file(), data.name(), "no audio of a known kind");
    };
  }

  private static BundleAudio bank(Fsb5 bank, SetupHeaders setups) throws InputException {
    return switch (bank.mode()) {
      case Fsb5.PCM16 -> new PcmAudio(bank);
      case Fsb5.VORBIS -> new VorbisAudio(bank, setup(bank, setups));
      default ->
          throw new InputException(
              bank.data().file(),
              bank.data().name(),
              "audio packed as " + Fsb5.modeName(bank.mode()) + "; Vorbis and PCM16 are read");
    };
  }

  private static byte[] setup(Fsb5 bank, SetupHeaders setups) throws InputException {
    return setups
        .find(bank.setupCrc())
        .orElseThrow(
            () ->
                new InputException(
                    bank.data().file(),
                    String.format(
                        "%s, setup header %d of %d Hz and %d channels",
                        bank.data().name(),
                        bank.setupCrc() & 0xffff_ffffL,
                        bank.sampleRate(),
                        bank.channels()),
                    "its Vorbis setup header isn't in the table"));
  }
}
