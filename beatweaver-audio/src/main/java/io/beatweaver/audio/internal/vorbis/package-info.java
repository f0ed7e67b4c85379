/** Ogg Vorbis, written from the Vorbis I specification and RFC 3533. */
package io.beatweaver.audio.internal.vorbis;
