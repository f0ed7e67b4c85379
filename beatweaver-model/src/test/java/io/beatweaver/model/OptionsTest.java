package io.beatweaver.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.beatweaver.level.Difficulty;
import io.beatweaver.level.LevelFormat;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each wither changes what it names, to what it is given, and nothing else. */
class OptionsTest {
  @Test
  void generationOptionsChangeOneByOne() throws ReflectiveOperationException {
    GenerationOptions start = GenerationOptions.defaults();
    List<Difficulty> hard = List.of(Difficulty.HARD);
    changes(start, start.withDifficulties(hard), Map.of("difficulties", hard));
    changes(
        start,
        start.withTemperatures(.1, .2, .4),
        Map.of("temperature", .1, "timingTemperature", .2, "restTemperature", .4));
    changes(
        start,
        start.withTemperature(.3),
        Map.of("temperature", .3, "timingTemperature", .3, "restTemperature", .3));
    changes(start, start.withTopK(5), Map.of("topK", 5));
    changes(start, start.withTopP(.6), Map.of("topP", .6));
    changes(start, start.withSeed(7), Map.of("seed", 7L));
    changes(start, start.withThreads(77), Map.of("threads", 77));
    changes(start, start.withCandidates(8), Map.of("candidates", 8));
    Set<PlayRule> speed = Set.of(PlayRule.SPEED);
    changes(start, start.withRules(speed), Map.of("rules", speed));
    changes(start, start.withRules(Set.of()), Map.of("rules", Set.of()));
    changes(start, start.withDensity(1.5), Map.of("density", 1.5));
    changes(start, start.withSharedRhythm(false), Map.of("sharedRhythm", false));
    changes(start, start.withSteerDensity(false), Map.of("steerDensity", false));
  }

  @Test
  void rulesAreTheOptionsOwnAndDensitiesAreBounded() {
    Set<PlayRule> mine = EnumSet.of(PlayRule.VISION);
    GenerationOptions options = GenerationOptions.defaults().withRules(mine);
    mine.clear();
    assertEquals(Set.of(PlayRule.VISION), options.rules());
    assertThrows(UnsupportedOperationException.class, () -> options.rules().clear());
    for (double density : new double[] {0, -1, 4.1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> options.withDensity(density));
    }
  }

  @Test
  void levelOptionsChangeOneByOne() throws ReflectiveOperationException {
    LevelOptions start = LevelOptions.defaults();
    GenerationOptions generation = GenerationOptions.defaults().withSeed(9);
    changes(start, start.withGeneration(generation), Map.of("generation", generation));
    changes(start, start.withBpm(123), Map.of("bpm", OptionalDouble.of(123)));
    changes(
        start, start.withFirstBeatSeconds(.25), Map.of("firstBeatSeconds", OptionalDouble.of(.25)));
    changes(
        start,
        start.withTempo(99, .5),
        Map.of("bpm", OptionalDouble.of(99), "firstBeatSeconds", OptionalDouble.of(.5)));
    changes(start, start.withTitle("t"), Map.of("title", "t"));
    changes(start, start.withArtist("a"), Map.of("artist", "a"));
    changes(start, start.withMapper("m"), Map.of("mapper", "m"));
    changes(start, start.withFormat(LevelFormat.V4), Map.of("format", LevelFormat.V4));
    Path cover = Path.of("cover.png");
    changes(start, start.withCover(cover), Map.of("cover", Optional.of(cover)));
    changes(start, start.withReplace(true), Map.of("replace", true));
  }

  private static void changes(Record before, Record after, Map<String, ?> wanted)
      throws ReflectiveOperationException {
    Map<String, Object> changed = new TreeMap<>();
    for (RecordComponent component : before.getClass().getRecordComponents()) {
      Object was = component.getAccessor().invoke(before);
      Object is = component.getAccessor().invoke(after);
      if (!was.equals(is)) {
        changed.put(component.getName(), is);
      }
    }
    assertEquals(new TreeMap<>(wanted), changed);
  }
}
