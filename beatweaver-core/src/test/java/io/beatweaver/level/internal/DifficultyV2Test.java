package io.beatweaver.level.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.beatweaver.level.BoostEvent;
import io.beatweaver.level.Extras;
import io.beatweaver.level.Hand;
import io.beatweaver.level.LaneRotation;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LightEvent;
import io.beatweaver.level.Note;
import io.beatweaver.level.ReadOptions;
import io.beatweaver.level.ReadWarning;
import io.beatweaver.level.Wall;
import io.beatweaver.tempo.TempoChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DifficultyV2Test extends DifficultyCodecContract {
  @Override
  LevelFormat format() {
    return LevelFormat.V2;
  }

  @Override
  String sample() {
    return """
        {"_version":"2.6.0","_customData":{"_notes":[{"_time":1}],"x":[[{}]]},
        "_notes":[
        {"_time":2.5,"_lineIndex":1,"_lineLayer":0,"_type":0,"_cutDirection":1},
        {"_time":4,"_lineIndex":2,"_lineLayer":1,"_type":3,"_cutDirection":0},
        {"_time":10,"_lineIndex":3,"_lineLayer":2,"_type":1,"_cutDirection":8,"_customData":{"_time":5}}],
        "_obstacles":[{"_time":6,"_lineIndex":0,"_lineLayer":1,"_type":2,"_duration":-1.5,"_width":2,"_height":4}],
        "_sliders":[{"_colorType":0,"_headTime":2.5,"_headLineIndex":1,"_headLineLayer":0,
        "_headControlPointLengthMultiplier":0.75,"_headCutDirection":1,"_tailTime":5,"_tailLineIndex":2,
        "_tailLineLayer":2,"_tailControlPointLengthMultiplier":1.25,"_tailCutDirection":0,"_sliderMidAnchorMode":1}],
        "_events":[{"_time":1,"_type":1,"_value":3,"_floatValue":1},{"_time":8,"_type":100,"_value":1,"_floatValue":180.5}],
        "_waypoints":[],"_specialEventsKeywordFilters":{"_keywords":[]}}""";
  }

  @Override
  Extras sampleExtras(int note) {
    return note == 1
        ? Extras.of(LevelFormat.V2, List.of(new Extras.Member("", "_customData", "{\"_time\":5}")))
        : Extras.NONE;
  }

  @Override
  String notesAt(String... beats) {
    return rows(
        Arrays.stream(beats)
            .map(beat -> "{\"_time\":" + beat + "}")
            .collect(Collectors.joining(",")));
  }

  @Override
  String place(int note) {
    return "_notes[" + note + "]._time";
  }

  @Override
  String rows(String text) {
    return "{\"_version\":\"2.2.0\",\"_notes\":[" + text + "]}";
  }

  @Override
  List<String> arrays() {
    return List.of("_notes", "_obstacles", "_sliders", "_events", "_waypoints");
  }

  @Override
  boolean hasChains() {
    return false;
  }

  @Override
  boolean hasAngles() {
    return false;
  }

  @Test
  void wallTypesSetTheHeight() throws IOException {
    List<Wall> walls =
        read("""
            {"_version":"2.0.0","_obstacles":[
            {"_time":1,"_lineIndex":1,"_type":0,"_duration":2,"_width":1},
            {"_time":2,"_lineIndex":2,"_type":1,"_duration":3,"_width":2},
            {"_time":3,"_type":2}]}""")
            .content()
            .walls;
    assertEquals(
        List.of(new Wall(1, 2, 1, 0, 1, 5), new Wall(2, 3, 2, 2, 2, 3), new Wall(3, 0, 0, 0, 0, 0)),
        walls);
  }

  @Test
  void undefinedTypesAreReported() throws IOException {
    Difficulties.Result result =
        read(
            """
            {"_version":"2.0.0","_notes":[{"_type":2},{"_type":1,"_lineIndex":1.0},{"_type":0.5}],
            "_obstacles":[{"_type":3},{"_type":-1},{"_type":4001,"_lineIndex":1,"_width":2}]}""");
    assertEquals(List.of(new Note(0, 1, 0, Hand.RIGHT, 0, 0)), result.content().notes);
    Wall extension = new Wall(0, 0, 1, 0, 2, 0, 4001, 0, Extras.NONE);
    assertTrue(extension.usesExtensions());
    assertEquals(List.of(extension), result.content().walls);
    assertEquals(
        List.of("_notes[0]._type", "_notes[2]._type", "_obstacles[0]._type", "_obstacles[1]._type"),
        result.warnings().list().stream().map(w -> w.place()).toList());
  }

  @Test
  void onlyType100ChangesTheTempo() throws IOException {
    Difficulties.Result result =
        read(
            """
            {"_version":"2.5.0","_events":[{"_time":1,"_type":10,"_value":90,"_floatValue":90},
            {"_time":2,"_type":100,"_floatValue":0},{"_time":3,"_type":100,"_floatValue":NaN},
            {"_time":4,"_type":100,"_floatValue":75}]}""");
    assertEquals(List.of(new TempoChange(4, 75)), result.content().tempoChanges);
    assertEquals(
        List.of("_events[1]._floatValue", "_events[2]._floatValue"),
        result.warnings().list().stream().map(w -> w.place()).toList());
  }

  @Test
  void bombsAndNotesAreWrittenInOneOrder() throws IOException {
    DifficultyContent content = read(sample()).content();
    byte[] bytes = Json.write(json -> new DifficultyV2().write(content, json));
    double before = -1;
    for (var row : MAPPER.readTree(bytes).path("_notes")) {
      assertEquals(true, row.path("_lineIndex").isInt());
      assertEquals(true, row.path("_time").asDouble() > before);
      before = row.path("_time").asDouble();
    }
    assertEquals(10, before);
  }

  @Test
  void laneRotationsAreToldByIndexByExtensionAndByCustomData() throws IOException {
    Difficulties.Result result =
        read(
            """
            {"_version":"2.6.0","_events":[{"_time":1,"_type":14,"_value":3},{"_time":2,"_type":15,"_value":4},
            {"_time":3,"_type":14,"_value":1450},{"_time":4,"_type":14,"_value":0,"_customData":{"_x":[1],"_rotation":12.5}},
            {"_time":5,"_type":14,"_value":9},{"_time":6,"_type":15,"_value":7},{"_time":7,"_type":14}]}""");
    Extras custom = Extras.ofCustomData(LevelFormat.V2, "{\"_x\":[1],\"_rotation\":12.5}");
    assertEquals(
        List.of(
            new LaneRotation(1, true, -15),
            new LaneRotation(2, false, 15),
            new LaneRotation(3, true, 90),
            new LaneRotation(4, true, 12.5, custom),
            new LaneRotation(6, false, 60),
            new LaneRotation(7, true, -60)),
        result.content().laneRotations);
    assertEquals(
        List.of(new ReadWarning("file", "_events[4]._value", "no lane rotation: 9")),
        result.warnings().list());
  }

  @Test
  void customRotationCountsEvenIfExtrasAreNotKept() throws IOException {
    String text =
        """
        {"_version":"2.6.0","_events":[{"_type":1,"_customData":{"_color":[1]}},
        {"_type":14,"_value":4,"_customData":{"_rotation":7}}],"_customData":{"_bookmarks":[]}}""";
    DifficultyContent content =
        Difficulties.read(
                text.getBytes(StandardCharsets.UTF_8),
                "file",
                new Budget(100),
                ReadOptions.OBJECTS_ONLY)
            .content();
    assertEquals(List.of(new LaneRotation(0, true, 7)), content.laneRotations);
    assertEquals(List.of(), content.lightEvents);
    assertEquals(Extras.NONE, content.extras);
  }

  @Test
  void longTurnsAreWrittenAsTheGamesOwnSteps() throws IOException {
    DifficultyContent content = new DifficultyContent();
    content.laneRotations.add(new LaneRotation(1, true, -135));
    content.laneRotations.add(new LaneRotation(2, false, 7));
    JsonNode events =
        MAPPER
            .readTree(Json.write(json -> new DifficultyV2().write(content, json)))
            .path("_events");
    assertEquals(
        List.of(0, 0, 3, 1367),
        List.of(
            events.get(0).path("_value").asInt(),
            events.get(1).path("_value").asInt(),
            events.get(2).path("_value").asInt(),
            events.get(3).path("_value").asInt()));
    assertEquals(15, events.get(3).path("_type").asInt());
  }

  @Test
  void lightsWithoutBrightnessAreFullBeforeItWasInvented() throws IOException {
    String events =
        "\"_events\":[{\"_type\":1,\"_value\":5},{\"_type\":10,\"_value\":1,\"_floatValue\":0.5}]}";
    assertEquals(
        List.of(1.0, 0.5),
        read("{\"_version\":\"2.2.0\"," + events).content().lightEvents.stream()
            .map(LightEvent::brightness)
            .toList());
    assertEquals(
        List.of(0.0, 0.5),
        read("{\"_version\":\"2.6.0\"," + events).content().lightEvents.stream()
            .map(LightEvent::brightness)
            .toList());
  }

  @Test
  void boostsAreEventsOfTypeFive() throws IOException {
    assertEquals(
        List.of(new BoostEvent(1, true), new BoostEvent(2, false)),
        read("""
                {"_version":"2.6.0","_events":[{"_time":1,"_type":5,"_value":1},{"_time":2,"_type":5}]}""")
            .content()
            .boosts);
  }
}
