package io.beatweaver.benchmarks;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.Note;
import io.beatweaver.storage.StoredSong;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Levels of the size of real ones, made from a seed: two to five difficulties, some 2,500 notes in
 * all, on sixteenths of a beat, half of them after one another at a regular distance.
 */
final class NoteCorpus {
  private static final Difficulty[] DIFFICULTIES = Difficulty.values();

  private NoteCorpus() {}

  /** Songs with at least so many notes in all. */
  static List<StoredSong> ofNotes(long notes) {
    List<StoredSong> songs = new ArrayList<>();
    long made = 0;
    while (made < notes) {
      StoredSong song = song(songs.size());
      songs.add(song);
      made += song.level().beatmaps().stream().mapToLong(map -> map.notes().size()).sum();
    }
    return songs;
  }

  static StoredSong song(int number) {
    return song(number, 1);
  }

  /** A song with so many times the usual notes. */
  static StoredSong song(int number, double density) {
    Random random = new Random(number);
    double bpm = 80 + random.nextInt(1200) / 10.0;
    TempoMap tempo = TempoMap.constant(bpm);
    double seconds = 100 + random.nextInt(150);
    List<Beatmap> maps = new ArrayList<>();
    for (int d = random.nextInt(4); d < DIFFICULTIES.length; d++) {
      double notesPerSecond = density * (1.3 + d * 1.1);
      maps.add(Beatmap.of(DIFFICULTIES[d], tempo, notes(random, tempo, seconds, notesPerSecond)));
    }
    LevelInfo info =
        LevelInfo.of("Song " + number, "Artist " + number % 5000, "Mapper", bpm, "song.egg");
    String hash = String.format("%032x%08x", 0x9E3779B97F4A7C15L * number, number);
    Level level = new Level(info, maps, Optional.empty(), hash, List.of());
    return StoredSong.of(level, "beatsaver", String.format("%064x", number), seconds);
  }

  private static List<Note> notes(
      Random random, TempoMap tempo, double seconds, double notesPerSecond) {
    List<Note> notes = new ArrayList<>();
    double beats = tempo.beatAt(seconds);
    double step = beats / (seconds * notesPerSecond);
    double beat = 4;
    while (beat < beats) {
      int hand = random.nextInt(2);
      notes.add(
          new Note(
              Math.round(beat * 16) / 16.0,
              2 * hand + random.nextInt(2),
              random.nextInt(3),
              Hand.ofColor(hand),
              random.nextInt(9),
              0));
      beat += step * (random.nextBoolean() ? 1 : 0.5 + random.nextDouble());
    }
    return notes;
  }
}
