package io.beatweaver.model.internal;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.BoostEvent;
import io.beatweaver.level.Chain;
import io.beatweaver.level.LightEvent;
import io.beatweaver.level.Lightshow;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Begins a beatmap at the start of its audio. Songs rarely begin on a beat, and a song time offset,
 * which levels once had for that, is refused by upload sites. So one bar at a tempo of its own
 * leads from the audio's start to the song's first bar; from there on all is as it was, one bar
 * later.
 *
 * <p>All objects keep their seconds. Those after the lead-in move by whole bars and so stay on the
 * grid. Where the first bar is nearly at the audio's start, or before it, the lead-in ends at a
 * later one.
 */
public final class LeadIn {
  /** The shortest lead-in: less would be a tempo that no editor draws. */
  private static final double LEAST_SECONDS = 0.25;

  private static final double ON_TIME_SECONDS = 1e-9;

  private final TempoMap from;
  private final TempoMap to;
  private final int firstBeat;

  /**
   * A lead-in.
   *
   * @param tempo the song's, beat 0 anywhere
   */
  public LeadIn(TempoMap tempo) {
    from = tempo;
    if (Math.abs(tempo.secondsAt(0)) < ON_TIME_SECONDS) {
      to = tempo;
      firstBeat = BeatGrid.BEATS_PER_BAR;
      return;
    }
    int bar = 0;
    while (tempo.secondsAt(bar * BeatGrid.BEATS_PER_BAR) < LEAST_SECONDS) {
      bar++;
    }
    firstBeat = bar * BeatGrid.BEATS_PER_BAR;
    double seconds = tempo.secondsAt(firstBeat);
    List<TempoChange> changes = new ArrayList<>();
    changes.add(new TempoChange(BeatGrid.BEATS_PER_BAR, tempo.bpmAt(firstBeat)));
    for (TempoChange change : tempo.changes()) {
      if (change.beat() > firstBeat) {
        changes.add(new TempoChange(moved(change.beat()), change.bpm()));
      }
    }
    to = TempoMap.ofChanges(BeatGrid.BEATS_PER_BAR * 60 / seconds, changes, 0);
  }

  /**
   * The tempo with the lead-in.
   *
   * @return beat 0 at the start of the audio
   */
  public TempoMap tempo() {
    return to;
  }

  private double moved(double beat) {
    return beat - firstBeat + BeatGrid.BEATS_PER_BAR;
  }

  private double at(double beat) {
    return beat >= firstBeat ? moved(beat) : to.beatAt(from.secondsAt(beat));
  }

  /**
   * A beatmap on the tempo with the lead-in. What sounds before the audio begins is left out.
   *
   * @param map on the song's tempo, with notes, bombs, walls, arcs, chains and basic lights
   * @return a new beatmap, every object at the second that it was at
   */
  public Beatmap apply(Beatmap map) {
    if (to.equals(from)) {
      return map;
    }
    return map.toBuilder()
        .tempo(to)
        .notes(heard(map.notes(), note -> note.moved(this::at), Note::beat))
        .bombs(heard(map.bombs(), bomb -> bomb.moved(this::at), Bomb::beat))
        .walls(heard(map.walls(), wall -> wall.moved(this::at), Wall::beat))
        .arcs(heard(map.arcs(), arc -> arc.moved(this::at), Arc::beat))
        .chains(heard(map.chains(), chain -> chain.moved(this::at), Chain::beat))
        .lights(
            new Lightshow(
                heard(map.lights().events(), event -> event.moved(this::at), LightEvent::beat),
                heard(map.lights().boosts(), boost -> boost.moved(this::at), BoostEvent::beat),
                map.lights().extras()))
        .build();
  }

  private static <T> List<T> heard(
      List<T> objects, UnaryOperator<T> moved, ToDoubleFunction<T> beat) {
    return objects.stream().map(moved).filter(o -> beat.applyAsDouble(o) >= 0).toList();
  }
}
