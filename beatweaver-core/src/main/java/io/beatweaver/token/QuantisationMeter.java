package io.beatweaver.token;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.Note;
import io.beatweaver.tempo.TempoMap;

/** Sums up a {@link Quantisation}, note by note. */
final class QuantisationMeter {
  private final TempoMap tempo;
  private long notes;
  private long moved;
  private long thirtySeconds;
  private long triplets;
  private double maxBeats;
  private double sumBeats;
  private double maxSeconds;
  private double sumSeconds;

  QuantisationMeter(TempoMap tempo) {
    this.tempo = tempo;
  }

  void add(Note note, long step) {
    notes++;
    double beat = BeatGrid.beatOf(step);
    double error = Math.abs(note.beat() - beat);
    if (error == 0) {
      return;
    }
    double seconds = Math.abs(tempo.secondsAt(note.beat()) - tempo.secondsAt(beat));
    maxBeats = Math.max(maxBeats, error);
    sumBeats += error;
    maxSeconds = Math.max(maxSeconds, seconds);
    sumSeconds += seconds;
    if (error > Tokenizer.QUANTISATION_TOLERANCE_BEATS) {
      moved++;
      thirtySeconds += isOn(note.beat(), 32) ? 1 : 0;
      triplets += isOn(note.beat(), 24) ? 1 : 0;
    }
  }

  private static boolean isOn(double beat, int parts) {
    return Math.abs(beat - Math.rint(beat * parts) / parts)
        <= Tokenizer.QUANTISATION_TOLERANCE_BEATS;
  }

  Quantisation result() {
    return new Quantisation(
        moved,
        thirtySeconds,
        triplets,
        maxBeats,
        notes == 0 ? 0 : sumBeats / notes,
        maxSeconds * 1000,
        notes == 0 ? 0 : sumSeconds * 1000 / notes);
  }
}
