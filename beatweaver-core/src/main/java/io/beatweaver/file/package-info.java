/**
 * What every writer needs: files that are there as a whole or not at all, by names for any system.
 */
package io.beatweaver.file;
