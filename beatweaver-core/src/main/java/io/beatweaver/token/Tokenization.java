package io.beatweaver.token;

/**
 * A beatmap as tokens, and an account of what tokens can't hold.
 *
 * <p>The arrays are not copied: whoever holds a tokenization may read them and must not change
 * them.
 *
 * @param tokens {@code START DIFF (BAR (POS LEFT RIGHT)*)* END}, each 0..290
 * @param bars bars in the stream, at least 1
 * @param barStarts for each bar the index of its BAR token in {@code tokens}
 * @param encodedNotes notes in the stream
 * @param quantisation how far the notes in the stream moved to reach the grid
 * @param extraNotesOfAHand notes left out because the hand has another one at that step, see {@link
 *     Tokenizer} for which stays
 * @param offGridNotes notes left out because place or direction is no plain grid value
 * @param beforeStart notes left out because their step is before beat 0
 * @param sameCell notes of the right hand left out because the left one has that cell at that step
 * @param angleOffsets notes in the stream whose angle offset was not 0, which tokens don't hold
 * @param otherObjects bombs, walls, arcs and chains, which tokens don't hold
 */
public record Tokenization(
    int[] tokens,
    int bars,
    int[] barStarts,
    long encodedNotes,
    Quantisation quantisation,
    long extraNotesOfAHand,
    long offGridNotes,
    long beforeStart,
    long sameCell,
    long angleOffsets,
    long otherObjects) {
  /**
   * Notes of the beatmap that are not in the stream, for whatever reason.
   *
   * @return at least 0; with {@code encodedNotes} it makes up the beatmap's notes
   */
  public long lostNotes() {
    return extraNotesOfAHand + offGridNotes + beforeStart + sameCell;
  }
}
