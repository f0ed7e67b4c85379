package io.beatweaver.level.internal;

import io.beatweaver.level.Arc;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.BoostEvent;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Extras;
import io.beatweaver.level.LaneRotation;
import io.beatweaver.level.LightEvent;
import io.beatweaver.level.NjsEvent;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.tempo.TempoChange;
import java.util.ArrayList;
import java.util.List;

/** What a difficulty file holds, in any order. Filled by one reader, then only read. */
final class DifficultyContent {
  final List<Note> notes = new ArrayList<>();
  final List<Bomb> bombs = new ArrayList<>();
  final List<Wall> walls = new ArrayList<>();
  final List<Arc> arcs = new ArrayList<>();
  final List<Chain> chains = new ArrayList<>();
  final List<LaneRotation> laneRotations = new ArrayList<>();
  final List<NjsEvent> njsEvents = new ArrayList<>();

  /** Lights; none in v4, which has them in a file of their own. */
  final List<LightEvent> lightEvents = new ArrayList<>();

  final List<BoostEvent> boosts = new ArrayList<>();

  /** Tempo changes in the file's order; none in v4, which has them in its audio data. */
  final List<TempoChange> tempoChanges = new ArrayList<>();

  /** Lights that aren't understood. */
  Extras lightExtras = Extras.NONE;

  Extras extras = Extras.NONE;

  /** The value of {@code version}, empty without that key. */
  String version = "";

  /** The value of {@code _version}, empty without that key. */
  String oldVersion = "";

  /** What v1 files say of the note jump speed, 0 elsewhere. */
  double noteJumpSpeed;

  double noteJumpOffset;

  /** How many objects and events there are. */
  int size() {
    return notes.size()
        + bombs.size()
        + walls.size()
        + arcs.size()
        + chains.size()
        + laneRotations.size()
        + njsEvents.size()
        + lightEvents.size()
        + boosts.size()
        + tempoChanges.size()
        + lightExtras.members().size()
        + extras.members().size();
  }

  /** The version as the file says it. */
  String declaredVersion() {
    return version.isEmpty() ? oldVersion : version;
  }
}
