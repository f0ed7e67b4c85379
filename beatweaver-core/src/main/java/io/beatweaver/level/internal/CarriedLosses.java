package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.beatweaver.InputException;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Extras;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.WriteLoss.Kind;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Counts the carried JSON that another format has no place for. */
final class CarriedLosses {
  /** Members that say nothing of the level: measurements of the song, and what isn't used. */
  private static final Set<String> NO_LOSS =
      Set.of(
          "songChecksum",
          "lufs",
          "lufsData",
          "_shufflePeriod",
          "_allDirectionsEnvironmentName",
          "useNormalEventsAsCompatibleEvents");

  /** As a rule there is one name, that of custom data. */
  private static final int NAMES = 50;

  private final LevelFormat format;
  private final Losses losses;

  CarriedLosses(LevelFormat format, Losses losses) {
    this.format = format;
    this.losses = losses;
  }

  /** What is lost of a beatmap's own file and of its lights. */
  void count(Beatmap map) {
    countObjects("notes", map.notes(), n -> n.extras());
    countObjects("bombs", map.bombs(), b -> b.extras());
    countObjects("walls", map.walls(), w -> w.extras());
    countObjects("arcs", map.arcs(), a -> a.extras());
    countObjects("chains", map.chains(), c -> c.extras());
    countObjects("lane rotations", map.laneRotations(), r -> r.extras());
    countObjects("note jump speed changes", map.njsEvents(), e -> e.extras());
    countObjects("light events", map.lights().events(), e -> e.extras());
    countObjects("colour boosts", map.lights().boosts(), b -> b.extras());
    for (Extras.Member member : foreign(map.extras(), format)) {
      countMember(member);
    }
    Extras lights = map.lights().extras();
    for (Extras.Member member : foreign(lights, format)) {
      if (!CarriedLights.holds(format, lights.format().orElse(format), member.name())) {
        countMember(member);
      }
    }
  }

  /** What is lost of an info file; V2 and V3 have one family of them. */
  void count(LevelInfo info, List<Beatmap> beatmaps) {
    LevelFormat family = format.infoFamily();
    for (Extras.Member member : foreign(info.extras(), family)) {
      countMember(member);
    }
    // It names a file that isn't among those that are copied.
    if (family == LevelFormat.V4 && info.extras().json("songPreviewFilename").isPresent()) {
      add("songPreviewFilename", "info", 1);
    }
    Set<Characteristic> sets = new HashSet<>();
    for (Beatmap map : beatmaps) {
      boolean again = !sets.add(map.characteristic());
      for (Extras.Member member : foreign(map.infoExtras(), family)) {
        if (member.place().equals("set") && again) {
          continue;
        }
        if (member.name().equals("beatmapAuthors")) {
          add("lighters", "info", lighters(member.json()));
        } else {
          countMember(member);
        }
      }
    }
  }

  /** Members all of which are lost. */
  void countAll(Extras extras) {
    extras.members().forEach(this::countMember);
  }

  private static List<Extras.Member> foreign(Extras extras, LevelFormat format) {
    LevelFormat own = extras.format().orElse(format);
    return own == format ? List.of() : extras.members();
  }

  private <T> void countObjects(String what, List<T> objects, Function<T, Extras> extras) {
    for (T object : objects) {
      Extras carried = extras.apply(object);
      if (!carried.isEmpty()) {
        for (Extras.Member member : foreign(carried, format)) {
          add(member.name(), what, 1);
        }
      }
    }
  }

  private void countMember(Extras.Member member) {
    if (!NO_LOSS.contains(member.name())) {
      add(member.name(), "", elements(member.json()));
    }
  }

  private void add(String name, String what, long count) {
    String shown = Difficulties.shortened(name);
    String detail = what.isEmpty() ? "entries of " + shown : shown + " of " + what;
    boolean full = losses.details(Kind.CARRIED_JSON) >= NAMES;
    losses.add(Kind.CARRIED_JSON, full ? "" : detail, count);
  }

  private static long lighters(String authors) {
    try {
      return elements(RawObject.of(authors).json("lighters"));
    } catch (InputException e) {
      throw new IllegalStateException("it was parsed before", e);
    }
  }

  /** How many things a value holds: 0 if it is empty, 1 for a single one. */
  private static long elements(String json) {
    if (json.isEmpty()) {
      return 0;
    }
    try (JsonParser parser = Json.parser(json)) {
      JsonToken first = parser.nextToken();
      if (!first.isStructStart()) {
        return first == JsonToken.VALUE_NULL ? 0 : 1;
      }
      long count = 0;
      for (JsonToken token = parser.nextToken(); !token.isStructEnd(); token = parser.nextToken()) {
        if (token != JsonToken.FIELD_NAME) {
          parser.skipChildren();
          count++;
        }
      }
      return count;
    } catch (IOException e) {
      throw new IllegalStateException("it was parsed before", e);
    }
  }
}
