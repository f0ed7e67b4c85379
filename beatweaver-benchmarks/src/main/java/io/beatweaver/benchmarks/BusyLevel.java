package io.beatweaver.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Levels as real ones are: five difficulties, and in their files far more lights and custom data
 * than notes. {@link #V2_LIGHTS} has eight light events a note, a third of them coloured by custom
 * data; {@link #V3_CUSTOM} moves each note by custom data and animates its track, and has light
 * groups, 1,000 bytes a note in all; {@link #V4_GROUPS} keeps its light groups in lightshow files.
 */
public enum BusyLevel {
  /** Version 2, lights. */
  V2_LIGHTS,
  /** Version 3, custom data. */
  V3_CUSTOM,
  /** Version 4, lightshow files. */
  V4_GROUPS;

  /** Notes of a difficulty. */
  public static final int NOTES = 4000;

  /** Difficulties of the level. */
  public static final int DIFFICULTIES = 5;

  private static final String[] NAMES = {"Easy", "Normal", "Hard", "Expert", "ExpertPlus"};

  /**
   * Writes all of them, for peers in other languages.
   *
   * @param folder one argument, a folder; each level becomes a folder in it
   * @throws IOException if the disk fails
   */
  public static void main(String... folder) throws IOException {
    for (BusyLevel level : values()) {
      level.write(Files.createDirectories(Path.of(folder[0], level.name())));
    }
  }

  /**
   * Writes a level.
   *
   * @param folder an existing folder
   * @return the bytes of its difficulties and lights
   * @throws IOException if the disk fails
   */
  public long write(Path folder) throws IOException {
    long bytes = 0;
    for (int i = 0; i < DIFFICULTIES; i++) {
      Random random = new Random(i);
      StringBuilder lights = new StringBuilder("{\"version\":\"4.0.0\",\"eventBoxGroups\":[");
      String text =
          switch (this) {
            case V2_LIGHTS -> v2(random);
            case V3_CUSTOM -> v3(random);
            case V4_GROUPS -> v4(random, lights);
          };
      bytes += put(folder, NAMES[i] + ".dat", text);
      if (this == V4_GROUPS) {
        bytes += put(folder, NAMES[i] + "Lights.dat", lights.append("]}").toString());
      }
    }
    put(folder, "Info.dat", this == V4_GROUPS ? infoV4() : infoV2());
    put(
        folder,
        "Audio.dat",
        "{\"version\":\"4.0.0\",\"songSampleCount\":44100000,\"songFrequency\":44100,"
            + "\"bpmData\":[{\"si\":0,\"ei\":44100000,\"sb\":0,\"eb\":2000}],\"lufsData\":[]}");
    return bytes;
  }

  private static long put(Path folder, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve(name), bytes);
    return bytes.length;
  }

  private static double beat(int note) {
    return note / 4 + new double[] {0, .25, .5, 2 / 3.0}[note % 4];
  }

  private static double rounded(Random random) {
    return Math.rint(random.nextDouble() * 1000) / 1000;
  }

  private static String v2(Random random) {
    StringBuilder notes = new StringBuilder();
    StringBuilder events = new StringBuilder();
    for (int i = 0; i < NOTES; i++) {
      notes.append(i == 0 ? "" : ",");
      notes.append("{\"_time\":").append(beat(i)).append(",\"_lineIndex\":").append(i % 4);
      notes.append(",\"_lineLayer\":").append(i % 3).append(",\"_type\":").append(i % 2);
      notes.append(",\"_cutDirection\":").append(random.nextInt(9)).append('}');
      for (int event = 0; event < 8; event++) {
        events.append(events.isEmpty() ? "" : ",");
        events.append("{\"_time\":").append(beat(i)).append(",\"_type\":").append(event % 5);
        events.append(",\"_value\":").append(random.nextInt(8)).append(",\"_floatValue\":1");
        if (event % 3 == 0) {
          events.append(",\"_customData\":{\"_color\":[").append(rounded(random)).append(',');
          events.append(rounded(random)).append(',').append(rounded(random)).append(",1]}");
        }
        events.append('}');
      }
    }
    return "{\"_version\":\"2.6.0\",\"_notes\":["
        + notes
        + "],\"_obstacles\":[],\"_sliders\":[],\"_waypoints\":[],\"_events\":["
        + events
        + "],\"_customData\":{\"_time\":1000}}";
  }

  private static String v3(Random random) {
    StringBuilder notes = new StringBuilder();
    StringBuilder groups = new StringBuilder();
    StringBuilder tracks = new StringBuilder();
    for (int i = 0; i < NOTES; i++) {
      notes.append(i == 0 ? "" : ",");
      notes.append("{\"b\":").append(beat(i)).append(",\"x\":").append(i % 4);
      notes.append(",\"y\":").append(i % 3).append(",\"c\":").append(i % 2);
      notes.append(",\"d\":").append(random.nextInt(9)).append(",\"a\":0,\"customData\":{");
      notes.append("\"track\":\"wave").append(i % 50).append("\",\"coordinates\":[");
      notes.append(rounded(random)).append(',').append(rounded(random)).append("],");
      notes.append("\"animation\":{\"dissolve\":[[0,0],[1,0.2,\"easeOutCubic\"]],");
      notes.append("\"offsetPosition\":[[0,20,0,0],[").append(rounded(random));
      notes.append(",0,0,0.45,\"easeOutCubic\"]],\"localRotation\":[[0,90,0,0],[0,0,0,0.5]]},");
      notes.append("\"noteJumpMovementSpeed\":16,\"disableNoteGravity\":true}}");
      groups.append(i == 0 ? "" : ",").append(group(i, random));
      tracks.append(i == 0 ? "" : ",").append(track(i, random));
    }
    return "{\"version\":\"3.3.0\",\"bpmEvents\":[],\"rotationEvents\":[],\"colorNotes\":["
        + notes
        + "],\"bombNotes\":[],\"obstacles\":[],\"sliders\":[],\"burstSliders\":[],"
        + "\"lightColorEventBoxGroups\":["
        + groups
        + "],\"customData\":{\"environment\":[{\"id\":\"Floor\",\"active\":false}],"
        + "\"customEvents\":["
        + tracks
        + "]}}";
  }

  private static String track(int i, Random random) {
    StringBuilder points = new StringBuilder();
    for (int point = 0; point < 6; point++) {
      points.append(point == 0 ? "[" : ",[").append(rounded(random)).append(',');
      points.append(rounded(random)).append(',').append(rounded(random)).append(',');
      points.append(point / 5.0).append(",\"easeInOutSine\",\"splineCatmullRom\"]");
    }
    return "{\"b\":"
        + beat(i)
        + ",\"t\":\"AnimateTrack\",\"d\":{\"track\":\"wave"
        + i % 50
        + "\",\"duration\":4,\"offsetPosition\":["
        + points
        + "],\"dissolve\":[[0,0],[1,1]]}}";
  }

  private static String group(int i, Random random) {
    return "{\"b\":"
        + beat(i)
        + ",\"g\":"
        + i % 16
        + ",\"e\":[{\"f\":{\"f\":1,\"p\":1,\"t\":0,\"r\":0,\"c\":0,\"n\":0,\"s\":0,\"l\":0,\"d\":0},"
        + "\"w\":0.5,\"d\":1,\"r\":0.2,\"t\":1,\"b\":0,\"i\":0,\"e\":[{\"b\":0,\"i\":1,\"c\":1,\"s\":"
        + rounded(random)
        + ",\"f\":0},{\"b\":0.5,\"i\":1,\"c\":0,\"s\":0,\"f\":0}]}]}";
  }

  private static String v4(Random random, StringBuilder lights) {
    StringBuilder notes = new StringBuilder();
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < NOTES; i++) {
      notes.append(i == 0 ? "" : ",").append("{\"b\":").append(beat(i)).append(",\"i\":");
      notes.append(random.nextInt(216)).append(",\"r\":0,\"customData\":{\"track\":\"wave");
      notes.append(i % 50).append("\",\"coordinates\":[").append(rounded(random)).append(",1]}}");
      lights.append(i == 0 ? "" : ",").append(group(i, random));
    }
    for (int i = 0; i < 216; i++) {
      data.append(i == 0 ? "" : ",").append("{\"x\":").append(i / 54).append(",\"y\":");
      data.append(i / 18 % 3).append(",\"c\":").append(i / 9 % 2).append(",\"d\":").append(i % 9);
      data.append(",\"a\":0}");
    }
    return "{\"version\":\"4.1.0\",\"colorNotes\":["
        + notes
        + "],\"colorNotesData\":["
        + data
        + "],\"bombNotes\":[],\"bombNotesData\":[],\"obstacles\":[],\"obstaclesData\":[]}";
  }

  private static String infoV2() {
    StringBuilder maps = new StringBuilder();
    for (String name : NAMES) {
      maps.append(maps.isEmpty() ? "" : ",").append("{\"_difficulty\":\"").append(name);
      maps.append("\",\"_beatmapFilename\":\"").append(name).append(".dat\",");
      maps.append("\"_noteJumpMovementSpeed\":16,\"_noteJumpStartBeatOffset\":0}");
    }
    return "{\"_version\":\"2.1.0\",\"_songName\":\"Busy\",\"_beatsPerMinute\":120,"
        + "\"_songFilename\":\"song.ogg\",\"_difficultyBeatmapSets\":[{"
        + "\"_beatmapCharacteristicName\":\"Standard\",\"_difficultyBeatmaps\":["
        + maps
        + "]}]}";
  }

  private static String infoV4() {
    StringBuilder maps = new StringBuilder();
    for (String name : NAMES) {
      maps.append(maps.isEmpty() ? "" : ",").append("{\"characteristic\":\"Standard\",");
      maps.append("\"difficulty\":\"").append(name).append("\",\"beatmapDataFilename\":\"");
      maps.append(name).append(".dat\",\"lightshowDataFilename\":\"").append(name);
      maps.append("Lights.dat\",\"noteJumpMovementSpeed\":16,\"noteJumpStartBeatOffset\":0}");
    }
    return "{\"version\":\"4.0.1\",\"song\":{\"title\":\"Busy\"},\"audio\":{\"songFilename\":"
        + "\"song.ogg\",\"audioDataFilename\":\"Audio.dat\",\"bpm\":120},\"difficultyBeatmaps\":["
        + maps
        + "]}";
  }
}
