/** Unity asset bundles, as the game has its levels in: what is in them, and the audio of clips. */
package io.beatweaver.unity;
