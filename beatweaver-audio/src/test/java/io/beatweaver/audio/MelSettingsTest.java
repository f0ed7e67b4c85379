package io.beatweaver.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MelSettingsTest {
  @Test
  void refusesWhatMakesNoFrames() {
    assertThrows(IllegalArgumentException.class, () -> new MelSettings(10, 2048, 512, 80));
    assertThrows(IllegalArgumentException.class, () -> new MelSettings(22050, 2047, 512, 80));
    assertThrows(IllegalArgumentException.class, () -> new MelSettings(22050, 32, 16, 8));
    assertThrows(IllegalArgumentException.class, () -> new MelSettings(22050, 2048, 0, 80));
    assertThrows(IllegalArgumentException.class, () -> new MelSettings(22050, 2048, 4096, 80));
    assertThrows(IllegalArgumentException.class, () -> new MelSettings(22050, 2048, 512, 1025));
  }

  @Test
  void countsFramesAndTheirTimes() {
    assertEquals(1, MelSettings.DEFAULT.frames(511));
    assertEquals(2, MelSettings.DEFAULT.frames(512));
    assertEquals(512 / 22050.0, MelSettings.DEFAULT.secondsOf(1));
  }

  @Test
  void otherSettingsGiveOtherShapesAndNeedTheirRate() {
    AudioClip clip = AudioClip.wrap(new float[44100], 44100);
    MelSettings settings = new MelSettings(44100, 1024, 256, 40);
    MelSpectrogram mel = MelSpectrogram.of(clip, settings, 1);
    assertEquals(173, mel.frames());
    assertEquals(173 * 40, mel.toArray().length);
    AudioClip other = AudioClip.wrap(new float[100], 48000);
    assertThrows(IllegalArgumentException.class, () -> MelSpectrogram.of(other, settings, 1));
  }
}
