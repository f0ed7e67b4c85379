/**
 * The demo corpus: songs that are composed and synthesised from a seed, and charts that a
 * rule-based mapper makes of their known hits.
 *
 * <p>{@link io.beatweaver.demo.DemoSong} is the score, {@link io.beatweaver.demo.SongSynthesizer}
 * lets it sound, {@link io.beatweaver.demo.RuleMapper} charts it, {@link
 * io.beatweaver.demo.DemoCorpus} writes many of them as ordinary level folders, in a plain and in a
 * wide {@link io.beatweaver.demo.DemoStyle}. Scores and audio are pure functions of their seed and
 * the same on every machine, so that tests, benchmarks and the training of the starter model need
 * no data from outside; so are charts of the plain style, while those of the wide one are measured
 * in the audio by {@link io.beatweaver.demo.OnsetHits}.
 *
 * <p>{@link io.beatweaver.demo.MusicCorpus} charts songs that somebody else recorded in the same
 * way.
 */
package io.beatweaver.demo;
