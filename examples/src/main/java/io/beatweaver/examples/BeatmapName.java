package io.beatweaver.examples;

import io.beatweaver.InputException;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Level;
import java.nio.file.Path;

/** A beatmap's name on the command line: {@code Standard/Expert}, or {@code Expert} alone. */
final class BeatmapName {
  private BeatmapName() {}

  static Beatmap find(Level level, String name, Path source) throws InputException {
    int slash = name.lastIndexOf('/');
    Characteristic characteristic =
        slash < 0 ? Characteristic.STANDARD : new Characteristic(name.substring(0, slash));
    return Difficulty.parse(name.substring(slash + 1))
        .flatMap(difficulty -> level.beatmap(characteristic, difficulty))
        .orElseThrow(() -> new InputException(source, "has no beatmap " + name));
  }

  static String of(Beatmap map) {
    return map.characteristic().name() + "/" + map.difficulty().serializedName();
  }
}
