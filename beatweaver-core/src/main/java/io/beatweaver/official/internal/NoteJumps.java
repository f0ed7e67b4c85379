package io.beatweaver.official.internal;

import io.beatweaver.level.Difficulty;
import io.beatweaver.official.internal.PackLevel.PreviewMap;
import io.beatweaver.official.internal.PackLevel.PreviewSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which of a pack's note jumps belongs to which beatmap. The pack names characteristics by pointers
 * into a bundle that isn't at hand, the level by name, and one difficulty's speed may differ
 * between two characteristics. So the names are learned: where a level and its pack list equal
 * difficulties set by set, each set is one vote for its pointer's name.
 */
final class NoteJumps {
  /** How a set of a level was found in its pack. */
  enum Found {
    BY_NAME,
    BY_ORDER,
    /** Only the difficulty is known, and the pack has one speed for it or several. */
    BY_DIFFICULTY,
    NOWHERE
  }

  /** A beatmap's note jump and how it was found. */
  record Jump(double speed, double offset, Found found) {}

  private final Map<Long, Map<String, Integer>> votes = new HashMap<>();

  /** Learns from a level and what its pack says. Not for several threads. */
  void learn(LevelData data, PackLevel pack) {
    if (!sameOrder(data, pack)) {
      return;
    }
    for (int i = 0; i < data.sets().size(); i++) {
      votes
          .computeIfAbsent(pack.sets().get(i).characteristicId(), id -> new TreeMap<>())
          .merge(data.sets().get(i).name(), 1, Integer::sum);
    }
  }

  /** The note jump of a beatmap. */
  Jump of(LevelData data, PackLevel pack, int set, Difficulty difficulty) {
    String name = data.sets().get(set).name();
    for (PreviewSet candidate : pack.sets()) {
      if (name.equals(name(candidate.characteristicId()))) {
        Optional<PreviewMap> map = map(candidate, difficulty);
        if (map.isPresent()) {
          return jump(map.get(), Found.BY_NAME);
        }
      }
    }
    if (sameOrder(data, pack)) {
      return jump(map(pack.sets().get(set), difficulty).orElseThrow(), Found.BY_ORDER);
    }
    return pack.sets().stream()
        .flatMap(candidate -> map(candidate, difficulty).stream())
        .findFirst()
        .map(map -> jump(map, Found.BY_DIFFICULTY))
        .orElseGet(() -> usual(difficulty));
  }

  /** What the game takes where nothing is said. */
  static Jump usual(Difficulty difficulty) {
    double speed =
        switch (difficulty) {
          case EASY, NORMAL, HARD -> 10;
          case EXPERT -> 12;
          case EXPERT_PLUS -> 16;
        };
    return new Jump(speed, 0, Found.NOWHERE);
  }

  private static Jump jump(PreviewMap map, Found found) {
    // A speed of 0 asks for the game's own.
    double speed = map.noteJumpSpeed() > 0 ? map.noteJumpSpeed() : usual(map.difficulty()).speed();
    return new Jump(speed, map.noteJumpOffset(), found);
  }

  /** The name that most levels give a pointer, null if none does or two do equally. */
  private String name(long characteristicId) {
    List<Map.Entry<String, Integer>> names =
        votes.getOrDefault(characteristicId, Map.of()).entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .toList();
    boolean clear =
        names.size() == 1 || names.size() > 1 && names.get(0).getValue() > names.get(1).getValue();
    return clear ? names.get(0).getKey() : null;
  }

  private static boolean sameOrder(LevelData data, PackLevel pack) {
    if (data.sets().size() != pack.sets().size()) {
      return false;
    }
    for (int i = 0; i < data.sets().size(); i++) {
      Set<Difficulty> ofPack =
          pack.sets().get(i).maps().stream()
              .map(PreviewMap::difficulty)
              .collect(Collectors.toSet());
      Set<Difficulty> ofLevel =
          data.sets().get(i).maps().stream()
              .map(LevelData.MapData::difficulty)
              .collect(Collectors.toSet());
      if (!ofPack.equals(ofLevel)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<PreviewMap> map(PreviewSet set, Difficulty difficulty) {
    return set.maps().stream().filter(map -> map.difficulty() == difficulty).findFirst();
  }
}
