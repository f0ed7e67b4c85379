package io.beatweaver.model;

import io.beatweaver.audio.TempoEstimate;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Level;
import io.beatweaver.level.ReadWarning;
import io.beatweaver.level.WriteReport;
import io.beatweaver.tempo.TempoMap;
import java.util.List;
import java.util.Optional;

/**
 * What came of a song.
 *
 * @param level the level as it was written, its beatmaps with a bar that leads in from the start of
 *     the audio to the song's first beat
 * @param report its files
 * @param tempo the song's tempo, beat 0 at its first beat
 * @param estimate what was heard of the tempo; empty if the tempo was given
 * @param features what the model heard, on the song's tempo
 * @param levelFeatures the same on the beats of the level's beatmaps, to draw beside their notes
 * @param seconds the song's length
 * @param warnings what was passed over in the song's file
 * @param times how long it took
 */
public record GeneratedLevel(
    Level level,
    WriteReport report,
    TempoMap tempo,
    Optional<TempoEstimate> estimate,
    SongFeatures features,
    SongFeatures levelFeatures,
    double seconds,
    List<ReadWarning> warnings,
    StageTimes times) {}
