/** How the audio room does its work; not for use from outside. */
package io.beatweaver.audio.internal;
