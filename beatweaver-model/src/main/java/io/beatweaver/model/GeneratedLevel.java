package io.beatweaver.model;

import io.beatweaver.audio.TempoEstimate;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Level;
import io.beatweaver.level.WriteReport;
import io.beatweaver.tempo.TempoMap;
import java.util.Optional;

/**
 * What came of a song.
 *
 * @param level the level as it was written
 * @param report its files
 * @param tempo the song's tempo, beat 0 where notes are counted from
 * @param estimate what was heard of the tempo; empty if the tempo was given
 * @param features what the model heard, to draw beside the notes
 * @param times how long it took
 */
public record GeneratedLevel(
    Level level,
    WriteReport report,
    TempoMap tempo,
    Optional<TempoEstimate> estimate,
    SongFeatures features,
    StageTimes times) {}
