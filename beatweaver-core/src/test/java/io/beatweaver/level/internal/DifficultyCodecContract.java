package io.beatweaver.level.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beatweaver.InputException;
import io.beatweaver.level.Arc;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.BoostEvent;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Extras;
import io.beatweaver.level.Hand;
import io.beatweaver.level.LaneRotation;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LightEvent;
import io.beatweaver.level.NjsEvent;
import io.beatweaver.level.Note;
import io.beatweaver.level.RandomObjects;
import io.beatweaver.level.ReadWarning;
import io.beatweaver.level.Wall;
import io.beatweaver.tempo.TempoChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every family of difficulty files must keep. */
abstract class DifficultyCodecContract {
  static final ObjectMapper MAPPER = new ObjectMapper();

  abstract LevelFormat format();

  /** A file with two notes, a bomb, a wall, an arc and what else the family has, as text. */
  abstract String sample();

  /** The file of notes whose beats are given as JSON text, all else left out. */
  abstract String notesAt(String... beats);

  /** Where the value of the note at an index is, as a warning names it. */
  abstract String place(int note);

  /** An array whose rows are the given text, the only one of a file. */
  abstract String rows(String text);

  /** The arrays that a written file must have. */
  abstract List<String> arrays();

  boolean hasChains() {
    return true;
  }

  boolean hasAngles() {
    return true;
  }

  boolean hasTempoChanges() {
    return true;
  }

  /** What the sample says of its notes beyond their numbers, by index. */
  abstract Extras sampleExtras(int note);

  /** Whether files of the family hold lights, rather than files beside them. */
  boolean hasLights() {
    return true;
  }

  final Difficulties.Result read(String text) throws InputException {
    return Difficulties.read(text.getBytes(StandardCharsets.UTF_8), "file");
  }

  @Test
  void readsEveryObject() throws IOException {
    Difficulties.Result result = read(sample());
    DifficultyContent content = result.content();
    assertEquals(format(), result.format());
    assertEquals(List.of(), result.warnings().list());
    int angle = hasAngles() ? 15 : 0;
    assertEquals(
        List.of(
            new Note(2.5, 1, 0, Hand.LEFT, 1, 0, 0, sampleExtras(0)),
            new Note(10, 3, 2, Hand.RIGHT, 8, angle, 0, sampleExtras(1))),
        content.notes);
    assertEquals(List.of(new Bomb(4, 2, 1)), content.bombs);
    assertEquals(List.of(new Wall(6, -1.5, 0, 1, 2, 4)), content.walls);
    assertEquals(
        List.of(new Arc(2.5, 1, 0, Hand.LEFT, 1, 0.75, 5, 2, 2, 0, 1.25, 1)), content.arcs);
    assertEquals(
        hasChains() ? List.of(new Chain(10, 3, 2, Hand.RIGHT, 8, 10.25, 1, 0, 5, 0.8)) : List.of(),
        content.chains);
    assertEquals(
        hasTempoChanges() ? List.of(new TempoChange(8, 180.5)) : List.of(), content.tempoChanges);
    assertEquals(
        hasLights() ? List.of(new LightEvent(1, 1, 3, 1)) : List.of(), content.lightEvents);
  }

  @Test
  void readsByteOrderMarks() throws IOException {
    byte[] marked = ("\uFEFF" + sample()).getBytes(StandardCharsets.UTF_8);
    assertEquals(2, Difficulties.read(marked, "file").content().notes.size());
  }

  @Test
  void whatIsLeftOutIsZero() throws IOException {
    DifficultyContent content = read(notesAt("null")).content();
    assertEquals(List.of(new Note(0, 0, 0, Hand.LEFT, 0, 0)), content.notes);
  }

  @Test
  void numbersInOtherClothesAreNumbers() throws IOException {
    List<Note> notes = read(notesAt("\"2.5\"", "3", "4e0", "true")).content().notes;
    assertEquals(List.of(2.5, 3.0, 4.0, 1.0), notes.stream().map(Note::beat).toList());
  }

  @Test
  void aBadRowCostsOnlyItself() throws IOException {
    String[] bad = {"NaN", "1e308", "-1e308", "1e999", "\"soon\"", "{}", "[1]", "-Infinity"};
    for (String value : bad) {
      Difficulties.Result result = read(notesAt("1", value, "3"));
      assertEquals(
          List.of(1.0, 3.0), result.content().notes.stream().map(Note::beat).toList(), value);
      assertEquals(1, result.warnings().list().size(), value);
      assertEquals(place(1), result.warnings().list().get(0).place());
      assertEquals("file", result.warnings().list().get(0).file());
    }
  }

  @Test
  void rowsThatAreNoObjectsCostOnlyThemselves() throws IOException {
    Difficulties.Result result = read(rows("{}, null, 7, \"x\", [[1]], {}"));
    assertEquals(2, result.content().notes.size() + result.content().walls.size());
    assertEquals(4, result.warnings().list().size());
  }

