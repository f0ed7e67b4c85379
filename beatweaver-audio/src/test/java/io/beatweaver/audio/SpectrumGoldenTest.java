package io.beatweaver.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.audio.internal.MelBank;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

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
      mono48k_float, 1e-3, 1e-3
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

  /** The figures behind the tolerances above, one line a signal. */
  @Test
  void reportsTheErrorOfEverySignal() throws IOException {
    StringBuilder table =
        new StringBuilder(
            String.format(
                "%n%-16s %9s %9s %9s %9s%n", "signal", "samples", "mel dB", "onset", "rows"));
    for (String name : new TreeSet<>(GoldenSongs.BPM.keySet())) {
      AudioClip clip = GoldenSongs.decode(name);
      double resampling = Double.NaN;
      if (clip.sampleRate() != Resampler.TARGET_RATE) {
        float[] expected = GoldenSongs.npy(name, "y22050").values();
        resampling = largest(expected, Resampler.toTargetRate(clip).toArray());
      }
      Npy mel = GoldenSongs.npy(name, "mel_db");
      double melError = largest(frameMajor(mel), MelSpectrogram.of(clip).toArray());
      float[] onsets = GoldenSongs.npy(name, "onset").values();
      double onsetError = largest(onsets, OnsetEnvelope.of(clip).toArray());
      TempoMap tempo = TempoMap.constant(GoldenSongs.BPM.get(name));
      float[] rows = new FeatureExtractor().extractRaw(clip, tempo);
      double rowError = largest(frameMajor(GoldenSongs.npy(name, "aligned")), rows);
      table.append(
          String.format(
              "%-16s %9.1e %9.1e %9.1e %9.1e%n", name, resampling, melError, onsetError, rowError));
      assertTrue(Math.max(melError, Math.max(onsetError, rowError)) < 1e-3, table.toString());
    }
    LoggerFactory.getLogger(SpectrumGoldenTest.class).info("{}", table);
  }

  private static double largest(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length);
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i] - actual[i]));
    }
    return largest;
  }

  private static float[] frameMajor(Npy values) {
    int bands = values.shape()[0];
    int frames = values.shape()[1];
    float[] out = new float[bands * frames];
    for (int frame = 0; frame < frames; frame++) {
      for (int band = 0; band < bands; band++) {
        out[frame * bands + band] = values.at(band, frame);
      }
    }
    return out;
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
