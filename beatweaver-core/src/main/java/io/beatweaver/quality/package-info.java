/**
 * How good a map is, in figures: what it is like ({@link io.beatweaver.quality.MapQuality}), what
 * either hand has to do ({@link io.beatweaver.quality.HandQuality}), how well its timing meets
 * another map's or a song's ({@link io.beatweaver.quality.OnsetMatch}), and what people's maps are
 * like ({@link io.beatweaver.quality.HumanBand}).
 */
package io.beatweaver.quality;
