/** How requests are paced, repeated and bounded. */
package io.beatweaver.beatsaver.internal;
