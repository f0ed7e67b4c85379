package io.beatweaver.model.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.SyntheticSongs;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.model.internal.net.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchMakerTest {
  private static final ModelConfig CONFIG =
      new ModelConfig(ModelConfig.EncoderKind.PLAIN, 1, 1, 8, 2, 8, 4, 4, 1, 1, 1024, 0);
  private final List<TrainingSong> songs = SyntheticSongs.of(5, 11, 1);
  private final List<WindowRef> windows = WindowRef.all(songs, CONFIG).subList(2, 6);
  private final BatchMaker maker = new BatchMaker(songs, CONFIG);

  @Test
  void featuresAreThoseOfTheWindowsBars() throws IOException {
    Batch batch = augmented(0, 0);
    float[] values = values(batch);
    int size = CONFIG.audioRows() * SongFeatures.COLUMNS;
    assertEquals(4 * size, values.length);
    for (int i = 0; i < 4; i++) {
      float[] expected = new float[4 * size];
      WindowRef ref = windows.get(i);
      songs
          .get(ref.song())
          .features()
          .copyRows(ref.bar() * 64, CONFIG.audioRows(), expected, i * size);
      for (int v = i * size; v < (i + 1) * size; v++) {
        assertEquals(expected[v], values[v]);
      }
    }
  }

  @Test
  void mirroringChangesTokensOnly() throws IOException {
    Batch plain = augmented(0, 0);
    Batch mirrored = augmented(1, 0);
    assertArrayEquals(values(plain), values(mirrored));
    assertArrayEquals(plain.onsets(), mirrored.onsets());
    for (int i = 0; i < 4; i++) {
      assertArrayEquals(plain.counted()[i], mirrored.counted()[i]);
      int different = 0;
      for (int t = 0; t < plain.tracks().get(i).length(); t++) {
        different += plain.tracks().get(i).token(t) == mirrored.tracks().get(i).token(t) ? 0 : 1;
      }
      assertTrue(different > 10, "tokens that differ: " + different);
    }
  }

  @Test
  void masksSilenceAndTouchNothingElse() throws IOException {
    float[] plain = values(augmented(0, 0));
    float[] masked = values(augmented(0, 2));
    int silenced = 0;
    for (int i = 0; i < plain.length; i++) {
      if (plain[i] != masked[i]) {
        assertEquals(SongFeatures.SILENCE, masked[i]);
        silenced++;
      }
    }
    assertTrue(silenced > 100, "values silenced: " + silenced);
  }

  @Test
  void anotherSongCanBePutBeside() throws IOException {
    int[] others = windows.stream().mapToInt(ref -> (ref.song() + 1) % songs.size()).toArray();
    int size = CONFIG.audioRows() * SongFeatures.COLUMNS;
    float[] expected = new float[4 * size];
    for (int i = 0; i < 4; i++) {
      int bar = windows.get(i).bar() % 8; // of eleven bars, the last window of four begins at 7
      songs.get(others[i]).features().copyRows(bar * 64, 320, expected, i * size);
    }
    assertArrayEquals(expected, values(maker.plain(windows, others, buffer())));
  }

  @Test
  void aShorterSongPutBesideIsHeardAndNotTheSilenceAfterIt() throws IOException {
    List<TrainingSong> mixed =
        List.of(SyntheticSongs.of(1, 40, 1).get(0), SyntheticSongs.of(1, 5, 2).get(0));
    BatchMaker mixing = new BatchMaker(mixed, CONFIG);
    for (int bar = 0; bar < 36; bar += 3) {
      WindowRef far = new WindowRef(0, 0, bar, 0, 0);
      float[] heard =
          values(mixing.plain(List.of(far), new int[] {1}, Batch.buffer(mixing.featureValues(1))));
      int bands = CONFIG.windowBars() * 64 * SongFeatures.COLUMNS;
      float[] tokens = Arrays.copyOf(heard, bands);
      float[] expected = new float[bands];
      mixed.get(1).features().copyRows(bar % 2 * 64, 4 * 64, expected, 0);
      assertArrayEquals(expected, tokens, "bar " + bar);
    }
  }

  private Batch augmented(double mirrored, int masks) throws IOException {
    return maker.augmented(
        windows,
        buffer(),
        new BatchMaker.Augmentation(mirrored, masks),
        new BeatmapTable(songs, CONFIG),
        1,
        0);
  }

  private ByteBuffer buffer() {
    return Batch.buffer(maker.featureValues(4));
  }

  private static float[] values(Batch batch) {
    float[] values = new float[batch.features().remaining() / Float.BYTES];
    batch.features().asFloatBuffer().get(values);
    return values;
  }
}
