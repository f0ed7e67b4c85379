/** Files and folders that are there as a whole or not at all: every writer of BeatWeaver's. */
package io.beatweaver.file;
