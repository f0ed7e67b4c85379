package io.beatweaver.model.internal.decode;

/**
 * Brings one beatmap's density to a target by adding a constant to the onset head's logits.
 *
 * <p>Before the first window the notes of the whole song are expected from the onset head alone. If
 * they fit the target, or nearly so, nothing is added; else the constant is chosen that brings them
 * there. The decoder has a say too, and an easier beatmap's rhythm, so after every window the notes
 * that came are compared with those that were expected. Where they lead away from the target, or
 * did from the start, the constant is chosen anew for the rest of the song. Used by one thread at a
 * time.
 */
final class DensitySteering {
  /**
   * Notes an expected onset before any is written. One onset in five is for both hands, but at
   * timing temperatures below 1 some of the expected ones don't come: 0.7 to 1.06 were measured at
   * 0.7, most near 1.
   */
  static final double NOTES_PER_ONSET = 1;

  /** How far the notes that come may lie from the expected ones: inside, nothing is steered. */
  static final double TOLERANCE = 1.15;

  /**
   * As far as logits are raised. To the starter real songs are quieter than those that it learned
   * from: at 3, Easy was too thin in 13 of 22. What asks for more than this is next to silence and
   * stays thin.
   */
  static final double MAX_RAISE = 8;

  /** What is assumed beforehand weighs as much as this many onsets, less with every window. */
  private static final double PRIOR_ONSETS = 8;

  /** What a window's notes weigh in the next one: the decoder's answer to a shift isn't linear. */
  private static final double MEMORY = 0.75;

  /** How much more or less than its share the rest of a song may get for what went before. */
  private static final double MAX_AMENDS = 0.25;

  /** At most so often the shift is chosen anew, for it takes a look at the rest of the song. */
  private static final int MAX_CHOICES = 32;

  private final OnsetDensity density;
  private final int rows;
  private final double wantedNotes;
  private final double expectedOnsets;
  private final double maxShift;
  private boolean steering;
  private double shift;
  private double recentOnsets = PRIOR_ONSETS;
  private double recentNotes = PRIOR_ONSETS * NOTES_PER_ONSET;
  private double allOnsets = PRIOR_ONSETS;
  private long notesBefore;
  private int chosenAt;

  /**
   * A beatmap of which nothing is written.
   *
   * @param density the onset head's view of the song at this difficulty
   * @param rows the song's
   * @param seconds the song's, above 0
   * @param targetNps notes a second that are wanted, above 0
   */
  DensitySteering(OnsetDensity density, int rows, double seconds, double targetNps) {
    this.density = density;
    this.rows = rows;
    wantedNotes = seconds * targetNps;
    expectedOnsets = density.expected(0, rows, 0);
    steering = density.isLevelled() || isOff(NOTES_PER_ONSET);
    maxShift = NOTES_PER_ONSET * expectedOnsets > TOLERANCE * wantedNotes ? 0 : MAX_RAISE;
    if (steering) {
      shift = density.shiftFor(0, wantedNotes / NOTES_PER_ONSET, maxShift);
    }
  }

  private boolean isOff(double notesPerOnset) {
    double notes = notesPerOnset * expectedOnsets;
    return notes > TOLERANCE * wantedNotes || notes < wantedNotes / TOLERANCE;
  }

  /**
   * Whether the beatmap is steered at all.
   *
   * @return false while less than 15 % off the target and even enough
   */
  boolean steers() {
    return steering;
  }

  /**
   * What is added to the onset logits of the next window.
   *
   * @return at most {@link #MAX_RAISE}, 0 unless {@link #steers()}; parts with a level of their own
   *     get more or less
   */
  double shift() {
    return shift;
  }

  /**
   * The onset logits that the next window's decoder is to see.
   *
   * @param logits holds a window's onset logits
   * @param offset where they begin
   * @param count how many there are
   * @param firstRow the song's row of the first
   * @return a new array
   */
  float[] shifted(float[] logits, int offset, int count, int firstRow) {
    float[] shifted = new float[count];
    for (int i = 0; i < count; i++) {
      shifted[i] = (float) (logits[offset + i] + density.shiftAt(firstRow + i, shift));
    }
    return shifted;
  }

  /**
   * A window is written.
   *
   * @param fromRow the first row that it wrote
   * @param toRow the row after the last
   * @param notes of the beatmap from its start to there
   */
  void written(int fromRow, int toRow, long notes) {
    recentOnsets = MEMORY * recentOnsets + density.expected(fromRow, toRow, shift);
    recentNotes = MEMORY * recentNotes + (notes - notesBefore);
    notesBefore = notes;
    allOnsets += density.expected(fromRow, toRow, shift);
    steering = steering || isOff((notes + PRIOR_ONSETS * NOTES_PER_ONSET) / allOnsets);
    if (steering && toRow < rows && toRow - chosenAt >= rows / MAX_CHOICES) {
      chosenAt = toRow;
      choose(toRow, notes);
    }
  }

  private void choose(int fromRow, long notes) {
    // Half a note keeps the shift finite where nothing has come for long.
    double notesPerOnset = (recentNotes + 0.5) / (recentOnsets + 0.5);
    double restOfOnsets = density.expected(fromRow, rows, shift);
    double share = wantedNotes * restOfOnsets / density.expected(0, rows, shift);
    double missing =
        Math.max((1 - MAX_AMENDS) * share, Math.min(wantedNotes - notes, (1 + MAX_AMENDS) * share));
    shift = density.shiftFor(fromRow, missing / notesPerOnset, maxShift);
  }
}
