/**
 * One small program a job, over the public API alone. {@link io.beatweaver.examples.BeatWeaver} is
 * their common entry.
 */
package io.beatweaver.examples;
