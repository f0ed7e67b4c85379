/**
 * From a heap of levels to something a model can be trained on: finds levels, reads them on all
 * cores, stores them and caches their songs' features ({@link
 * io.beatweaver.corpus.CorpusProcessor}), then chooses, weighs and tokenizes what is learned from
 * ({@link io.beatweaver.corpus.TrainingCorpus}).
 */
package io.beatweaver.corpus;
