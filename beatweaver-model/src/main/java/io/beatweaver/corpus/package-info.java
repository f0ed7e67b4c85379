/**
 * From a heap of levels to something a model can be trained on: finds levels, reads them on all
 * cores, stores them and caches their songs' features.
 */
package io.beatweaver.corpus;
