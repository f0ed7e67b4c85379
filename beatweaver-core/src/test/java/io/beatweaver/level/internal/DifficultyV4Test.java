package io.beatweaver.level.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.beatweaver.level.Extras;
import io.beatweaver.level.Hand;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.NjsEvent;
import io.beatweaver.level.Note;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DifficultyV4Test extends DifficultyCodecContract {
  @Override
  LevelFormat format() {
    return LevelFormat.V4;
  }

  @Override
  String sample() {
    return """
        {"version":"4.0.0","colorNotes":[{"b":2.5,"r":0,"i":1},{"b":10,"r":0,"i":0}],
        "colorNotesData":[{"x":3,"y":2,"c":1,"d":8,"a":15},{"x":1,"c":0,"d":1,"customData":{"x":9}},{"x":2,"y":2},{"x":1,"d":1}],
        "bombNotes":[{"b":4,"i":0}],"bombNotesData":[{"x":2,"y":1}],
        "obstacles":[{"b":6,"i":0}],"obstaclesData":[{"d":-1.5,"y":1,"w":2,"h":4}],
        "arcs":[{"hb":2.5,"tb":5,"hi":3,"ti":2,"ai":0}],"arcsData":[{"m":0.75,"tm":1.25,"a":1}],
        "chains":[{"hb":10,"tb":10.25,"i":0,"ci":0}],"chainsData":[{"tx":1,"ty":0,"c":5,"s":0.8}],
        "spawnRotations":[],"spawnRotationsData":[],"njsEvents":[],"njsEventData":[]}""";
  }

  @Override
  Extras sampleExtras(int note) {
    return note == 0
        ? Extras.of(LevelFormat.V4, List.of(new Extras.Member("i", "customData", "{\"x\":9}")))
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
    return "{\"version\":\"4.1.0\",\"colorNotesData\":[{}],\"colorNotes\":[" + text + "]}";
  }

  @Override
  List<String> arrays() {
    return List.of(
        "colorNotes",
        "colorNotesData",
        "bombNotes",
        "bombNotesData",
        "obstacles",
        "obstaclesData",
        "arcs",
        "arcsData",
        "chains",
        "chainsData",
        "spawnRotations",
        "spawnRotationsData");
  }

  @Override
  boolean hasLights() {
    return false;
  }

  @Override
  boolean hasTempoChanges() {
    return false;
  }

  @Test
  void pointersOutOfRangeCostTheRow() throws IOException {
    Difficulties.Result result =
        read(
            """
            {"version":"4.0.0","colorNotesData":[{"x":1},{"c":2},{"x":1e308},5],
            "colorNotes":[{"b":1,"i":0},{"b":2,"i":4},{"b":3,"i":-1},{"b":4,"i":0.5},
            {"b":5,"i":1},{"b":6,"i":2},{"b":7,"i":3},{"b":8,"i":0}],
            "bombNotes":[{"b":1}]}""");
    assertEquals(
        List.of(new Note(1, 1, 0, Hand.LEFT, 0, 0), new Note(8, 1, 0, Hand.LEFT, 0, 0)),
        result.content().notes);
    assertEquals(
        List.of(
            "colorNotes[1].i",
            "colorNotes[2].i",
            "colorNotes[3].i",
            "colorNotesData[1].c",
            "colorNotesData[2].x",
            "colorNotesData[3]",
            "bombNotes[0].i"),
        result.warnings().list().stream().map(w -> w.place()).toList());
  }

  @Test
  void dataRowsAreShared() throws IOException {
    DifficultyContent content = new DifficultyContent();
    for (int i = 0; i < 100; i++) {
      content.notes.add(new Note(i, i % 2, 0, Hand.LEFT, 1, 0));
    }
    byte[] bytes = Json.write(json -> new DifficultyV4().write(content, json));
    assertEquals(2, MAPPER.readTree(bytes).path("colorNotesData").size());
    assertEquals(100, MAPPER.readTree(bytes).path("colorNotes").size());
  }

  @Test
  void everyObjectStandsOnItsLane() throws IOException {
    Difficulties.Result result =
        read(
            """
            {"version":"4.1.0","colorNotesData":[{}],"colorNotes":[{"r":15},{"b":1,"r":-15},{"b":2}],
            "bombNotesData":[{}],"bombNotes":[{"r":360}],"obstaclesData":[{}],"obstacles":[{"r":1}],
            "arcsData":[{}],"arcs":[{"hr":0,"tr":15}],
            "chainsData":[{"s":1}],"chains":[{"hr":15,"tr":30}]}""");
    DifficultyContent content = result.content();
    assertEquals(List.of(15.0, -15.0, 0.0), content.notes.stream().map(Note::rotation).toList());
    assertEquals(360, content.bombs.get(0).rotation());
    assertEquals(1, content.walls.get(0).rotation());
    assertEquals(0, content.arcs.get(0).rotation());
    assertEquals(15, content.arcs.get(0).tailRotation());
    assertEquals(15, content.chains.get(0).rotation());
    assertEquals(30, content.chains.get(0).tailRotation());
  }

  @Test
  void spawnRotationsTurnTheObjectsAfterThemWhicheverKeyTellsTheTiming() throws IOException {
    for (String late : new String[] {"t", "e"}) {
      Difficulties.Result result =
          read(
              """
              {"version":"4.0.0","colorNotesData":[{}],
              "colorNotes":[{"b":1},{"b":2},{"b":3},{"b":4,"r":5}],
              "spawnRotations":[{"b":3,"i":1},{"b":2,"i":0}],
              "spawnRotationsData":[{"LATE":1,"r":30},{"LATE":0,"r":-45}]}"""
                  .replace("LATE", late));
      assertEquals(List.of(), result.warnings().list());
      assertEquals(
          List.of(0.0, 0.0, -15.0, -10.0),
          result.content().notes.stream().map(Note::rotation).toList());
    }
  }

  @Test
  void changesOfTheNoteJumpSpeedAreReadFromTheSingularName() throws IOException {
    Difficulties.Result result =
        read(
            """
            {"version":"4.1.0","njsEvents":[{"b":1,"i":0},{"b":2,"i":1},{"b":3,"i":2}],
            "njsEventData":[{"p":0,"e":3,"d":2.5},{"p":1}]}""");
    assertEquals(
        List.of(new NjsEvent(1, false, 3, 2.5), new NjsEvent(2, true, 0, 0)),
        result.content().njsEvents);
    assertEquals("njsEvents[2].i", result.warnings().list().get(0).place());
  }

  @Test
  void versionFourPointOneIsDeclaredOnlyForWhatNeedsIt() throws IOException {
    DifficultyContent content = new DifficultyContent();
    byte[] plain = Json.write(json -> new DifficultyV4().write(content, json));
    assertEquals("4.0.0", MAPPER.readTree(plain).path("version").asText());
    content.njsEvents.add(new NjsEvent(1, false, 0, 2));
    JsonNode newer = MAPPER.readTree(Json.write(json -> new DifficultyV4().write(content, json)));
    assertEquals("4.1.0", newer.path("version").asText());
    assertEquals(2, newer.path("njsEventData").path(0).path("d").asDouble());
    assertTrue(newer.path("spawnRotations").isMissingNode());
  }
}
