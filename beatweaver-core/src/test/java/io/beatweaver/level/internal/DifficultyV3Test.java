package io.beatweaver.level.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.beatweaver.level.BoostEvent;
import io.beatweaver.level.Extras;
import io.beatweaver.level.LaneRotation;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LightEvent;
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
  Extras sampleExtras(int note) {
    return note == 1
        ? Extras.of(
            LevelFormat.V3, List.of(new Extras.Member("", "customData", "{\"b\":[1,{\"b\":2}]}")))
        : Extras.NONE;
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
  void lanesLightsAndBoostsAreRead() throws IOException {
    Difficulties.Result result =
        read(
            """
            {"version":"3.2.0","rotationEvents":[{"b":1,"e":0,"r":15},{"b":2,"e":1,"r":-7.5}],
            "basicBeatmapEvents":[{"b":3,"et":2,"i":5,"f":0.5,"customData":{"color":[1,0,0]}},{"et":0.5}],
            "colorBoostBeatmapEvents":[{"b":4,"o":true},{"b":5}]}""");
    DifficultyContent content = result.content();
    assertEquals(
        List.of(new LaneRotation(1, true, 15), new LaneRotation(2, false, -7.5)),
        content.laneRotations);
    Extras red = Extras.ofCustomData(LevelFormat.V3, "{\"color\":[1,0,0]}");
    assertEquals(List.of(new LightEvent(3, 2, 5, 0.5, red)), content.lightEvents);
    assertEquals(List.of(new BoostEvent(4, true), new BoostEvent(5, false)), content.boosts);
    assertEquals(
        List.of("basicBeatmapEvents[1].et"),
        result.warnings().list().stream().map(w -> w.place()).toList());
  }

  @Test
  void aFractionOfAnAngleCostsTheFractionAndNotTheNote() throws IOException {
    Difficulties.Result result =
        read("{\"version\":\"3.0.0\",\"colorNotes\":[{\"b\":1,\"a\":14.6},{\"b\":2,\"a\":1e300}]}");
    assertEquals(List.of(15), result.content().notes.stream().map(n -> n.angleOffset()).toList());
    assertEquals(
        List.of("no whole number, rounded: 14.6", "out of range: 1.0E300"),
        result.warnings().list().stream().map(w -> w.reason()).toList());
  }
}
