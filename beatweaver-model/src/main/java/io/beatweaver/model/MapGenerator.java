package io.beatweaver.model;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.grid.BeatGrid;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.model.internal.decode.DecoderWeights;
import io.beatweaver.model.internal.decode.EngineEncoder;
import io.beatweaver.model.internal.decode.GenerationRun;
import io.beatweaver.model.internal.decode.Playability;
import io.beatweaver.model.internal.decode.WindowEncoder;
import io.beatweaver.model.internal.net.EncoderRunner;
import io.beatweaver.tempo.TempoMap;
import io.beatweaver.token.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Writes beatmaps for songs.
 *
 * <pre>{@code
 * try (MapGenerator generator = MapGenerator.open(Checkpoint.starter())) {
 *   List<Beatmap> beatmaps =
 *       generator.generate(features, tempo, GenerationOptions.defaults(), Progress.NONE);
 * }
 * }</pre>
 *
 * <p>One generator serves any number of songs, from several threads too; it holds the model in
 * memory until it is closed. What it writes always satisfies the grammar: rising positions, no two
 * hands in one cell, nothing after the song's end.
 */
public final class MapGenerator implements AutoCloseable {
  private final DecoderWeights weights;
  private final WindowEncoder encoder;
  private final String trainedOn;

  /**
   * A generator with an encoder of one's own.
   *
   * @param checkpoint the model
   * @param encoder closed with the generator
   */
  MapGenerator(Checkpoint checkpoint, WindowEncoder encoder) {
    weights = DecoderWeights.of(checkpoint);
    trainedOn = checkpoint.featureFingerprint();
    this.encoder = encoder;
  }

  /**
   * Opens a model. Its encoder runs in PyTorch, which the application has on its class path.
   *
   * @param checkpoint the model
   * @return a generator, to be closed by the caller
   * @throws IllegalStateException if the class path holds no PyTorch for this platform
   */
  public static MapGenerator open(Checkpoint checkpoint) {
    return new MapGenerator(
        checkpoint,
        new EngineEncoder(EncoderRunner.open(checkpoint.weights(), checkpoint.config())));
  }

  /**
   * Generates one beatmap a difficulty.
   *
   * @param features the song on the beat grid
   * @param tempo the grid's tempo, the one that the features were made with
   * @param options what to write and how
   * @param progress told of every window that is heard beforehand ("listening", only if density is
   *     steered) and of every bar ("generating"); may throw {@link CancellationException}
   * @return the beatmaps, easiest first; without notes if the song has no rows
   * @throws CancellationException if the progress threw it or this thread was interrupted
   * @throws IllegalStateException if the model gives numbers that are none, as damaged weights do
   */
  public List<Beatmap> generate(
      SongFeatures features, TempoMap tempo, GenerationOptions options, Progress progress) {
    List<Beatmap> beatmaps = new ArrayList<>();
    if (features.rows() == 0) {
      for (Difficulty difficulty : options.difficulties()) {
        beatmaps.add(Beatmap.of(difficulty, tempo, List.of()));
      }
      return beatmaps;
    }
    List<int[]> tokens =
        new GenerationRun(weights, encoder, features, seconds(features, tempo), options, progress)
            .tokens();
    for (int i = 0; i < tokens.size(); i += options.candidates()) {
      Difficulty difficulty = options.difficulties().get(i / options.candidates());
      List<Beatmap> candidates =
          tokens.subList(i, i + options.candidates()).stream()
              .map(stream -> Beatmap.of(difficulty, tempo, Tokenizer.decode(stream)))
              .toList();
      beatmaps.add(candidates.get(Playability.best(candidates)));
    }
    return beatmaps;
  }

  /** From the song's first row that isn't before its audio to its last. */
  private static double seconds(SongFeatures features, TempoMap tempo) {
    return tempo.secondsAt(BeatGrid.beatOf(features.rows())) - Math.max(0, tempo.secondsAt(0));
  }

  /**
   * Refuses features that the model wasn't trained on; worth a call before {@link #generate} where
   * they don't come from this library's current extractor.
   *
   * @param fingerprint of the features' settings
   * @throws InputException if the checkpoint names another one
   */
  public void requireFeatures(String fingerprint) throws InputException {
    Checkpoint.requireFeatures(trainedOn, fingerprint);
  }

  /** Frees the model. No generation may be under way. */
  @Override
  public void close() {
    encoder.close();
  }
}
