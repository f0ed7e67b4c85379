package io.beatweaver.examples;

import io.beatweaver.level.Difficulty;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.GenerationOptions;
import io.beatweaver.model.PlayRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

  @Option(
      names = "--density",
      paramLabel = "F",
      description =
          "How dense, as a multiple of what is usual for a difficulty, 0.1..4. Default: 1.")
  Double density;

  @Option(
      names = "--rules",
      paramLabel = "LIST",
      description = {
        "What isn't asked of the player: a list of",
        "speed (a hand has time between swings, the more the easier),",
        "crossing (hands keep to their sides),",
        "parity (a hand comes back before it swings the same way again),",
        "vision (no note hides behind another); or none. Default: all."
      })
  String rules = "all";

  Checkpoint open() throws IOException {
    return checkpoint == null ? Checkpoint.starter() : Checkpoint.load(checkpoint);
  }

  GenerationOptions generation() {
    if (freeDensity && density != null) {
      throw new IllegalArgumentException("--density has no meaning beside --free-density");
    }
    GenerationOptions options =
        GenerationOptions.defaults()
            .withSeed(seed)
            .withCandidates(candidates)
            .withSteerDensity(!freeDensity)
            .withDensity(density == null ? 1 : density)
            .withRules(rules(rules));
    return temperature == null ? options : options.withTemperature(temperature);
  }

  /** The rules of a list such as {@code parity,vision}, of {@code all} or of {@code none}. */
  static Set<PlayRule> rules(String text) {
    Set<PlayRule> rules = EnumSet.noneOf(PlayRule.class);
    switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "all" -> rules.addAll(EnumSet.allOf(PlayRule.class));
      case "none" -> {}
      default -> {
        for (String name : text.split(",", -1)) {
          rules.add(rule(name.strip()));
        }
      }
    }
    return rules;
  }

  private static PlayRule rule(String name) {
    for (PlayRule rule : PlayRule.values()) {
      if (rule.name().equalsIgnoreCase(name)) {
        return rule;
      }
    }
    throw new IllegalArgumentException(
        "no rule '" + name + "'; there are speed, crossing, parity, vision, all and none");
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
