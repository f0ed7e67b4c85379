/**
 * The model: trained on songs and people's beatmaps, it hears a song's features and writes
 * beatmaps.
 *
 * <ul>
 *   <li>{@link io.beatweaver.model.Trainer} learns from a {@link io.beatweaver.model.TrainingSet}
 *       and makes a {@link io.beatweaver.model.Checkpoint}, as {@link
 *       io.beatweaver.model.TrainingOptions} say, watched by a {@link
 *       io.beatweaver.model.TrainingListener} and stopped by a {@link
 *       io.beatweaver.model.TrainingControl};
 *   <li>{@link io.beatweaver.model.MapGenerator} plays it, {@link
 *       io.beatweaver.model.LevelGenerator} makes whole levels with it;
 *   <li>{@link io.beatweaver.model.Evaluation} and {@link io.beatweaver.model.MapEvaluation} say
 *       how well, and whether the audio was heard at all.
 * </ul>
 */
package io.beatweaver.model;
