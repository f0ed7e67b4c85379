package io.beatweaver.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.fuzz.Cases;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import io.beatweaver.tempo.TempoRegion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureExtractorTest {
  private static final int COLUMNS = SongFeatures.COLUMNS;

  private final FeatureExtractor extractor = new FeatureExtractor();

  @Test
  void normalisesDecibelsLinearly() throws IOException {
    AudioClip clip = GoldenSongs.decode("synth140");
    TempoMap tempo = TempoMap.constant(140);
    float[] raw = extractor.extractRaw(clip, tempo);
    SongFeatures features = extractor.extract(clip, tempo);
    assertEquals(225, features.rows());
    float top = -2;
    for (int row = 0; row < features.rows(); row++) {
      for (int band = 0; band < 80; band++) {
        assertEquals(raw[row * COLUMNS + band] / 40 + 1, features.get(row, band), 1e-6f);
        top = Math.max(top, features.get(row, band));
      }
    }
    assertTrue(top > .8f, "the loudest row is near the top: " + top);
  }

  @Test
  void scalesOnsetsToTheFullRange() throws IOException {
    for (String name : List.of("synth140", "click128", "noiseburst")) {
      TempoMap tempo = TempoMap.constant(GoldenSongs.BPM.get(name));
      float[] onsets = extractor.extract(GoldenSongs.decode(name), tempo).onsets();
      float low = 2;
      float high = -2;
      for (float onset : onsets) {
        low = Math.min(low, onset);
        high = Math.max(high, onset);
      }
      assertEquals(-1, low, name);
      assertTrue(high > .5f && high <= 1, name + " " + high);
    }
  }

  /** Loudness is relative to the song: playing it at half the level changes next to nothing. */
  @Test
  void levelDoesNotMatter() throws IOException {
    AudioClip clip = GoldenSongs.decode("synth140");
    float[] half = clip.toArray();
    for (int i = 0; i < half.length; i++) {
      half[i] /= 2;
    }
    TempoMap tempo = TempoMap.constant(140);
    float[] a = extractor.extract(clip, tempo).toArray();
    float[] b = extractor.extract(AudioClip.wrap(half, clip.sampleRate()), tempo).toArray();
    assertArrayEquals(a, b, 1e-4f);
  }

  /** Else a silent file's noise would be as loud as music: loudness is relative to the song. */
  @Test
  void theDitherOfASilentFileIsSilenceAndASoftToneIsNot() {
    float[] samples = new float[4 * 22050];
    Random random = new Random(4);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (random.nextFloat() - random.nextFloat()) / 32768;
    }
    TempoMap tempo = TempoMap.constant(120);
    SongFeatures dither = extractor.extract(AudioClip.wrap(samples.clone(), 22050), tempo);
    for (float value : dither.toArray()) {
      assertEquals(SongFeatures.SILENCE, value);
    }
    for (int i = 22050; i < 3 * 22050; i++) {
      samples[i] += (float) (1e-4 * Math.sin(.1 * i));
    }
    float[] soft = extractor.extract(AudioClip.wrap(samples, 22050), tempo).toArray();
    float loudest = SongFeatures.SILENCE;
    for (float value : soft) {
      loudest = Math.max(loudest, value);
    }
    assertTrue(loudest > .9f, "loudest " + loudest);
  }

  @Test
  void silenceIsSilentThroughout() {
    SongFeatures features =
        extractor.extract(AudioClip.wrap(new float[44100], 22050), TempoMap.constant(120));
    assertEquals(64, features.rows());
    for (float value : features.toArray()) {
      assertEquals(SongFeatures.SILENCE, value);
    }
    assertEquals(
        0, extractor.extract(AudioClip.wrap(new float[0], 44100), TempoMap.constant(120)).rows());
  }

  @Test
  void steadyNoiseStaysLowInTheOnsetColumn() {
    Random random = new Random(9);
    float[] noise = new float[22050 * 6];
    double phase = 0;
    for (int i = 0; i < noise.length; i++) {
      phase += 440 * 2 * Math.PI / 22050;
      noise[i] = (float) (.5 * Math.sin(phase) + 1e-4 * random.nextGaussian());
    }
    float[] onsets =
        extractor.extract(AudioClip.wrap(noise, 22050), TempoMap.constant(120)).onsets();
    double sum = 0;
    for (int i = 32; i < onsets.length; i++) {
      sum += onsets[i];
    }
    assertTrue(sum / (onsets.length - 32) < .9);
  }

  /** The end of frame T-1 decides: its beat times 16, rounded up. */
  @Test
  void rowsFollowTheTempoMap() {
    AudioClip clip = AudioClip.wrap(new float[22050 * 4], 22050);
    double last = (22050 * 4 / 512) * 512 / 22050.0;
    TempoMap constant = TempoMap.constant(97.3);
    assertEquals((int) Math.ceil(last * 97.3 / 60 * 16), extractor.extract(clip, constant).rows());
    TempoMap changing = TempoMap.ofChanges(120, List.of(new TempoChange(2, 60)), .5);
    double beats = 2 + (last - .5 - 1);
    assertEquals((int) Math.ceil(beats * 16), extractor.extract(clip, changing).rows());
    assertEquals(0, extractor.extract(clip, TempoMap.constant(120, 10)).rows());
  }

  /**
   * Row by row by the definition, from the frames of the public classes: the time of each row by
   * walking the tempo changes, and np.interp between frames.
   */
  @Test
  void rowsOfAChangingTempoAreInterpolatedFrames() throws IOException {
    AudioClip clip = GoldenSongs.decode("synth140");
    MelSpectrogram mel = MelSpectrogram.of(clip);
    OnsetEnvelope onsets = OnsetEnvelope.of(clip);
    double[][] changes = {{0, 140}, {1.3, 77.7}, {2.5, 311}, {7, 140}, {7.03, 90}, {9.5, 200}};
    for (double offset : new double[] {0, .123, -.77}) {
      List<TempoChange> list = new ArrayList<>();
      for (double[] change : changes) {
        list.add(new TempoChange(change[0], change[1]));
      }
      TempoMap tempo = TempoMap.ofChanges(60, list, offset);
      float[] raw = extractor.extractRaw(clip, tempo);
      int rows = raw.length / COLUMNS;
      assertTrue(rows > 100, rows + " rows");
      for (int row = 0; row < rows; row++) {
        double seconds = walk(row / 16.0, changes, offset);
        double frame = seconds * 22050 / 512;
        for (int column = 0; column < COLUMNS; column++) {
          double expected = column == 80 ? 0 : -80;
          if (seconds >= 0) {
            int low = (int) Math.min(Math.floor(frame), mel.frames() - 1);
            int high = Math.min(low + 1, mel.frames() - 1);
            double part = Math.min(frame, mel.frames() - 1) - low;
            double a = column == 80 ? onsets.get(low) : mel.get(low, column);
            double b = column == 80 ? onsets.get(high) : mel.get(high, column);
            expected = a * (1 - part) + b * part;
          }
          assertEquals(expected, raw[row * COLUMNS + column], 1e-4, row + ", " + column);
        }
      }
      double last = (mel.frames() - 1) * 512 / 22050.0;
      assertTrue(walk((rows - 1) / 16.0, changes, offset) < last, "the last row is in the song");
      assertTrue(walk(rows / 16.0, changes, offset) >= last - 1e-9, "the next one is not");
    }
  }

  /** Seconds of a beat, summed up change by change. */
  private static double walk(double beat, double[][] changes, double offset) {
    double seconds = offset;
    for (int i = 0; i < changes.length; i++) {
      double end = i + 1 < changes.length ? changes[i + 1][0] : Double.MAX_VALUE;
      double here = Math.min(beat, end) - changes[i][0];
      if (here <= 0) {
        break;
      }
      seconds += here * 60 / changes[i][1];
    }
    return seconds;
  }

  /**
   * Of a song whose frames hold their own numbers every row tells the time that it was taken at: it
   * is the tempo map's, in gaps between regions too.
   */
  @Test
  void everyRowIsWhatSoundsAtItsBeat() {
    int frames = 2000;
    float[] mel = new float[frames * 80];
    float[] onsets = new float[frames];
    for (int frame = 0; frame < frames; frame++) {
      Arrays.fill(mel, frame * 80, (frame + 1) * 80, frame);
      onsets[frame] = frame;
    }
    SongAnalysis song =
        new SongAnalysis(mel, onsets, onsets, true, frames * 512 / 22050.0, List.of());
    TempoMap late =
        TempoMap.ofRegions(
            List.of(new TempoRegion(0, 10, 0, 20), new TempoRegion(10, 20, 30, 50)), 120, 0);
    assertRowsSoundAtTheirBeats(song, late);
    long checked =
        Cases.check(40, random -> assertRowsSoundAtTheirBeats(song, mapWithGaps(random)));
    assertTrue(checked > 0);
  }

  /** Regions with gaps in beats, in seconds, in both or in none. */
  private static TempoMap mapWithGaps(Random random) {
    List<TempoRegion> regions = new ArrayList<>();
    double seconds = random.nextDouble();
    double beat = 8 * random.nextDouble() - 2;
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      double length = .2 + 5 * random.nextDouble();
      double beats = length * (.5 + 4 * random.nextDouble());
      regions.add(new TempoRegion(seconds, seconds + length, beat, beat + beats));
      seconds += length + (random.nextBoolean() ? 3 * random.nextDouble() : 0);
      beat += beats + (random.nextBoolean() ? 6 * random.nextDouble() : 0);
    }
    return TempoMap.ofRegions(regions, 60 + 200 * random.nextDouble(), 4 * random.nextDouble() - 2);
  }

  private void assertRowsSoundAtTheirBeats(SongAnalysis song, TempoMap tempo) {
    float[] raw = extractor.extractRaw(song, tempo);
    assertTrue(raw.length > 100 * COLUMNS, raw.length + " values");
    for (int row = 0; row * COLUMNS < raw.length; row++) {
      double seconds = tempo.secondsAt(row / 16.0);
      double frame = Math.min(song.frames() - 1, seconds * 22050 / 512);
      int at = row * COLUMNS;
      assertEquals(seconds < 0 ? -80 : frame, raw[at + row % 80], 1e-3, "row " + row);
      assertEquals(seconds < 0 ? 0 : frame, raw[at + 80], 1e-3, "row " + row);
    }
  }

  /**
   * What sounds after the audio's end is silence in the features, whatever the last frame holds.
   */
  @Test
  void rowsAfterTheAudioAreSilence() {
    float[] loud = new float[22050 + 400];
    Random random = new Random(4);
    for (int i = 0; i < loud.length; i++) {
      loud[i] = random.nextFloat() - .5f;
    }
    AudioClip clip = AudioClip.wrap(loud, 22050);
    TempoMap tempo = TempoMap.constant(6000);
    SongFeatures features = extractor.extract(clip, tempo);
    for (int row = 0; row < features.rows(); row++) {
      boolean inside = tempo.secondsAt(row / 16.0) <= clip.seconds();
      assertEquals(inside, features.get(row, 40) > -1, "row " + row);
    }
    assertEquals(
        features, extractor.extract(extractor.analyse(clip), tempo), "of an analysis the same");
  }

  @Test
  void fillsAnArrayOfTheCallers() throws IOException {
    SongAnalysis song = extractor.analyse(GoldenSongs.decode("noiseburst"));
    TempoMap tempo = TempoMap.constant(120, -.4);
    float[] expected = extractor.extractRaw(song, tempo);
    float[] target = new float[expected.length + 5];
    Arrays.fill(target, 7);
    assertEquals(expected.length / COLUMNS, extractor.extractRaw(song, tempo, target));
    assertArrayEquals(expected, Arrays.copyOf(target, expected.length));
    assertEquals(7, target[expected.length]);
    assertThrows(
        IllegalArgumentException.class,
        () -> extractor.extractRaw(song, tempo, new float[expected.length - 1]));
  }

  @Test
  void helpersOfTheCallersExecutorChangeNothing() throws IOException {
    AudioClip clip = GoldenSongs.decode("sweep44k");
    TempoMap tempo = TempoMap.constant(123);
    AtomicInteger tasks = new AtomicInteger();
    FeatureExtractor helped =
        new FeatureExtractor(
            3,
            task -> {
              tasks.incrementAndGet();
              new Thread(task).start();
            });
    assertEquals(extractor.extract(clip, tempo), helped.extract(clip, tempo));
    assertTrue(tasks.get() > 0);
  }

  /** A map with an offset reads the same rows as one without, moved by whole beats. */
  @Test
  void anOffsetMovesTheRows() throws IOException {
    AudioClip clip = GoldenSongs.decode("click128");
    SongFeatures plain = extractor.extract(clip, TempoMap.constant(120));
    SongFeatures moved = extractor.extract(clip, TempoMap.constant(120, 1));
    assertEquals(plain.rows() - 32, moved.rows());
    for (int row = 0; row < moved.rows(); row++) {
      assertEquals(plain.get(row + 32, 40), moved.get(row, 40), 1e-5f);
    }
  }

  @Test
  void rowsBeforeTheAudioAreSilence() throws IOException {
    AudioClip clip = GoldenSongs.decode("noiseburst");
    SongFeatures features = extractor.extract(clip, TempoMap.constant(120, -1));
    float[] raw = extractor.extractRaw(clip, TempoMap.constant(120, -1));
    SongFeatures plain = extractor.extract(clip, TempoMap.constant(120));
    for (int row = 0; row < 32; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        assertEquals(SongFeatures.SILENCE, features.get(row, column));
        assertEquals(column == 80 ? 0 : -80, raw[row * COLUMNS + column]);
      }
    }
    assertEquals(plain.get(0, 20), features.get(32, 20), 1e-5f);
  }

  @Test
  void refusesATempoThatMakesTooManyRows() {
    AudioClip clip = AudioClip.wrap(new float[22050 * 10], 22050);
    assertThrows(
        IllegalArgumentException.class, () -> extractor.extract(clip, TempoMap.constant(1e6)));
  }

  @Test
  void workersChangeNothing() throws IOException {
    AudioClip clip = GoldenSongs.decode("sweep44k");
    TempoMap tempo = TempoMap.constant(123);
    assertEquals(extractor.extract(clip, tempo), new FeatureExtractor(4).extract(clip, tempo));
    assertThrows(IllegalArgumentException.class, () -> new FeatureExtractor(0));
  }

  @Test
  void theFingerprintIsStable() {
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertEquals(
          "mel-onset-v1;sr=22050;fft=2048;hop=512;bands=80;range=80;onset=128/0.01/2.0;grid=16",
          new FeatureExtractor(3).fingerprint());
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void hashesTheFilesBytes(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a"), "abc".getBytes(StandardCharsets.US_ASCII));
    // The example of FIPS 180-2, B.1.
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        FeatureExtractor.audioHash(file));
    assertThrows(InputException.class, () -> FeatureExtractor.audioHash(folder.resolve("absent")));
  }
}
