package io.beatweaver.quality;

/**
 * What one hand of a beatmap has to do. Notes at most 1/8 beat after a swing's first one belong to
 * that swing, which goes the way of its first arrow.
 *
 * <p>Parity: a hand that cuts downwards does so forehand, upwards backhand, and sideways either way
 * (by preference forehand towards the other hand's side, backhand outwards). It goes from one to
 * the other with every swing; a swing of dots alone takes whichever is due. Parity breaks where the
 * side that is due can't cut that way, or where the cut goes within 90 degrees of the one before:
 * the hand has to come back first. A bomb where the hand comes to rest after a swing (in the cell
 * of its last note or beyond it in the direction of the cut) sends the hand back, so that any swing
 * may follow.
 *
 * @param notes notes of the hand
 * @param swings its swings
 * @param forehand swings played forehand
 * @param backhand swings played backhand; the few that are neither are dots before the first arrow
 * @param parityBreaks swings that parity forbids
 * @param bombResets pairs of neighbouring swings with a bomb between them that sends the hand back
 * @param contradictions swings that hold an arrow against their direction (more than 90 degrees off
 *     it), which nobody can play
 * @param patternDiversity share of distinct ones among the hand's runs of 4 notes (x, y,
 *     direction), 0..1; 0 for less than 4 notes
 */
public record HandQuality(
    int notes,
    int swings,
    int forehand,
    int backhand,
    int parityBreaks,
    int bombResets,
    int contradictions,
    double patternDiversity) {}
