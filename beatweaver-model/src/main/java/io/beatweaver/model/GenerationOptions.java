package io.beatweaver.model;

import io.beatweaver.level.Difficulty;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a {@link MapGenerator} writes. The same options, song and checkpoint give the same beatmaps
 * on one machine, whatever the threads.
 *
 * <pre>{@code
 * GenerationOptions options = GenerationOptions.defaults()
 *     .withDifficulties(List.of(Difficulty.HARD, Difficulty.EXPERT))
 *     .withSeed(7);
 * }</pre>
 *
 * @param difficulties what to write, at least one; kept once each, easiest first
 * @param temperature variety of how the hands cut: 0 always takes the likeliest, 1 draws by the
 *     model's own chances, up to 10
 * @param timingTemperature the same for when notes come
 * @param restTemperature the same for whether a hand plays or rests; at less than 1 what is rarer
 *     becomes rarer still, both hands together among it
 * @param topK draws among this many likeliest tokens, 0 for no limit
 * @param topP draws among the fewest tokens that reach this chance together, above 0, 1 for no
 *     limit
 * @param seed of all chance; another seed is another map
 * @param threads threads that decode, at least 1; one candidate of one difficulty keeps at most one
 *     busy
 * @param candidates beatmaps written of each difficulty, 1..64, of which the one is kept that
 *     {@link io.beatweaver.quality.MapQuality#penalty} charges least; with a shared rhythm the
 *     difficulties' sum counts
 * @param rules what isn't asked of the player
 * @param steerDensity whether a beatmap whose notes a second are more than 15 % off the target, as
 *     the model expects them or as they turn out, is brought near it; any other stays as the model
 *     has it, and silence is never filled. False leaves all density to the model
 * @param density the target as a multiple of the middle of what is usual for the difficulty ({@link
 *     io.beatweaver.quality.HumanBand#middleNps}), 0.1..4
 * @param sharedRhythm whether harder beatmaps play where easier ones of the same call do, and more;
 *     else each is as it would be alone
 */
public record GenerationOptions(
    List<Difficulty> difficulties,
    double temperature,
    double timingTemperature,
    double restTemperature,
    int topK,
    double topP,
    long seed,
    int threads,
    int candidates,
    Set<PlayRule> rules,
    boolean steerDensity,
    double density,
    boolean sharedRhythm) {

  /** Sorts the difficulties and refuses what can't be meant. */
  public GenerationOptions {
    if (difficulties.isEmpty()) {
      throw new IllegalArgumentException("at least one difficulty is needed");
    }
    difficulties = List.copyOf(EnumSet.copyOf(difficulties));
    requireTemperature(temperature, "temperature");
    requireTemperature(timingTemperature, "timingTemperature");
    requireTemperature(restTemperature, "restTemperature");
    if (topK < 0) {
      throw new IllegalArgumentException("topK must be at least 0: " + topK);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("topP must be above 0 and at most 1: " + topP);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1: " + threads);
    }
    if (candidates < 1 || candidates > 64) {
      throw new IllegalArgumentException("candidates must be 1..64: " + candidates);
    }
    rules = rules.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(rules));
    if (!(density >= 0.1 && density <= 4)) {
      throw new IllegalArgumentException("density must be 0.1..4: " + density);
    }
  }

  /**
   * All five difficulties at temperature 0.7, whether a hand plays at 1, every core, one candidate,
   * all rules, steered to the usual density, one rhythm, seed 0.
   *
   * @return the defaults
   */
  public static GenerationOptions defaults() {
    return new GenerationOptions(
        List.of(Difficulty.values()),
        0.7,
        0.7,
        1,
        0,
        1,
        0,
        Runtime.getRuntime().availableProcessors(),
        1,
        EnumSet.allOf(PlayRule.class),
        true,
        1,
        true);
  }

  /**
   * These options with other difficulties.
   *
   * @param newDifficulties what to write, in any order
   * @return the options
   */
  public GenerationOptions withDifficulties(Collection<Difficulty> newDifficulties) {
    return with(draft -> draft.difficulties = List.copyOf(newDifficulties));
  }

  /**
   * These options with another temperature for all that is drawn.
   *
   * @param newTemperature 0..10
   * @return the options
   */
  public GenerationOptions withTemperature(double newTemperature) {
    return withTemperatures(newTemperature, newTemperature, newTemperature);
  }

  /**
   * These options with other temperatures.
   *
   * @param hands for how the hands cut, 0..10
   * @param timing for when notes come, 0..10
   * @param rests for whether a hand plays or rests, 0..10
   * @return the options
   */
  public GenerationOptions withTemperatures(double hands, double timing, double rests) {
    return with(
        draft -> {
          draft.temperature = hands;
          draft.timingTemperature = timing;
          draft.restTemperature = rests;
        });
  }

  /**
   * These options with another limit on the candidates' number.
   *
   * @param newTopK at least 0, 0 for none
   * @return the options
   */
  public GenerationOptions withTopK(int newTopK) {
    return with(draft -> draft.topK = newTopK);
  }

  /**
   * These options with another limit on the candidates' chance.
   *
   * @param newTopP above 0, at most 1
   * @return the options
   */
  public GenerationOptions withTopP(double newTopP) {
    return with(draft -> draft.topP = newTopP);
  }

  /**
   * These options with another seed.
   *
   * @param newSeed any number
   * @return the options
   */
  public GenerationOptions withSeed(long newSeed) {
    return with(draft -> draft.seed = newSeed);
  }

  /**
   * These options with another number of threads.
   *
   * @param newThreads at least 1
   * @return the options
   */
  public GenerationOptions withThreads(int newThreads) {
    return with(draft -> draft.threads = newThreads);
  }

  /**
   * These options with another number of candidates.
   *
   * @param newCandidates 1..64
   * @return the options
   */
  public GenerationOptions withCandidates(int newCandidates) {
    return with(draft -> draft.candidates = newCandidates);
  }

  /**
   * These options with other rules.
   *
   * @param newRules what isn't asked of the player, may be empty
   * @return the options
   */
  public GenerationOptions withRules(Set<PlayRule> newRules) {
    return with(draft -> draft.rules = newRules);
  }

  /**
   * These options with density steered or left to the model.
   *
   * @param newSteerDensity whether it is steered
   * @return the options
   */
  public GenerationOptions withSteerDensity(boolean newSteerDensity) {
    return with(draft -> draft.steerDensity = newSteerDensity);
  }

  /**
   * These options with another target of density.
   *
   * @param newDensity as a multiple of what is usual, 0.1..4
   * @return the options
   */
  public GenerationOptions withDensity(double newDensity) {
    return with(draft -> draft.density = newDensity);
  }

  /**
   * These options with one rhythm for all difficulties or with one for each.
   *
   * @param newSharedRhythm whether harder beatmaps follow easier ones
   * @return the options
   */
  public GenerationOptions withSharedRhythm(boolean newSharedRhythm) {
    return with(draft -> draft.sharedRhythm = newSharedRhythm);
  }

  private static void requireTemperature(double temperature, String name) {
    if (!(temperature >= 0 && temperature <= 10)) {
      throw new IllegalArgumentException(name + " must be 0..10: " + temperature);
    }
  }

  private GenerationOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.build();
  }

  /**
   * The options while one of them changes: each has its name here, where a constructor has places.
   */
  private static final class Draft {
    private List<Difficulty> difficulties;
    private double temperature;
    private double timingTemperature;
    private double restTemperature;
    private int topK;
    private double topP;
    private long seed;
    private int threads;
    private int candidates;
    private Set<PlayRule> rules;
    private boolean steerDensity;
    private double density;
    private boolean sharedRhythm;

    Draft(GenerationOptions from) {
      difficulties = from.difficulties;
      temperature = from.temperature;
      timingTemperature = from.timingTemperature;
      restTemperature = from.restTemperature;
      topK = from.topK;
      topP = from.topP;
      seed = from.seed;
      threads = from.threads;
      candidates = from.candidates;
      rules = from.rules;
      steerDensity = from.steerDensity;
      density = from.density;
      sharedRhythm = from.sharedRhythm;
    }

    GenerationOptions build() {
      return new GenerationOptions(
          difficulties,
          temperature,
          timingTemperature,
          restTemperature,
          topK,
          topP,
          seed,
          threads,
          candidates,
          rules,
          steerDensity,
          density,
          sharedRhythm);
    }
  }
}
