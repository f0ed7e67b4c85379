package io.beatweaver.demo.internal;

import io.beatweaver.demo.Section;

/**
 * A bar of a song in the making.
 *
 * @param kind the section it belongs to
 * @param number its number within the section
 * @param sectionBars bars of the section
 * @param startBeat its first beat
 * @param bpm its tempo
 * @param intensity rhythmic density relative to the song's mean, 0 for silence
 */
record Bar(
    Section.Kind kind,
    int number,
    int sectionBars,
    double startBeat,
    double bpm,
    double intensity) {
  double seconds() {
    return 240 / bpm;
  }

  /** The last bar of a phrase of four, where fills belong. */
  boolean endsPhrase() {
    return number % 4 == 3 && number + 1 < sectionBars;
  }

  Bar withIntensity(double other) {
    return new Bar(kind, number, sectionBars, startBeat, bpm, other);
  }

  Bar at(double beat, double tempo) {
    return new Bar(kind, number, sectionBars, beat, tempo, intensity);
  }
}
