package io.beatweaver.level;

import io.beatweaver.level.internal.Lanes;
import io.beatweaver.tempo.TempoMap;
import java.util.List;
import java.util.Objects;

/**
 * One difficulty of a level. The lists are immutable and sorted by their type's {@code ORDER};
 * objects that are equal by that order stay in the order they came in.
 *
 * <p>An object's {@code rotation} is the lane it comes along, in every format. Objects that all
 * stand straight ahead in a beatmap that has lane rotations are turned by these when the beatmap is
 * built, so it is enough to give either.
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
 * @param laneRotations the turns of v2 and v3 files; none in v4, where each object has its lane
 * @param njsEvents changes of the note jump speed
 * @param lights lights
 * @param environment the stage's name; empty for the level's own
 * @param extras what else its file says
 * @param infoExtras what else the level's info file says of it: labels, requirements, the colour
 *     scheme; at place {@code set} what it says of the characteristic
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
    List<Chain> chains,
    List<LaneRotation> laneRotations,
    List<NjsEvent> njsEvents,
    Lightshow lights,
    String environment,
    Extras extras,
    Extras infoExtras) {
  /** Copies and sorts the lists, and turns objects by the lane rotations. */
  public Beatmap {
    Objects.requireNonNull(characteristic, "characteristic");
    Objects.requireNonNull(difficulty, "difficulty");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(tempo, "tempo");
    Objects.requireNonNull(lights, "lights");
    environment = Checks.text(environment, "environment");
    Objects.requireNonNull(extras, "extras");
    Objects.requireNonNull(infoExtras, "infoExtras");
    Checks.finite(noteJumpSpeed, "noteJumpSpeed");
    Checks.finite(noteJumpOffset, "noteJumpOffset");
    laneRotations = Checks.sorted(laneRotations, LaneRotation.ORDER);
    njsEvents = Checks.sorted(njsEvents, NjsEvent.ORDER);
    if (!laneRotations.isEmpty() && new Lanes(List.of()).fit(notes, bombs, walls, arcs, chains)) {
      Lanes lanes = new Lanes(laneRotations);
      notes = notes.stream().map(lanes::turned).toList();
      bombs = bombs.stream().map(lanes::turned).toList();
      walls = walls.stream().map(lanes::turned).toList();
      arcs = arcs.stream().map(lanes::turned).toList();
      chains = chains.stream().map(lanes::turned).toList();
    }
    notes = Checks.sorted(notes, Note.ORDER);
    bombs = Checks.sorted(bombs, Bomb.ORDER);
    walls = Checks.sorted(walls, Wall.ORDER);
    arcs = Checks.sorted(arcs, Arc.ORDER);
    chains = Checks.sorted(chains, Chain.ORDER);
  }

  /**
   * A beatmap of objects alone.
   *
   * @param characteristic how it is played
   * @param difficulty how hard
   * @param file the file it came from
   * @param version the file's version
   * @param noteJumpSpeed NJS, metres a second
   * @param noteJumpOffset start beat offset
   * @param tempo beats to seconds of audio
   * @param notes notes
   * @param bombs bombs
   * @param walls walls
   * @param arcs arcs
   * @param chains chains
   */
  public Beatmap(
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
    this(
        characteristic,
        difficulty,
        file,
        version,
        noteJumpSpeed,
        noteJumpOffset,
        tempo,
        notes,
        bombs,
        walls,
        arcs,
        chains,
        List.of(),
        List.of(),
        Lightshow.NONE,
        "",
        Extras.NONE,
        Extras.NONE);
  }

  /**
   * A new Standard beatmap of notes alone, with the customary note jump of its difficulty.
   *
   * @param difficulty how hard
   * @param tempo beats to seconds
   * @param notes in any order
   * @return the beatmap
   */
  public static Beatmap of(Difficulty difficulty, TempoMap tempo, List<Note> notes) {
    return new BeatmapBuilder(Characteristic.STANDARD, difficulty, tempo).notes(notes).build();
  }

  /**
   * A builder that begins with all of this beatmap.
   *
   * @return a new builder
   */
  public BeatmapBuilder toBuilder() {
    return new BeatmapBuilder(this);
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
}
