package io.beatweaver.level.internal;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.BoostEvent;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Extras;
import io.beatweaver.level.LaneRotation;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LightEvent;
import io.beatweaver.level.NjsEvent;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.level.WriteLoss.Kind;
import io.beatweaver.tempo.TempoMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Beatmaps as a format can hold them, with an account of what it can't. */
final class Fitting {
  private final LevelFormat format;
  private final TempoMap shared;
  private final double bpm;
  private final Losses losses;
  private final CarriedLosses carried;

  /**
   * @param format the format to write
   * @param shared the tempo of the level, which beatmaps follow where the format has one for all
   * @param bpm the info's tempo
   * @param losses counts what can't be held
   */
  Fitting(LevelFormat format, TempoMap shared, double bpm, Losses losses) {
    this.format = format;
    this.shared = shared;
    this.bpm = bpm;
    this.losses = losses;
    this.carried = new CarriedLosses(format, losses);
  }

  /** A beatmap as the format can hold it, on the tempo that its file will have. */
  DifficultyContent of(Beatmap beatmap) {
    DifficultyContent content = new DifficultyContent();
    addObjects(beatmap, content);
    addEvents(beatmap, content);
    content.extras = beatmap.extras();
    content.lightExtras = CarriedLights.in(format, beatmap.lights().extras());
    carried.count(beatmap);
    TempoMap tempo = beatmap.tempo();
    boolean fits =
        format == LevelFormat.V4
            ? Retiming.same(tempo, shared)
            : Math.abs(tempo.secondsAt(0) - shared.secondsAt(0)) <= 1e-9;
    if (!fits) {
      losses.add(Kind.RETIMED_BEATMAPS, 1);
      carried.countAll(content.lightExtras);
      content.lightExtras = Extras.NONE;
      content = Retiming.of(content, tempo, shared);
      tempo = shared;
    }
    addLanes(content);
    if (format != LevelFormat.V4) {
      TempoChanges changes =
          TempoChanges.of(tempo, bpm, beats(content).min().orElse(Double.POSITIVE_INFINITY));
      losses.add(Kind.APPROXIMATED_TEMPOS, changes.approximations());
      content.tempoChanges.addAll(changes.changes());
    }
    return content;
  }

  private void addObjects(Beatmap beatmap, DifficultyContent content) {
    boolean v2 = format == LevelFormat.V2;
    for (Note note : beatmap.notes()) {
      boolean angled = v2 && note.angleOffset() != 0;
      losses.add(Kind.ANGLE_OFFSETS, angled ? 1 : 0);
      content.notes.add(angled ? straight(note) : note);
    }
    content.bombs.addAll(beatmap.bombs());
    for (Wall wall : beatmap.walls()) {
      if (!v2 && wall.extensionType() != 0) {
        losses.add(Kind.EXTENSION_WALLS, 1);
      } else {
        content.walls.add(wall);
      }
    }
    content.arcs.addAll(beatmap.arcs());
    for (Chain chain : beatmap.chains()) {
      if (v2 || chain.squish() == 0) {
        losses.add(v2 ? Kind.CHAINS : Kind.CRASHING_CHAINS, 1);
      } else {
        content.chains.add(chain);
      }
    }
  }

  private static Note straight(Note note) {
    return new Note(
        note.beat(),
        note.x(),
        note.y(),
        note.hand(),
        note.direction(),
        0,
        note.rotation(),
        note.extras());
  }

  private void addEvents(Beatmap beatmap, DifficultyContent content) {
    if (format == LevelFormat.V4) {
      content.njsEvents.addAll(beatmap.njsEvents());
    } else {
      losses.add(Kind.NJS_EVENTS, beatmap.njsEvents().size());
    }
    content.laneRotations.addAll(beatmap.laneRotations());
    content.boosts.addAll(beatmap.lights().boosts());
    for (LightEvent event : beatmap.lights().events()) {
      if (format == LevelFormat.V2 && EventsV2.isTaken(event.type())) {
        losses.add(Kind.LIGHT_EVENTS, 1);
      } else {
        content.lightEvents.add(event);
      }
    }
  }

  private void addLanes(DifficultyContent content) {
    if (format == LevelFormat.V4) {
      content.laneRotations.clear();
      losses.add(Kind.FRACTIONAL_ROTATIONS, fractions(content));
      return;
    }
    LaneTurns turns = LaneTurns.of(content);
    losses.add(Kind.LANES, turns.moved());
    if (format == LevelFormat.V2) {
      losses.add(Kind.FRACTIONAL_ROTATIONS, EventsV2.fractions(turns.rotations()));
    }
    if (turns.rotations() != content.laneRotations) {
      content.laneRotations.clear();
      content.laneRotations.addAll(turns.rotations());
    }
  }

  private static long fractions(DifficultyContent content) {
    return Stream.of(
            content.notes.stream().mapToDouble(Note::rotation),
            content.bombs.stream().mapToDouble(b -> b.rotation()),
            content.walls.stream().mapToDouble(Wall::rotation),
            content.arcs.stream().flatMapToDouble(a -> both(a.rotation(), a.tailRotation())),
            content.chains.stream().flatMapToDouble(c -> both(c.rotation(), c.tailRotation())))
        .flatMapToDouble(degrees -> degrees)
        .filter(degrees -> degrees != Math.rint(degrees))
        .count();
  }

  /** Every beat at which something of a beatmap begins or ends. */
  static DoubleStream beats(DifficultyContent content) {
    return Stream.of(
            content.notes.stream().mapToDouble(Note::beat),
            content.bombs.stream().mapToDouble(b -> b.beat()),
            content.walls.stream().flatMapToDouble(w -> both(w.beat(), w.beat() + w.duration())),
            content.arcs.stream().flatMapToDouble(a -> both(a.beat(), a.tailBeat())),
            content.chains.stream().flatMapToDouble(c -> both(c.beat(), c.tailBeat())),
            content.laneRotations.stream().mapToDouble(LaneRotation::beat),
            content.njsEvents.stream().mapToDouble(NjsEvent::beat),
            content.lightEvents.stream().mapToDouble(LightEvent::beat),
            content.boosts.stream().mapToDouble(BoostEvent::beat))
        .flatMapToDouble(beats -> beats);
  }

  private static DoubleStream both(double a, double b) {
    return DoubleStream.of(a, b);
  }
}
