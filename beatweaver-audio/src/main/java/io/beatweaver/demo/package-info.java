/**
 * The demo corpus: songs that are composed and synthesised from a seed, and charts that a
 * rule-based mapper makes of their known hits.
 *
 * <p>{@link io.beatweaver.demo.DemoSong} is the score, {@link io.beatweaver.demo.SongSynthesizer}
 * lets it sound, {@link io.beatweaver.demo.RuleMapper} charts it, {@link
 * io.beatweaver.demo.DemoCorpus} writes many of them as ordinary level folders. Everything is a
 * pure function of its seed and the same on every machine, so that tests, benchmarks and the
 * training of the starter model need no data from outside.
 */
package io.beatweaver.demo;
