package io.beatweaver.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SongAnalyserTest {
  /** Long enough for several chunks, and no round number of anything. */
  private static AudioClip song(int rate) {
    float[] samples = new float[rate * 31 + 77];
    Random random = new Random(rate);
    for (int i = 0; i < samples.length; i++) {
      double beat = Math.exp(-(i % (rate / 2)) * 20.0 / rate);
      samples[i] = (float) (beat * random.nextGaussian() * .2);
    }
    return AudioClip.wrap(samples, rate);
  }

  private static void assertSame(SongAnalysis expected, SongAnalysis actual) {
    assertEquals(expected.frames(), actual.frames());
    assertEquals(expected.seconds(), actual.seconds());
    assertArrayEquals(expected.mel(), actual.mel());
    assertArrayEquals(expected.onsets(), actual.onsets());
    assertArrayEquals(expected.onsetBands(), actual.onsetBands());
  }

  @ParameterizedTest
  @ValueSource(ints = {22050, 44100, 48000})
  void piecesAndWorkersChangeNothing(int rate) {
    AudioClip clip = song(rate);
    SongAnalysis whole = SongAnalysis.of(clip);
    float[] samples = clip.toArray();
    for (int piece : new int[] {1000, 65_537}) {
      SongAnalyser analyser = new SongAnalyser(rate, 2, task -> new Thread(task).start());
      float[] block = new float[piece + 3];
      for (int at = 0; at < samples.length; at += piece) {
        int count = Math.min(piece, samples.length - at);
        System.arraycopy(samples, at, block, 3, count);
        analyser.accept(block, 3, count);
        Arrays.fill(block, 9);
      }
      assertSame(whole, analyser.finish());
    }
  }

  /** The whole clip at once, by the classes that know nothing of pieces. */
  @Test
  void holdsWhatMelAndOnsetsAreAlone() {
    AudioClip clip = song(44_100);
    SongAnalysis song = SongAnalysis.of(clip);
    assertArrayEquals(MelSpectrogram.of(clip).toArray(), song.mel());
    assertArrayEquals(OnsetEnvelope.of(clip).toArray(), song.onsets());
    assertEquals(song.frames() * OnsetEnvelope.BANDS, song.onsetBands().length);
    assertEquals(clip.seconds(), song.seconds());
    assertTrue(song.isSounding());
  }

  @Test
  void aFileIsAnalysedWithoutKeepingItsSamples() throws IOException {
    for (String name : GoldenSongs.BPM.keySet()) {
      SongAnalysis streamed =
          new FeatureExtractor().analyse(GoldenSongs.resource("golden/" + name + ".wav"));
      assertSame(SongAnalysis.of(GoldenSongs.decode(name)), streamed);
    }
  }

  @Test
  void nothingIsOneSilentFrame() {
    SongAnalysis song = new SongAnalyser(44_100).finish();
    assertEquals(1, song.frames());
    assertEquals(0, song.seconds());
    assertFalse(song.isSounding());
  }

  @Test
  void aFinishedSongTakesNoMore() throws IOException {
    SongAnalyser analyser = new SongAnalyser(22_050);
    analyser.finish();
    assertThrows(IllegalStateException.class, analyser::finish);
    assertThrows(IllegalStateException.class, () -> analyser.accept(new float[1], 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new SongAnalyser(10));
    assertThrows(IllegalArgumentException.class, () -> new SongAnalyser(44_100, 0, Runnable::run));
  }
}
