package io.beatweaver.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.Level;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.ReadOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files of a size at which anything worse than linear would show. */
class LevelVolumeTest {
  private static final Trial.Limits LIMITS = new Trial.Limits(4 << 20, 600, 20_000);
  private static final int ELEMENTS = 30_000;

  private static final Map<String, String> ARRAYS =
      Map.of(
          "\"_version\":\"2.6.0\"",
          "_notes _obstacles _sliders _events _waypoints _customData",
          "\"version\":\"3.3.0\"",
          "colorNotes bombNotes obstacles sliders burstSliders bpmEvents rotationEvents"
              + " basicBeatmapEvents customData unknown",
          "\"version\":\"4.1.0\"",
          "colorNotes colorNotesData bombNotes obstaclesData arcs chains chainsData njsEvents"
              + " njsEventData spawnRotations");

  private static final List<String> ELEMENT =
      List.of("{}", "[]", "0", "null", "\"\"", "1e308", "{\"b\":NaN}", "{\"_time\":1e9}", "[[[]]]");

  @Test
  void arraysOfAnythingTakeLinearMemoryAndTime() {
    try (Trial trial = new Trial("long arrays", LIMITS)) {
      ARRAYS.forEach(
          (version, arrays) -> {
            for (String array : arrays.split(" ")) {
              for (String element : ELEMENT) {
                String list = element + ("," + element).repeat(ELEMENTS / element.length());
                attempt(trial, "{" + version + ",\"" + array + "\":[" + list + "]}");
              }
            }
          });
    }
  }

  @Test
  void keysStringsNumbersAndNestingTakeLinearMemoryAndTime() {
    List<String> texts = new ArrayList<>();
    StringBuilder keys = new StringBuilder("{\"version\":\"3.3.0\"");
    for (int i = 0; i < ELEMENTS; i++) {
      keys.append(",\"").append(i).append("\":0");
    }
    texts.add(keys.append('}').toString());
    texts.add("{\"version\":\"3.3.0\"" + ",\"colorNotes\":[{}]".repeat(ELEMENTS / 4) + "}");
    texts.add("{\"version\":\"3.3.0\",\"a\":\"" + "x".repeat(3 << 20) + "\",\"colorNotes\":[]}");
    texts.add("{\"version\":\"3.3.0\",\"" + "k".repeat(3 << 20) + "\":1,\"colorNotes\":[]}");
    texts.add("{\"version\":\"3.3.0\",\"colorNotes\":[{\"b\":" + "9".repeat(3 << 20) + "}]}");
    texts.add("{\"version\":\"" + "3.".repeat(1 << 20) + "\",\"colorNotes\":[]}");
    texts.add("{\"a\":" + "[".repeat(3 << 20));
    texts.add("{\"a\":" + "{\"a\":".repeat(1 << 19));
    texts.add("{\"version\":\"3.3.0\",\"colorNotes\":[" + " ".repeat(3 << 20) + "]}");
    try (Trial trial = new Trial("large tokens", LIMITS)) {
      texts.forEach(text -> attempt(trial, text));
    }
  }

  private static void attempt(Trial trial, String difficulty) {
    for (Map<String, byte[]> seed : LevelSeeds.levels()) {
      if (seed.containsKey("ExpertPlus.dat")) {
        Map<String, byte[]> files = new HashMap<>(seed);
        files.put("ExpertPlus.dat", difficulty.getBytes(UTF_8));
        Optional<Level> level =
            trial.run(
                LevelSize.of(files),
                () -> LevelReader.read("level", files, ReadOptions.EVERYTHING));
        assertTrue(level.isPresent(), "one file has cost the level");
        LevelPromise.check(level.get());
      }
    }
  }
}
