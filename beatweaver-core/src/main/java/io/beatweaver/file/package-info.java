/**
 * What every writer needs: files that are there as a whole or not at all, by names for any system,
 * in folders held by one writer at a time.
 */
package io.beatweaver.file;
