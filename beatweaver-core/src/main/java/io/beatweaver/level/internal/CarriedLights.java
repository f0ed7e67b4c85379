package io.beatweaver.level.internal;

import io.beatweaver.level.Extras;
import io.beatweaver.level.LevelFormat;
import java.util.List;
import java.util.Set;

/** What of lights that aren't understood another format can hold. */
final class CarriedLights {
  /** Members that say the same in v3's difficulties and in v4's light files. */
  private static final Set<String> SHARED =
      Set.of("basicEventTypesWithKeywords", "useNormalEventsAsCompatibleEvents");

  private CarriedLights() {}

  /** Whether a format can hold a member of another one's lights. */
  static boolean holds(LevelFormat to, LevelFormat from, String name) {
    return to == from || to != LevelFormat.V2 && from != LevelFormat.V2 && SHARED.contains(name);
  }

  /** The members that a format can hold. */
  static Extras in(LevelFormat to, Extras extras) {
    LevelFormat from = extras.format().orElse(to);
    if (from == to) {
      return extras;
    }
    List<Extras.Member> members =
        extras.members().stream().filter(m -> holds(to, from, m.name())).toList();
    return Extras.ofParsed(to, members);
  }
}
