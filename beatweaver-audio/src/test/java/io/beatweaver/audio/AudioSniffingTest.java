package io.beatweaver.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioSniffingTest {
  @TempDir Path folder;

  private static String refusal(Path path) {
    InputException e = assertThrows(InputException.class, () -> AudioDecoder.decode(path));
    assertThrows(InputException.class, () -> AudioDecoder.probe(path));
    assertEquals(path.toString(), e.file());
    return e.reason();
  }

  @ParameterizedTest
  @CsvSource({
    "ID3@@@@@@@@@, MP3",
    "ÿû@d, MP3",
    "ÿñ@d, AAC",
    "fLaC@@@, FLAC",
    "@@@@ftypM4A, M4A",
    "FORM@@@@AIFF, AIFF",
    "RIFF@@@@AVI_, RIFF",
    "hello world this is text, text",
    "@@@@@@@@@@@@@, no audio",
    "OggS@@@@@@@@@@@@@@@@@@@@@@A@OpusHead, Opus",
    "OggS@@@@@@@@@@@@@@@@@@@@@@A@nothing_at_all, without Vorbis",
    "OggS@, Ogg",
  })
  void namesWhatAFileSeemsToBe(String head, String named) throws IOException {
    byte[] bytes = head.replace('@', '\0').getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length > 26 && bytes[26] == 'A') {
      bytes[26] = 1;
    }
    String reason = refusal(Files.write(folder.resolve("song.ogg"), bytes));
    assertTrue(reason.contains(named), reason);
  }

  @Test
  void refusesWhatIsNoFile() throws IOException {
    assertTrue(refusal(folder).contains("folder"));
    assertTrue(refusal(folder.resolve("absent.wav")).contains("no such file"));
    assertTrue(refusal(Files.createFile(folder.resolve("empty.wav"))).contains("empty"));
  }

  @Test
  void theGamePlaysWavAndOgg() {
    assertEquals(
        List.of(AudioFormat.WAV, AudioFormat.OGG_VORBIS),
        Arrays.stream(AudioFormat.values()).filter(AudioFormat::playedByGame).toList());
  }

  @Test
  void aClipRefusesWhatIsNoAudio() {
    float[] bad = {0, Float.NaN};
    assertThrows(IllegalArgumentException.class, () -> AudioClip.wrap(bad, 44100));
    assertThrows(IllegalArgumentException.class, () -> AudioClip.wrap(new float[1], 0));
    assertEquals(0.5, AudioClip.wrap(new float[22050], 44100).seconds());
  }
}
