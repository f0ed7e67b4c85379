/**
 * The model: trained on a store of levels, it hears a song's features and writes beatmaps. {@code
 * Trainer} makes a {@code Checkpoint}, {@code MapGenerator} plays it.
 */
package io.beatweaver.model;
