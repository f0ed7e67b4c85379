package io.beatweaver.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.audio.internal.MelBank;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against librosa; see the README of the test resources. */
class SpectrumGoldenTest {
  private static final String SONGS =
      """
      click128, 1e-4, 1e-3
      sweep, 1e-4, 1e-3
      synth140, 1e-4, 1e-3
      noiseburst, 1e-4, 1e-3
      silence, 0, 0
      short100, 1e-4, 1e-3
      short600, 1e-4, 1e-3
      stereo44k_24bit, 1e-3, 1e-3
      sweep44k, 1e-3, 1e-3
      mono48k_float, 1e-2, 1e-3
      """;

  @ParameterizedTest
  @CsvSource(textBlock = SONGS)
  void melEqualsLibrosa(String name, float melTolerance) throws IOException {
    Npy expected = GoldenSongs.npy(name, "mel_db");
    MelSpectrogram mel = MelSpectrogram.of(GoldenSongs.decode(name));
    assertEquals(expected.shape()[1], mel.frames());
    for (int frame = 0; frame < mel.frames(); frame++) {
      for (int band = 0; band < 80; band++) {
        assertEquals(
            expected.at(band, frame),
            mel.get(frame, band),
            melTolerance,
            "frame " + frame + " band " + band);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = SONGS)
  void onsetsEqualLibrosa(String name, float melTolerance, float onsetTolerance)
      throws IOException {
    Npy expected = GoldenSongs.npy(name, "onset");
    OnsetEnvelope onsets = OnsetEnvelope.of(GoldenSongs.decode(name));
    assertArrayEquals(expected.values(), onsets.toArray(), onsetTolerance);
  }

  @ParameterizedTest
  @CsvSource(textBlock = SONGS)
  void alignedFeaturesEqualTheReference(String name, float melTolerance, float onsetTolerance)
      throws IOException {
    Npy expected = GoldenSongs.npy(name, "aligned");
    TempoMap tempo = TempoMap.constant(GoldenSongs.BPM.get(name));
    float[] raw = new FeatureExtractor().extractRaw(GoldenSongs.decode(name), tempo);
    int rows = expected.shape()[1];
    assertEquals(rows * 81, raw.length);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < 81; column++) {
        float tolerance = column == 80 ? onsetTolerance : Math.max(melTolerance, 1e-3f);
        assertEquals(
            expected.at(column, row),
            raw[row * 81 + column],
            tolerance,
            "row " + row + " column " + column);
      }
    }
  }

  @Test
  void filtersEqualLibrosa() throws IOException {
    for (int bands : new int[] {80, 128}) {
      Npy expected = Npy.read("golden/" + (bands == 80 ? "melfb80" : "onset_melfb128") + ".npy");
      MelBank bank = new MelBank(22050, 2048, bands);
      for (int band = 0; band < bands; band++) {
        for (int bin = 0; bin <= 1024; bin++) {
          assertEquals(expected.at(band, bin), bank.weight(band, bin), 1e-8, band + ", " + bin);
        }
      }
    }
  }

  @Test
  void workersChangeNothing() throws IOException {
    AudioClip clip = GoldenSongs.decode("synth140");
    float[] one = MelSpectrogram.of(clip, MelSettings.DEFAULT, 1).toArray();
    assertTrue(one.length > 0);
    for (int workers : new int[] {2, 3, 7, 64}) {
      assertArrayEquals(one, MelSpectrogram.of(clip, MelSettings.DEFAULT, workers).toArray());
    }
  }
}
