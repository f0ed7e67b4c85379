package io.beatweaver.model;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.model.internal.decode.KeptPart;
import io.beatweaver.tempo.TempoMap;
import io.beatweaver.token.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a beatmap that is to be written anew.
 *
 * @param existing the beatmap
 * @param fromBeat where the stretch begins
 * @param toBeat the first beat after it
 */
record MapStretch(Beatmap existing, double fromBeat, double toBeat) {
  /** Seconds that two tempo maps may differ and still be one: a file rounds them. */
  private static final double ONE_TEMPO_SECONDS = 0.01;

  MapStretch {
    if (!(fromBeat >= 0 && toBeat > fromBeat)) {
      throw new IllegalArgumentException(
          "a stretch begins at beat 0 or later and ends behind: " + fromBeat + ".." + toBeat);
    }
  }

  /** Refuses features on another grid than the notes'. */
  void requireTempo(TempoMap tempo, int rows) {
    double end = Math.min(toBeat, BeatGrid.beatOf(rows));
    for (double beat : new double[] {fromBeat, (fromBeat + end) / 2, end}) {
      double own = existing.tempo().secondsAt(beat);
      if (!(Math.abs(own - tempo.secondsAt(beat)) <= ONE_TEMPO_SECONDS)) {
        throw new IllegalArgumentException(
            "beat "
                + beat
                + " is at "
                + own
                + " s in the beatmap and at "
                + tempo.secondsAt(beat)
                + " s in the song's features");
      }
    }
  }

  /** What stays, as the streams see it. */
  KeptPart kept(int rows) {
    int bars = BeatGrid.barsCovering(rows);
    long steps = (long) bars * BeatGrid.STEPS_PER_BAR;
    List<Note> inSong =
        existing.notes().stream()
            .filter(note -> !contains(note.beat()))
            .filter(note -> !(BeatGrid.nearestStep(note.beat()) >= steps))
            .toList();
    int[] tokens =
        Tokenizer.encode(Beatmap.of(existing.difficulty(), existing.tempo(), inSong), bars)
            .tokens();
    return KeptPart.of(tokens, rows, firstStep(fromBeat, rows), firstStep(toBeat, rows));
  }

  /**
   * The beatmap with another stretch. Notes, bombs, walls, arcs and chains outside are the same
   * objects, and so is all that isn't played; of the old ones nothing is left that lies in the
   * stretch, reaches into it or passes over it.
   */
  Beatmap with(List<Note> stretch) {
    List<Note> notes =
        new ArrayList<>(existing.notes().stream().filter(note -> !contains(note.beat())).toList());
    notes.addAll(stretch);
    return existing.toBuilder()
        .notes(notes)
        .bombs(existing.bombs().stream().filter(bomb -> !contains(bomb.beat())).toList())
        .walls(existing.walls().stream().filter(wall -> !reaches(wall)).toList())
        .arcs(existing.arcs().stream().filter(arc -> !touches(arc)).toList())
        .chains(existing.chains().stream().filter(chain -> !touches(chain)).toList())
        .build();
  }

  private boolean reaches(Wall wall) {
    double end = wall.beat() + wall.duration();
    double first = Math.min(wall.beat(), end);
    double last = Math.max(wall.beat(), end);
    return contains(wall.beat()) || first < toBeat && last > fromBeat;
  }

  private boolean touches(Arc arc) {
    return arc.beat() < toBeat && arc.tailBeat() >= fromBeat;
  }

  private boolean touches(Chain chain) {
    return chain.beat() < toBeat && chain.tailBeat() >= fromBeat;
  }

  private boolean contains(double beat) {
    return beat >= fromBeat && beat < toBeat;
  }

  /** The first step at or after a beat, at most the song's end. */
  private static long firstStep(double beat, int rows) {
    return (long) Math.min(rows, Math.ceil(beat * BeatGrid.STEPS_PER_BEAT));
  }
}
