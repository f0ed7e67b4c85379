/**
 * What goes around the notes of a beatmap: walls, bombs, arcs, chains and lights, by rules over the
 * notes and the song's onset envelope.
 */
package io.beatweaver.dressing;
