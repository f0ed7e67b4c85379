/**
 * What every room of BeatWeaver shares: the one exception for input that can't be used and the one
 * way to watch long work.
 */
package io.beatweaver;
