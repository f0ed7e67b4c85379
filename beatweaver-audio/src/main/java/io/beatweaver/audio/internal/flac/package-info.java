/** FLAC, written from RFC 9639. */
package io.beatweaver.audio.internal.flac;
