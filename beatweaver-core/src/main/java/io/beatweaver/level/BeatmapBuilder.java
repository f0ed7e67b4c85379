package io.beatweaver.level;

import io.beatweaver.tempo.TempoMap;
import java.util.List;

/**
 * Builds a {@link Beatmap}, new or from another one. Not safe for several threads.
 *
 * <pre>{@code
 * Beatmap lit = map.toBuilder().lights(Lightshow.of(events, List.of())).build();
 * }</pre>
 */
public final class BeatmapBuilder {
  private Characteristic characteristic;
  private Difficulty difficulty;
  private String file = "";
  private String version = "";
  private double noteJumpSpeed;
  private double noteJumpOffset;
  private TempoMap tempo;
  private List<Note> notes = List.of();
  private List<Bomb> bombs = List.of();
  private List<Wall> walls = List.of();
  private List<Arc> arcs = List.of();
  private List<Chain> chains = List.of();
  private List<LaneRotation> laneRotations = List.of();
  private List<NjsEvent> njsEvents = List.of();
  private Lightshow lights = Lightshow.NONE;
  private String environment = "";
  private Extras extras = Extras.NONE;
  private Extras infoExtras = Extras.NONE;

  /**
   * Begins a beatmap without objects, at the customary note jump speed of its difficulty and the
   * offset that goes with it at the tempo of beat 0.
   *
   * @param characteristic how it is played
   * @param difficulty how hard
   * @param tempo beats to seconds of audio
   */
  public BeatmapBuilder(Characteristic characteristic, Difficulty difficulty, TempoMap tempo) {
    this.characteristic = characteristic;
    this.difficulty = difficulty;
    this.tempo = tempo;
    this.noteJumpSpeed = Beatmap.defaultNoteJumpSpeed(difficulty);
    this.noteJumpOffset = NoteJump.defaultOffset(tempo.bpmAt(0), difficulty);
  }

  BeatmapBuilder(Beatmap map) {
    characteristic = map.characteristic();
    difficulty = map.difficulty();
    file = map.file();
    version = map.version();
    noteJumpSpeed = map.noteJumpSpeed();
    noteJumpOffset = map.noteJumpOffset();
    tempo = map.tempo();
    notes = map.notes();
    bombs = map.bombs();
    walls = map.walls();
    arcs = map.arcs();
    chains = map.chains();
    laneRotations = map.laneRotations();
    njsEvents = map.njsEvents();
    lights = map.lights();
    environment = map.environment();
    extras = map.extras();
    infoExtras = map.infoExtras();
  }

  /**
   * Sets how it is played.
   *
   * @param characteristic how it is played
   * @return this builder
   */
  public BeatmapBuilder characteristic(Characteristic characteristic) {
    this.characteristic = characteristic;
    return this;
  }

  /**
   * Sets how hard it is.
   *
   * @param difficulty how hard
   * @return this builder
   */
  public BeatmapBuilder difficulty(Difficulty difficulty) {
    this.difficulty = difficulty;
    return this;
  }

  /**
   * Sets the file it came from.
   *
   * @param file the file it came from, relative to the level
   * @return this builder
   */
  public BeatmapBuilder file(String file) {
    this.file = file;
    return this;
  }

  /**
   * Sets the file's version as it says itself.
   *
   * @param version the file's version as it says itself
   * @return this builder
   */
  public BeatmapBuilder version(String version) {
    this.version = version;
    return this;
  }

  /**
   * Sets NJS.
   *
   * @param noteJumpSpeed NJS, metres a second
   * @return this builder
   */
  public BeatmapBuilder noteJumpSpeed(double noteJumpSpeed) {
    this.noteJumpSpeed = noteJumpSpeed;
    return this;
  }

  /**
   * Sets start beat offset.
   *
   * @param noteJumpOffset start beat offset
   * @return this builder
   */
  public BeatmapBuilder noteJumpOffset(double noteJumpOffset) {
    this.noteJumpOffset = noteJumpOffset;
    return this;
  }

  /**
   * Sets how beats are timed.
   *
   * @param tempo beats to seconds of audio
   * @return this builder
   */
  public BeatmapBuilder tempo(TempoMap tempo) {
    this.tempo = tempo;
    return this;
  }

  /**
   * Sets notes.
   *
   * @param notes notes, in any order
   * @return this builder
   */
  public BeatmapBuilder notes(List<Note> notes) {
    this.notes = notes;
    return this;
  }

  /**
   * Sets bombs.
   *
   * @param bombs bombs, in any order
   * @return this builder
   */
  public BeatmapBuilder bombs(List<Bomb> bombs) {
    this.bombs = bombs;
    return this;
  }

  /**
   * Sets walls.
   *
   * @param walls walls, in any order
   * @return this builder
   */
  public BeatmapBuilder walls(List<Wall> walls) {
    this.walls = walls;
    return this;
  }

  /**
   * Sets arcs.
   *
   * @param arcs arcs, in any order
   * @return this builder
   */
  public BeatmapBuilder arcs(List<Arc> arcs) {
    this.arcs = arcs;
    return this;
  }

  /**
   * Sets chains.
   *
   * @param chains chains, in any order
   * @return this builder
   */
  public BeatmapBuilder chains(List<Chain> chains) {
    this.chains = chains;
    return this;
  }

  /**
   * Sets turns of the lane.
   *
   * @param laneRotations turns of the lane, in any order
   * @return this builder
   */
  public BeatmapBuilder laneRotations(List<LaneRotation> laneRotations) {
    this.laneRotations = laneRotations;
    return this;
  }

  /**
   * Sets changes of the note jump speed.
   *
   * @param njsEvents changes of the note jump speed, in any order
   * @return this builder
   */
  public BeatmapBuilder njsEvents(List<NjsEvent> njsEvents) {
    this.njsEvents = njsEvents;
    return this;
  }

  /**
   * Sets lights.
   *
   * @param lights lights
   * @return this builder
   */
  public BeatmapBuilder lights(Lightshow lights) {
    this.lights = lights;
    return this;
  }

  /**
   * Sets the stage's name.
   *
   * @param environment the stage's name; empty for the level's own
   * @return this builder
   */
  public BeatmapBuilder environment(String environment) {
    this.environment = environment;
    return this;
  }

  /**
   * Sets what else its file says.
   *
   * @param extras what else its file says
   * @return this builder
   */
  public BeatmapBuilder extras(Extras extras) {
    this.extras = extras;
    return this;
  }

  /**
   * Sets what else the info file says of it.
   *
   * @param infoExtras what else the info file says of it
   * @return this builder
   */
  public BeatmapBuilder infoExtras(Extras infoExtras) {
    this.infoExtras = infoExtras;
    return this;
  }

  /**
   * Builds the beatmap.
   *
   * @return a new beatmap
   */
  public Beatmap build() {
    return new Beatmap(
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
        laneRotations,
        njsEvents,
        lights,
        environment,
        extras,
        infoExtras);
  }
}