  @Test
  void complaintsAreBounded() throws IOException {
    String[] beats = new String[5000];
    Arrays.fill(beats, "NaN");
    Difficulties.Result result = read(notesAt(beats));
    List<ReadWarning> warnings = result.warnings().list();
    assertEquals(11, warnings.size());
    assertEquals(place(9), warnings.get(9).place());
    assertEquals(
        new ReadWarning("file", place(9).replace("9", ""), "no number", 4990), warnings.get(10));
  }

  @Test
  void aFileCutAnywhereIsRefused() {
    String text = sample();
    for (int length = 0; length < text.length(); length++) {
      String cut = text.substring(0, length);
      InputException e = assertThrows(InputException.class, () -> read(cut), cut);
      assertEquals("file", e.file());
      assertFalse(e.reason().contains("\n"));
    }
  }

  @Test
  void hostileFilesAreRefused() {
    String deep = "[".repeat(100_000);
    assertThrows(InputException.class, () -> read(rows("{\"customData\":" + deep)));
    assertThrows(InputException.class, () -> read(rows("{}" + ",{}".repeat(1_000_000))));
    assertThrows(InputException.class, () -> read("[]"));
    assertThrows(InputException.class, () -> read("null"));
    assertThrows(InputException.class, () -> read("17"));
    assertThrows(InputException.class, () -> read("{}"));
    assertThrows(InputException.class, () -> read("{\"version\":\"9.0.0\"}"));
    assertThrows(InputException.class, () -> read("{\"version\":\"\u0000\"}"));
  }

  @Test
  void everyByteMayBeWrong() {
    byte[] bytes = sample().getBytes(StandardCharsets.UTF_8);
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] = (byte) random.nextInt(256);
      try {
        Difficulties.read(changed, "file");
      } catch (InputException e) {
        refused++;
      }
    }
    assertTrue(refused > 0);
  }

  @Test
  void readsBackWhatItWrites() throws IOException {
    Random random = new Random(3);
    for (int run = 0; run < 50; run++) {
      DifficultyContent content = random(random);
      byte[] bytes = Json.write(json -> Difficulties.codec(format()).write(content, json));
      Difficulties.Result result = Difficulties.read(bytes, "file");
      assertEquals(format(), result.format());
      assertEquals(List.of(), result.warnings().list());
      assertEquals(content.notes, result.content().notes);
      assertEquals(content.bombs, result.content().bombs);
      assertEquals(content.walls, result.content().walls);
      assertEquals(content.arcs, result.content().arcs);
      assertEquals(content.chains, result.content().chains);
      assertEquals(content.tempoChanges, result.content().tempoChanges);
      assertEquals(content.laneRotations, result.content().laneRotations);
      assertEquals(content.njsEvents, result.content().njsEvents);
      assertEquals(content.lightEvents, result.content().lightEvents);
      assertEquals(content.boosts, result.content().boosts);
      assertEquals(content.extras, result.content().extras);
      assertEquals(content.lightExtras, result.content().lightExtras);
    }
  }

  @Test
  void writesEveryArrayEvenIfEmpty() throws IOException {
    byte[] bytes =
        Json.write(json -> Difficulties.codec(format()).write(new DifficultyContent(), json));
    JsonNode root = MAPPER.readTree(bytes);
    for (String array : arrays()) {
      assertTrue(root.path(array).isArray(), array);
      assertEquals(0, root.path(array).size(), array);
    }
  }

  /** Random content that the family can hold, sorted. */
  final DifficultyContent random(Random random) {
    RandomObjects objects = new RandomObjects(random, format());
    DifficultyContent content = new DifficultyContent();
    fill(random, content.notes, Note.ORDER, () -> objects.note(hasAngles()));
    fill(random, content.bombs, Bomb.ORDER, objects::bomb);
    fill(random, content.walls, Wall.ORDER, objects::wall);
    fill(random, content.arcs, Arc.ORDER, objects::arc);
    if (hasChains()) {
      fill(random, content.chains, Chain.ORDER, objects::chain);
    }
    if (hasTempoChanges()) {
      fill(
          random,
          content.tempoChanges,
          Comparator.comparingDouble(TempoChange::beat),
          () -> new TempoChange(objects.beat(), 60 + random.nextDouble() * 200));
      fill(random, content.laneRotations, LaneRotation.ORDER, objects::laneRotation);
    } else {
      fill(random, content.njsEvents, NjsEvent.ORDER, objects::njsEvent);
    }
    if (hasLights()) {
      fill(random, content.lightEvents, LightEvent.ORDER, objects::light);
      fill(random, content.boosts, BoostEvent.ORDER, objects::boost);
    }
    content.extras = objects.extras("");
    return content;
  }

  private static <T> void fill(
      Random random, List<T> list, Comparator<T> order, Supplier<T> supplier) {
    int count = random.nextInt(30);
    for (int i = 0; i < count; i++) {
      list.add(supplier.get());
    }
    Collections.sort(list, order);
  }
}
