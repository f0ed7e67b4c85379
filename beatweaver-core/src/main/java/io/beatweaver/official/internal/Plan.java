package io.beatweaver.official.internal;

import io.beatweaver.official.ExtractionReport.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which level goes where, decided before any is written, so that it depends on the bundles alone
 * and not on which thread is first.
 *
 * @param levels the largest first
 * @param packLevels levels that the packs describe
 * @param jumps knows what the packs' characteristics are called
 * @param findings what could not be planned as it should
 */
record Plan(List<Level> levels, int packLevels, NoteJumps jumps, List<Finding> findings) {
  /**
   * A level to extract.
   *
   * @param file its bundle
   * @param size the bundle's bytes
   * @param folder the name of its folder
   * @param levelId its id
   * @param data what its bundle says of it
   * @param pack what its pack says of it
   */
  record Level(
      Path file,
      long size,
      String folder,
      String levelId,
      LevelData data,
      Optional<PackLevel> pack) {}

  /** Plans by all bundles' surveys, which are in the order of their paths. */
  static Plan of(List<Survey> surveys) {
    List<Finding> findings = new ArrayList<>();
    Map<String, PackLevel> packs = new HashMap<>();
    for (Survey survey : surveys) {
      findings.addAll(survey.findings());
      for (PackLevel level : survey.packLevels()) {
        PackLevel known = packs.putIfAbsent(key(level.levelId()), level);
        if (known != null && !known.equals(level)) {
          findings.add(
              new Finding(
                  survey.file().toString(),
                  level.levelId(),
                  "two packs describe this level differently; the first is taken"));
        }
      }
    }
    List<Level> levels = new ArrayList<>();
    Set<String> folders = new HashSet<>();
    NoteJumps jumps = new NoteJumps();
    for (Survey survey : surveys) {
      for (LevelData data : survey.levels()) {
        List<String> names = names(survey, data);
        Optional<PackLevel> pack =
            names.stream().map(name -> packs.get(key(name))).filter(p -> p != null).findFirst();
        String levelId = pack.map(PackLevel::levelId).orElse(names.get(0));
        String folder = SafeName.of(levelId, "level");
        for (int i = 2; !folders.add(key(folder)); i++) {
          folder = SafeName.of(levelId, "level") + " (" + i + ")";
        }
        levels.add(new Level(survey.file(), survey.size(), folder, levelId, data, pack));
        pack.ifPresent(known -> jumps.learn(data, known));
      }
    }
    levels.sort(Comparator.comparingLong(Level::size).reversed().thenComparing(Level::file));
    return new Plan(List.copyOf(levels), packs.size(), jumps, findings);
  }

  /** What the level may be called: its file as a rule is its id, else its object's name tells. */
  private static List<String> names(Survey survey, LevelData data) {
    List<String> names = new ArrayList<>();
    if (survey.levels().size() == 1) {
      names.add(survey.file().getFileName().toString());
      Path parent = survey.file().getParent();
      if (parent != null && parent.getFileName() != null) {
        names.add(parent.getFileName().toString());
      }
    }
    names.add(data.name());
    return names;
  }

  /** What is the same in names that differ in case alone. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
