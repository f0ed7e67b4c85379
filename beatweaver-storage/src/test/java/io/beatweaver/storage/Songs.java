package io.beatweaver.storage;

import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.Note;
import io.beatweaver.level.ReadWarning;
import io.beatweaver.level.Wall;
import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Songs for tests, made from a seed. */
final class Songs {
  static final String AUDIO_HASH = "0123456789abcdef".repeat(4);

  private Songs() {}

  static String hash(int number) {
    return String.format("%040x", 0xABCDEF0000000L + number);
  }

  static StoredSong random(int seed) {
    Random random = new Random(seed);
    List<Beatmap> maps = new ArrayList<>();
    TempoMap shared = tempo(random);
    boolean oneTempo = random.nextBoolean();
    for (Difficulty difficulty : Difficulty.values()) {
      if (random.nextInt(4) > 0) {
        TempoMap tempo = oneTempo ? shared : tempo(random);
        maps.add(beatmap(random, Characteristic.STANDARD, difficulty, tempo, 200));
      }
    }
    maps.add(beatmap(random, new Characteristic("OneSaber"), Difficulty.HARD, shared, 50));
    LevelInfo info =
        new LevelInfo(
            "Ünïcode 歌 " + seed,
            "\"quoted\" \\ \n",
            "Ärtist 🎵",
            "mapper " + seed,
            60 + random.nextDouble() * 140,
            "song.egg",
            random.nextDouble(),
            "cover.jpg",
            "DefaultEnvironment",
            1,
            10,
            "2.1.0");
    Level level =
        new Level(
            info,
            maps,
            Optional.of(Path.of("levels", "ö " + seed)),
            hash(seed),
            List.of(new ReadWarning("Info.dat", "", "for the count")));
    CommunityRating rating =
        random.nextBoolean()
            ? CommunityRating.NONE
            : new CommunityRating(
                Integer.toHexString(seed + 16),
                random.nextDouble(),
                random.nextInt(1000),
                random.nextInt(100));
    return StoredSong.of(level, "cömmunity", AUDIO_HASH, 180.25 + seed).withRating(rating);
  }

  static TempoMap tempo(Random random) {
    List<TempoChange> changes = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      changes.add(new TempoChange(random.nextInt(300), 60 + random.nextDouble() * 200));
    }
    return TempoMap.ofChanges(60 + random.nextDouble() * 200, changes, random.nextDouble() - 0.5);
  }

  /** Objects on the 1/16 grid and off it, all in the range of the store's columns. */
  static Beatmap beatmap(
      Random random,
      Characteristic characteristic,
      Difficulty difficulty,
      TempoMap tempo,
      int most) {
    List<Note> notes = new ArrayList<>();
    for (int i = random.nextInt(most); i > 0; i--) {
      notes.add(
          new Note(
              beat(random),
              random.nextInt(4),
              random.nextInt(3),
              Hand.ofColor(random.nextInt(2)),
              random.nextInt(9),
              random.nextInt(721) - 360));
    }
    List<Bomb> bombs = new ArrayList<>();
    for (int i = random.nextInt(10); i > 0; i--) {
      bombs.add(new Bomb(beat(random), random.nextInt(4), random.nextInt(3)));
    }
    List<Wall> walls = new ArrayList<>();
    for (int i = random.nextInt(10); i > 0; i--) {
      walls.add(
          new Wall(
              beat(random),
              (float) (random.nextDouble() * 8 - 1),
              random.nextInt(256) - 128,
              random.nextInt(3),
              random.nextInt(5) - 1,
              1 + random.nextInt(5)));
    }
    return new Beatmap(
        characteristic,
        difficulty,
        difficulty + characteristic.name() + ".dat",
        "3.3.0",
        10 + random.nextInt(10),
        random.nextDouble() - 0.5,
        tempo,
        notes,
        bombs,
        walls,
        arcs(random),
        chains(random));
  }

  private static List<Arc> arcs(Random random) {
    List<Arc> arcs = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      arcs.add(
          new Arc(
              beat(random),
              random.nextInt(4),
              random.nextInt(3),
              Hand.ofColor(random.nextInt(2)),
              random.nextInt(9),
              random.nextFloat(),
              beat(random),
              random.nextInt(256) - 128,
              random.nextInt(3),
              random.nextInt(9),
              random.nextFloat() * 2,
              random.nextInt(3)));
    }
    return arcs;
  }

  private static List<Chain> chains(Random random) {
    List<Chain> chains = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      chains.add(
          new Chain(
              beat(random),
              random.nextInt(4),
              random.nextInt(3),
              Hand.ofColor(random.nextInt(2)),
              random.nextInt(9),
              beat(random),
              random.nextInt(4),
              random.nextInt(256) - 128,
              random.nextInt(1000),
              random.nextFloat()));
    }
    return chains;
  }

  private static double beat(Random random) {
    return random.nextInt(3) > 0 ? random.nextInt(1 << 13) / 16.0 : random.nextFloat() * 400;
  }

  /** A song with one beatmap of these notes. */
  static StoredSong ofNotes(int number, List<Note> notes) {
    return of(number, List.of(Beatmap.of(Difficulty.EXPERT, TempoMap.constant(120), notes)));
  }

  static StoredSong of(int number, List<Beatmap> maps) {
    LevelInfo info = LevelInfo.of("title", "artist", "mapper", 120, "song.ogg");
    Level level = new Level(info, maps, Optional.empty(), hash(number), List.of());
    return StoredSong.of(level, "test", AUDIO_HASH, 60);
  }

  static void write(Path folder, StoreSettings settings, StoredSong... songs) throws Exception {
    try (StoreWriter writer = StoreWriter.create(folder, settings)) {
      for (StoredSong song : songs) {
        writer.add(song);
      }
      writer.commit();
    }
  }

  static void append(Path folder, StoredSong... songs) throws Exception {
    try (StoreWriter writer = StoreWriter.append(folder, StoreSettings.defaults())) {
      for (StoredSong song : songs) {
        writer.add(song);
      }
      writer.commit();
    }
  }
}
