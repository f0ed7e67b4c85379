/** Beats and seconds: the one place where time is converted. */
package io.beatweaver.tempo;
