package io.beatweaver.level;

import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Levels of random objects that every format can hold but for chains and angles in V2. */
final class RandomLevels {
  private RandomLevels() {}

  static TempoMap tempo(Random random, double bpm, double offset) {
    List<TempoChange> changes = new ArrayList<>();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      changes.add(new TempoChange(random.nextInt(200) / 4.0, 40 + random.nextDouble() * 260));
    }
    return TempoMap.ofChanges(bpm, changes, offset);
  }

  static Level level(Random random, double bpm, List<TempoMap> tempi, boolean rich) {
    List<Beatmap> beatmaps = new ArrayList<>();
    Difficulty[] difficulties = Difficulty.values();
    for (int i = 0; i < tempi.size(); i++) {
      beatmaps.add(
          beatmap(
              random,
              new Characteristic(i < 3 ? "Standard" : "One/Saber " + i),
              difficulties[i % 5],
              tempi.get(i),
              rich));
    }
    LevelInfo info =
        new LevelInfo(
            "A \"quoted\" title \u266b",
            "sub",
            "Artist\\",
            "Mapper",
            bpm,
            "song.ogg",
            0,
            "cover.png",
            "NiceEnvironment",
            1.5,
            10,
            "");
    return Level.of(info, beatmaps);
  }

  private static Beatmap beatmap(
      Random random, Characteristic characteristic, Difficulty d, TempoMap tempo, boolean rich) {
    List<Note> notes = new ArrayList<>();
    List<Bomb> bombs = new ArrayList<>();
    List<Wall> walls = new ArrayList<>();
    List<Arc> arcs = new ArrayList<>();
    List<Chain> chains = new ArrayList<>();
    for (int i = random.nextInt(60); i > 0; i--) {
      int angle = rich ? random.nextInt(5) * 15 : 0;
      notes.add(new Note(beat(random), x(random), y(random), hand(random), cut(random), angle));
    }
    for (int i = random.nextInt(10); i > 0; i--) {
      bombs.add(new Bomb(beat(random), x(random), y(random)));
    }
    for (int i = random.nextInt(10); i > 0; i--) {
      walls.add(
          new Wall(
              beat(random), random.nextDouble() * 4, x(random), y(random), 1, random.nextInt(6)));
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      double b = beat(random);
      arcs.add(
          new Arc(b, x(random), y(random), hand(random), cut(random), 1, b + 2, 3, 2, 1, 0.5, 2));
    }
    for (int i = rich ? random.nextInt(5) : 0; i > 0; i--) {
      double b = beat(random);
      chains.add(
          new Chain(b, x(random), y(random), hand(random), cut(random), b + 0.5, 1, 2, 4, 0.9));
    }
    return new Beatmap(
        characteristic,
        d,
        "",
        "",
        10 + random.nextInt(10),
        0.25,
        tempo,
        notes,
        bombs,
        walls,
        arcs,
        chains);
  }

  private static double beat(Random random) {
    return random.nextBoolean() ? random.nextInt(1600) / 16.0 : random.nextDouble() * 100;
  }

  private static int x(Random random) {
    return random.nextInt(4);
  }

  private static int y(Random random) {
    return random.nextInt(3);
  }

  private static int cut(Random random) {
    return random.nextInt(9);
  }

  private static Hand hand(Random random) {
    return Hand.ofColor(random.nextInt(2));
  }
}
