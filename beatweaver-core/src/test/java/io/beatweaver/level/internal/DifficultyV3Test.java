package io.beatweaver.level.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.ReadWarning;
import io.beatweaver.tempo.TempoChange;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DifficultyV3Test extends DifficultyCodecContract {
  @Override
  LevelFormat format() {
    return LevelFormat.V3;
  }

  @Override
  String sample() {
    return """
        {"version":"3.3.0","bpmEvents":[{"b":8,"m":180.5}],"rotationEvents":[],
        "colorNotes":[{"b":2.5,"x":1,"y":0,"c":0,"d":1,"a":0},
        {"b":10,"x":3,"y":2,"c":1,"d":8,"a":15,"customData":{"b":[1,{"b":2}]}}],
        "bombNotes":[{"b":4,"x":2,"y":1}],
        "obstacles":[{"b":6,"d":-1.5,"x":0,"y":1,"w":2,"h":4}],
        "sliders":[{"b":2.5,"c":0,"x":1,"y":0,"d":1,"mu":0.75,"tb":5,"tx":2,"ty":2,"tc":0,"tmu":1.25,"m":1}],
        "burstSliders":[{"b":10,"c":1,"x":3,"y":2,"d":8,"tb":10.25,"tx":1,"ty":0,"sc":5,"s":0.8}],
        "basicBeatmapEvents":[{"b":1,"et":1,"i":3,"f":1}],"customData":{}}""";
  }

  @Override
  String notesAt(String... beats) {
    return rows(
        Arrays.stream(beats).map(beat -> "{\"b\":" + beat + "}").collect(Collectors.joining(",")));
  }

  @Override
  String place(int note) {
    return "colorNotes[" + note + "].b";
  }

  @Override
  String rows(String text) {
    return "{\"version\":\"3.0.0\",\"colorNotes\":[" + text + "]}";
  }

  @Override
  List<String> arrays() {
    return List.of(
        "bpmEvents",
        "rotationEvents",
        "colorNotes",
        "bombNotes",
        "obstacles",
        "sliders",
        "burstSliders",
        "waypoints",
        "basicBeatmapEvents",
        "colorBoostBeatmapEvents",
        "lightColorEventBoxGroups",
        "lightRotationEventBoxGroups",
        "lightTranslationEventBoxGroups",
        "vfxEventBoxGroups");
  }

  @Test
  void tempiThatAreNoneAreReported() throws IOException {
    Difficulties.Result result =
        read(
            """
            {"version":"3.2.0","bpmEvents":[{"b":1},{"b":2,"m":-5},{"b":3,"m":1e9},{"m":128}]}""");
    assertEquals(List.of(new TempoChange(0, 128)), result.content().tempoChanges);
    assertEquals(3, result.warnings().list().size());
  }

  @Test
  void laneRotationsAreCounted() throws IOException {
    Difficulties.Result result =
        read(
            """
            {"version":"3.2.0","rotationEvents":[{"b":1,"e":0,"r":15},{"b":2,"e":1,"r":-15},{}]}""");
    assertEquals(
        List.of(new ReadWarning("file", "", "lane rotations not read: 3")),
        result.warnings().list());
  }
}
