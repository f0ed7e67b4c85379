package io.beatweaver.examples;

import io.beatweaver.level.Difficulty;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.GenerationOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of every program that generates. */
final class GeneratorOptions {
  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description = "A trained model; default: the starter that comes along.")
  Path checkpoint;

  @Option(names = "--seed", paramLabel = "N", description = "Same seed, same map. Default: 0.")
  long seed;

  @Option(
      names = "--candidates",
      paramLabel = "K",
      description = "Generate K of each and keep the most playable. Default: 1.")
  int candidates = 1;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "How freely notes are chosen; 0 is greedy.")
  Double temperature;

  @Option(
      names = "--free-density",
      description = "Leave density to the model; default: kept to what is usual for a difficulty.")
  boolean freeDensity;

  Checkpoint open() throws IOException {
    return checkpoint == null ? Checkpoint.starter() : Checkpoint.load(checkpoint);
  }

  GenerationOptions generation() {
    GenerationOptions options =
        GenerationOptions.defaults()
            .withSeed(seed)
            .withCandidates(candidates)
            .withSteerDensity(!freeDensity);
    return temperature == null ? options : options.withTemperature(temperature);
  }

  /** The difficulties of a list such as {@code Easy,Expert+} or of {@code all}. */
  static List<Difficulty> difficulties(String text) {
    if (text.strip().equalsIgnoreCase("all")) {
      return Arrays.asList(Difficulty.values());
    }
    List<Difficulty> difficulties = new ArrayList<>();
    for (String name : text.split(",")) {
      difficulties.add(
          Difficulty.parse(name)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "no difficulty '"
                              + name
                              + "'; there are Easy, Normal, Hard, Expert, ExpertPlus and all")));
    }
    return difficulties;
  }
}
