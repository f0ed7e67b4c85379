package io.beatweaver.official.internal;

import io.beatweaver.InputException;
import io.beatweaver.official.ExtractionReport.Finding;
import io.beatweaver.unity.UnityBundle;
import io.beatweaver.unity.UnityObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a bundle holds that is of interest, read without its song and its texts.
 *
 * @param file the bundle
 * @param size its bytes
 * @param levels the levels whose data it holds, as a rule one
 * @param packLevels the levels that it describes
 * @param findings descriptions that can't be read
 */
record Survey(
    Path file,
    long size,
    List<LevelData> levels,
    List<PackLevel> packLevels,
    List<Finding> findings) {

  /**
   * Looks into a bundle.
   *
   * @param file the bundle
   * @param place where it was found: a pack without levels is no failure
   * @throws InputException if there is nothing of interest where there should be
   */
  static Survey of(Path file, GameFolder.Place place, Gate gate) throws IOException {
    try (UnityBundle bundle = UnityBundle.open(file)) {
      return gate.pass(bundle.workingBytes(), 0, file, () -> of(bundle, file, place));
    }
  }

  private static Survey of(UnityBundle bundle, Path file, GameFolder.Place place)
      throws IOException {
    List<LevelData> levels = new ArrayList<>();
    List<PackLevel> packLevels = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    boolean unknownFields = false;
    for (UnityObject object : bundle.objects()) {
      if (object.classId() != UnityBundle.MONO_BEHAVIOUR) {
        continue;
      }
      List<String> fields = bundle.fieldNames(object);
      unknownFields |= fields.isEmpty();
      if (LevelData.describes(fields)) {
        levels.add(LevelData.read(bundle, object));
      } else if (PackLevel.describes(fields)) {
        readPackLevel(bundle, object, file, packLevels, findings);
      }
    }
    if (levels.isEmpty() && packLevels.isEmpty() && place != GameFolder.Place.PACKS) {
      throw new InputException(
          file,
          unknownFields
              ? "no type trees say how its level data are laid out"
              : "neither a level nor a pack");
    }
    return new Survey(file, Files.size(file), levels, packLevels, findings);
  }

  private static void readPackLevel(
      UnityBundle bundle,
      UnityObject object,
      Path file,
      List<PackLevel> packLevels,
      List<Finding> findings)
      throws IOException {
    try {
      PackLevel level = PackLevel.read(bundle, object);
      // A pack's own object has the same fields, all empty.
      if (!level.levelId().isBlank()) {
        packLevels.add(level);
      }
    } catch (InputException e) {
      findings.add(new Finding(file.toString(), e.place(), e.reason()));
    }
  }
}
