/**
 * Maps out of the game's own files: Unity asset bundles, and the extraction of official levels from
 * them into ordinary level folders.
 */
package io.beatweaver.unity;
