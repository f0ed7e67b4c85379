package io.beatweaver.beatsaver;

import java.util.List;
import java.util.Map;

/**
 * One page of results.
 *
 * @param maps the levels on it that can be used, best rated first
 * @param listed how many the server listed; 0 on a page past the end
 * @param skipped how many of them can't be used, by reason
 * @param bestScore the highest score among the levels, 1 where there are none
 */
public record SearchPage(
    List<CommunityMap> maps, int listed, Map<String, Integer> skipped, double bestScore) {
  /** Copies the collections. */
  public SearchPage {
    maps = List.copyOf(maps);
    skipped = Map.copyOf(skipped);
  }
}
