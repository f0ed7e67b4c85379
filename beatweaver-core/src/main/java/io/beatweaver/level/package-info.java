/**
 * Beat Saber levels: the records that describe them, {@code LevelReader} that reads every format
 * into them and {@code LevelWriter} that writes them back.
 */
package io.beatweaver.level;
