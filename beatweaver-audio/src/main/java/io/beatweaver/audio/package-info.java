/**
 * From a song file to what a model hears: {@link io.beatweaver.audio.AudioDecoder} turns a file
 * into mono samples, {@link io.beatweaver.audio.TempoEstimator} finds the beat, and {@link
 * io.beatweaver.audio.FeatureExtractor} lays log-mel bands and the onset envelope on the beat grid.
 *
 * <pre>{@code
 * AudioClip song = AudioDecoder.decode(Path.of("song.ogg"));
 * TempoMap tempo = TempoEstimator.estimate(song).tempoMap();
 * SongFeatures features = new FeatureExtractor().extract(song, tempo);
 * }</pre>
 *
 * <p>Long files go through piece by piece ({@link io.beatweaver.audio.Resampler}, {@link
 * io.beatweaver.audio.SongAnalyser}), many files through {@link io.beatweaver.audio.FeatureBatch}.
 *
 * <p>Everything here is pure Java and, where it isn't said to be for one thread, may be called from
 * several at once. An application that starts Java with {@code --add-modules jdk.incubator.vector}
 * gets the same values sooner, but for a float's last digit.
 */
package io.beatweaver.audio;
