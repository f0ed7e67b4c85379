/** MP3: the frames and tags of a file; what is in the frames is left to JLayer. */
package io.beatweaver.audio.internal.mp3;
