package io.beatweaver.model;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.grid.BeatGrid;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Note;
import io.beatweaver.model.internal.decode.DecoderWeights;
import io.beatweaver.model.internal.decode.EngineEncoder;
import io.beatweaver.model.internal.decode.GenerationRun;
import io.beatweaver.model.internal.decode.Judge;
import io.beatweaver.model.internal.decode.KeptPart;
import io.beatweaver.model.internal.decode.WindowEncoder;
import io.beatweaver.model.internal.net.EncoderRunner;
import io.beatweaver.tempo.TempoMap;
import io.beatweaver.token.Tokenizer;
import io.beatweaver.token.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
  /** Where a stream's bars begin: behind START and the difficulty. */
  private static final int FIRST_BAR = 2;

  /** Ways to play that what is written here doesn't fit. */
  private static final Set<String> NOT_FOR_TWO_SABERS = Set.of("OneSaber", "NoArrows", "Lightshow");

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
    this(DecoderWeights.of(checkpoint), checkpoint.featureFingerprint(), encoder);
  }

  private MapGenerator(DecoderWeights weights, String trainedOn, WindowEncoder encoder) {
    this.weights = weights;
    this.trainedOn = trainedOn;
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
    // First what needs no closing, should memory be short.
    DecoderWeights weights = DecoderWeights.of(checkpoint);
    return new MapGenerator(
        weights,
        checkpoint.featureFingerprint(),
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
    if (features.rows() == 0) {
      return options.difficulties().stream()
          .map(difficulty -> Beatmap.of(difficulty, tempo, List.of()))
          .toList();
    }
    KeptPart nothing = KeptPart.nothing(features.rows());
    List<int[]> tokens =
        new GenerationRun(weights, encoder, features, tempo, nothing, options, progress).tokens();
    int candidates = options.candidates();
    List<List<Beatmap>> tries = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i += candidates) {
      Difficulty difficulty = options.difficulties().get(i / candidates);
      tries.add(
          tokens.subList(i, i + candidates).stream()
              .map(stream -> Beatmap.of(difficulty, tempo, Tokenizer.decode(stream)))
              .toList());
    }
    if (candidates == 1) {
      return tries.stream().map(own -> own.get(0)).toList();
    }
    Judge judge = new Judge(features, tempo);
    if (options.sharedRhythm()) {
      int together = judge.bestTogether(tries);
      return tries.stream().map(own -> own.get(together)).toList();
    }
    return tries.stream().map(own -> own.get(judge.best(own))).toList();
  }

  /**
   * Writes a stretch of a beatmap anew and keeps the rest. What lies before the stretch is given to
   * the model as it is, and the options' rules look at the kept notes on both sides. Off the grid
   * kept notes count as at the nearest 1/16 beat, where nothing new comes.
   *
   * @param existing a beatmap on the features' grid; notes behind the song's end are kept too
   * @param fromBeat where the stretch begins, 0 or more
   * @param toBeat the first beat after it; positive infinity is the song's end
   * @param features the whole song on the beat grid
   * @param tempo the grid's tempo, the beatmap's own
   * @param options how to write; the difficulty is the beatmap's. Of several candidates the one
   *     that makes the best whole is taken
   * @param progress as in {@link #generate}, of the stretch's bars
   * @return the beatmap with new notes in the stretch. Everything outside is kept as the same
   *     objects, lights and NJS changes everywhere; bombs in the stretch, and walls, arcs and
   *     chains that reach into it or over it, are gone
   * @throws IllegalArgumentException if the stretch is none, the tempo isn't the beatmap's there,
   *     or the beatmap isn't for two sabers and arrows
   * @throws CancellationException if the progress threw it or this thread was interrupted
   * @throws IllegalStateException if the model gives numbers that are none, as damaged weights do
   */
  public Beatmap regenerate(
      Beatmap existing,
      double fromBeat,
      double toBeat,
      SongFeatures features,
      TempoMap tempo,
      GenerationOptions options,
      Progress progress) {
    if (NOT_FOR_TWO_SABERS.contains(existing.characteristic().name())) {
      throw new IllegalArgumentException(
          "notes for two sabers have no place in " + existing.characteristic().name());
    }
    MapStretch stretch = new MapStretch(existing, fromBeat, toBeat);
    if (fromBeat * BeatGrid.STEPS_PER_BEAT > features.rows() - 1) {
      return stretch.with(List.of());
    }
    stretch.requireTempo(tempo, features.rows());
    KeptPart kept = stretch.kept(features.rows());
    GenerationOptions own = options.withDifficulties(List.of(existing.difficulty()));
    List<Beatmap> candidates =
        new GenerationRun(weights, encoder, features, tempo, kept, own, progress)
            .tokens().stream().map(stream -> stretch.with(newNotes(stream, kept))).toList();
    return candidates.size() == 1
        ? candidates.get(0)
        : candidates.get(new Judge(features, tempo).best(candidates));
  }

  private static List<Note> newNotes(int[] tokens, KeptPart kept) {
    List<Note> notes = new ArrayList<>();
    int last = tokens.length - 1;
    int end = tokens[last] == Vocabulary.END ? last : tokens.length;
    Tokenizer.decodeBars(tokens, FIRST_BAR, end, 0, notes);
    notes.removeIf(note -> !kept.isFree(BeatGrid.nearestStep(note.beat())));
    return notes;
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
