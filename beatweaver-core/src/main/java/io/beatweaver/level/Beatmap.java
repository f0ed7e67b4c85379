package io.beatweaver.level;

import io.beatweaver.tempo.TempoMap;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * One difficulty of a level. The lists are immutable and sorted by their type's {@code ORDER}.
 *
 * @param characteristic how it is played
 * @param difficulty how hard
 * @param file the file it came from, relative to the level; empty for a new one
 * @param version the file's version as it says itself; empty for a new one
 * @param noteJumpSpeed NJS, metres a second
 * @param noteJumpOffset start beat offset
 * @param tempo beats to seconds of audio for this beatmap
 * @param notes notes
 * @param bombs bombs
 * @param walls walls
 * @param arcs arcs
 * @param chains chains
 */
public record Beatmap(
    Characteristic characteristic,
    Difficulty difficulty,
    String file,
    String version,
    double noteJumpSpeed,
    double noteJumpOffset,
    TempoMap tempo,
    List<Note> notes,
    List<Bomb> bombs,
    List<Wall> walls,
    List<Arc> arcs,
    List<Chain> chains) {
  /** Copies and sorts the lists. */
  public Beatmap {
    Objects.requireNonNull(characteristic, "characteristic");
    Objects.requireNonNull(difficulty, "difficulty");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(tempo, "tempo");
    Checks.finite(noteJumpSpeed, "noteJumpSpeed");
    Checks.finite(noteJumpOffset, "noteJumpOffset");
    notes = sorted(notes, Note.ORDER);
    bombs = sorted(bombs, Bomb.ORDER);
    walls = sorted(walls, Wall.ORDER);
    arcs = sorted(arcs, Arc.ORDER);
    chains = sorted(chains, Chain.ORDER);
  }

  /**
   * A new Standard beatmap of notes alone, with the customary note jump speed of its difficulty.
   *
   * @param difficulty how hard
   * @param tempo beats to seconds
   * @param notes in any order
   * @return the beatmap
   */
  public static Beatmap of(Difficulty difficulty, TempoMap tempo, List<Note> notes) {
    return new Beatmap(
        Characteristic.STANDARD,
        difficulty,
        "",
        "",
        defaultNoteJumpSpeed(difficulty),
        0,
        tempo,
        notes,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /**
   * The customary note jump speed.
   *
   * @param difficulty how hard
   * @return 10, 10, 12, 16 or 18 metres a second
   */
  public static double defaultNoteJumpSpeed(Difficulty difficulty) {
    return switch (difficulty) {
      case EASY, NORMAL -> 10;
      case HARD -> 12;
      case EXPERT -> 16;
      case EXPERT_PLUS -> 18;
    };
  }

  private static <T> List<T> sorted(List<T> items, Comparator<T> order) {
    return items.stream().sorted(order).toList();
  }
}
