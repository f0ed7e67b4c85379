/**
 * From a song file to what a model hears: {@link io.beatweaver.audio.AudioDecoder} turns a file
 * into mono samples, {@link io.beatweaver.audio.TempoEstimator} finds the beat, and {@link
 * io.beatweaver.audio.FeatureExtractor} lays log-mel bands and the onset envelope on the beat grid.
 *
 * <pre>{@code
 * AudioClip song = AudioDecoder.decode(Path.of("song.ogg"));
 * TempoMap tempo = TempoEstimator.estimate(song).toTempoMap();
 * SongFeatures features = new FeatureExtractor().extract(song, tempo);
 * }</pre>
 *
 * <p>Everything here is pure Java and may be called from several threads at once.
 */
package io.beatweaver.audio;
