package io.beatweaver.model;

/**
 * How often the likeliest token is the one that came, teacher-forced and without the grammar's
 * mask. Told apart by class, for tokens that nearly always come hide the others in a common figure.
 *
 * @param structure of BAR, END and empty hands; 0..1, NaN where there were none
 * @param position of positions
 * @param note of notes, right only with hand, cell and direction
 */
public record TokenAccuracy(double structure, double position, double note) {}
