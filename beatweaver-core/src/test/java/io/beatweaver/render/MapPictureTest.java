package io.beatweaver.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapPictureTest {
  @TempDir Path folder;

  private static Beatmap map(List<Note> notes, List<Bomb> bombs, List<Wall> walls) {
    return new Beatmap(
        Characteristic.STANDARD,
        Difficulty.EXPERT,
        "",
        "",
        16,
        0,
        TempoMap.ofChanges(128, List.of(new TempoChange(70.5, 150)), 0.2),
        notes,
        bombs,
        walls,
        List.of(new Arc(8, 0, 0, Hand.LEFT, 1, 1, 14, 1, 2, 0, 1, 0)),
        List.of(new Chain(20, 3, 2, Hand.RIGHT, 1, 20.75, 3, 0, 6, 1)));
  }

  private static Beatmap song(int beats) {
    Random random = new Random(3);
    List<Note> notes = new ArrayList<>();
    List<Bomb> bombs = new ArrayList<>();
    List<Wall> walls = new ArrayList<>();
    boolean down = true;
    for (double beat = 4; beat < beats; beat += random.nextInt(4) == 0 ? 1 : 0.5) {
      boolean left = random.nextBoolean();
      int[] ups = {0, 4, 5};
      int[] downs = {1, 6, 7, 8};
      int direction = down ? downs[random.nextInt(4)] : ups[random.nextInt(3)];
      notes.add(
          new Note(
              beat,
              left ? random.nextInt(2) : 2 + random.nextInt(2),
              random.nextInt(3),
              left ? Hand.LEFT : Hand.RIGHT,
              direction,
              0));
      if (random.nextInt(5) == 0) {
        notes.add(
            new Note(beat, left ? 3 : 0, 0, left ? Hand.RIGHT : Hand.LEFT, random.nextInt(4), 0));
      }
      if (random.nextInt(20) == 0) {
        bombs.add(new Bomb(beat + 0.25, 1, 1));
      }
      if (random.nextInt(25) == 0) {
        walls.add(new Wall(beat, 3, random.nextInt(2) * 3, 0, 1, 5));
      }
      down = !down;
    }
    walls.add(new Wall(40, 4, 0, 2, 4, 3));
    return map(notes, bombs, walls);
  }

  private static float[] envelope(int beats) {
    float[] values = new float[beats * 16];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (i % 8 == 0 ? 1 : -1 + 1.2 * Math.exp(-(i % 8)));
    }
    return values;
  }

  @Test
  void drawsNotesInTheColourOfTheHandAndElsewherePaper() {
    Beatmap map =
        Beatmap.of(
            Difficulty.EASY,
            TempoMap.constant(120),
            List.of(new Note(1, 0, 0, Hand.LEFT, 8, 0), new Note(25, 3, 2, Hand.RIGHT, 1, 0)));
    BufferedImage image = MapPicture.of(map, null, "").image();
    // One beat right of the margin, first band, lowest line; then a stave further down.
    assertEquals(0xd6352b, image.getRGB(52 + 60, 136 + 2 + 37) & 0xffffff);
    assertEquals(0xfdfcfa, image.getRGB(5, 5) & 0xffffff);
    int secondStave = 136 + 18 + 4 * 49 + 14;
    assertEquals(0x1c4fb4, image.getRGB(52 + 60, secondStave + 3 * 49 + 2 + 7) & 0xffffff);
  }

  @Test
  void theStripRisesWhereTheNotesAreMany() {
    List<Note> notes = new ArrayList<>();
    // Ten seconds without, ten with two a second, ten with eight a second.
    for (double beat = 20; beat < 60; beat += beat < 40 ? 1 : .25) {
      notes.add(Note.of(beat, 1, 1, Hand.LEFT, io.beatweaver.level.CutDirection.UP));
    }
    Beatmap map = Beatmap.of(Difficulty.EASY, TempoMap.constant(120), notes);
    BufferedImage image = MapPicture.of(map, null, "").image();
    int wide = 6 * 4 * 60;
    int[] heights = new int[3];
    for (int third = 0; third < 3; third++) {
      int x = 52 + (2 * third + 1) * wide / 6;
      for (int y = 58; y < 106 && heights[third] == 0; y++) {
        boolean line = (image.getRGB(x, y) >> 16 & 0xff) < 0xb0;
        heights[third] = line ? 106 - y : 0;
      }
    }
    assertTrue(heights[0] <= 2, "nothing: " + heights[0]);
    assertEquals(heights[2] / 4., heights[1], 2);
    assertTrue(heights[2] > 30, "at the top: " + heights[2]);
  }

  @Test
  void anArcAtTheEdgeIsSeenAllTheWay() {
    for (int column : new int[] {0, 3}) {
      int row = column == 0 ? 2 : 0;
      int direction = column == 0 ? 0 : 1;
      Arc arc =
          new Arc(1, column, row, Hand.RIGHT, direction, 1, 5, column, row, 1 - direction, 1, 0);
      Beatmap map = map(List.of(), List.of(), List.of()).toBuilder().arcs(List.of(arc)).build();
      BufferedImage image = MapPicture.of(map, null, "").image();
      // Between the lanes' edges, in stretches of a third of a beat.
      int top = 136 + column * 49;
      for (int x = 52 + 60; x < 52 + 5 * 60; x += 20) {
        int blue = 0;
        for (int y = top; y < top + 49; y++) {
          for (int i = x; i < x + 20; i++) {
            int color = image.getRGB(i, y);
            blue += (color & 0xff) - (color >> 16 & 0xff) > 60 ? 1 : 0;
          }
        }
        assertTrue(blue > 3, "column " + column + ", no arc at " + x);
      }
    }
  }

  @Test
  void upAndDownLookDifferentInTheRightWay() {
    // The arrow's head is broad: above the middle for a cut up, below it for one down.
    for (int direction : new int[] {0, 1}) {
      Beatmap map =
          Beatmap.of(
              Difficulty.EASY,
              TempoMap.constant(120),
              List.of(new Note(1, 1, 1, Hand.LEFT, direction, 0)));
      BufferedImage image = MapPicture.of(map, null, "").image();
      int centre = 136 + 49 + 2 + 15 + 7;
      int above = red(image, centre - 2);
      int below = red(image, centre + 3);
      assertTrue(direction == 0 ? above > below : below > above, above + " " + below);
    }
  }

  private static int red(BufferedImage image, int y) {
    int count = 0;
    for (int x = 52 + 48; x < 52 + 72; x++) {
      count += (image.getRGB(x, y) & 0xffffff) == 0xd6352b ? 1 : 0;
    }
    return count;
  }

  @Test
  void writesAReadablePngOfALongSongInOneStep() throws IOException {
    Path file = folder.resolve("picture.png");
    Files.writeString(file, "an older picture");
    MapPicture picture = MapPicture.of(song(240), envelope(242), "A song of two minutes");
    picture.writePng(file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertTrue(image.getWidth() < 1600 && image.getHeight() < 3500);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
    Path again = folder.resolve("again.png");
    picture.writePng(again);
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
  }

  @Test
  void theEnvelopeMakesRoomForItself() {
    Beatmap map = song(20);
    BufferedImage without = MapPicture.of(map, null, "t").image();
    BufferedImage with = MapPicture.of(map, envelope(20), "t").image();
    assertNotEquals(without.getHeight(), with.getHeight());
  }

  @Test
  void strangeMapsAreDrawnAsFarAsTheyGo() {
    List<Note> notes =
        List.of(
            new Note(-3, 0, 0, Hand.LEFT, 0, 0),
            new Note(2, 1000, 0, Hand.LEFT, 0, 0),
            new Note(3, 0, 0, Hand.LEFT, 1045, 0),
            new Note(1e6, 0, 0, Hand.LEFT, 0, 0));
    List<Wall> walls =
        List.of(
            new Wall(-5, 1e6, 0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE),
            new Wall(8, -2, 1, 0, 1, 5),
            new Wall(1, 0, -7, -2, 3, 1),
            new Wall(1, 0, 0, 0, 0, 0));
    BufferedImage image =
        MapPicture.of(
                map(notes, List.of(new Bomb(-1, 0, 0), new Bomb(2, 9, 9)), walls),
                new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1, 1},
                "line\nbreak ".repeat(100))
            .image();
    assertTrue(image.getHeight() < 20_000);
    Beatmap empty = Beatmap.of(Difficulty.EASY, TempoMap.constant(100), List.of());
    assertTrue(MapPicture.of(empty, new float[0], "").image().getHeight() < 400);
  }
}
