package io.beatweaver.audio.internal;

import io.beatweaver.tempo.TempoChange;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is heard of a song's beat. The tempo of a song is found in its whole analysis, the beats
 * to the millisecond in its samples.
 *
 * @param bpm beats a minute at the first beat
 * @param firstBeatSeconds the first beat, less than a beat's length from the start
 * @param changes of tempo, in beats after the first
 * @param share how sure the judge is of the tempo, 0 to 1
 * @param steadiness what share of the song keeps to the beats, 0 to 1
 * @param repetition how much the song repeats itself at it, at most 1
 * @param downbeat which of the first four beats begins a bar, 0 to 3
 * @param downbeatConfidence how likely that is, 0 to 1
 */
public record BeatTrack(
    double bpm,
    double firstBeatSeconds,
    List<TempoChange> changes,
    double share,
    double steadiness,
    double repetition,
    int downbeat,
    double downbeatConfidence) {
  /** Beats of two sections that lie this close together are one beat. */
  private static final double MEETING_SECONDS = 0.025;

  /** How far from a cut of the path the tempo is known to hold. */
  private static final double MARGIN_SECONDS = 3;

  /** A section is at least so many beats long. */
  private static final int MIN_BEATS = 8;

  /**
   * @param onsets of the song
   * @param samples of the song
   * @param rate their rate, any
   * @param parallel who does the work
   * @return the beats, or null if nothing pulses
   */
  public static BeatTrack of(OnsetFrames onsets, float[] samples, int rate, Parallel parallel) {
    List<TempoSections.Section> sections = TempoSections.of(onsets, parallel);
    if (sections.isEmpty()) {
      return null;
    }
    BeatFit fit = new BeatFit(samples, rate, parallel);
    double end =
        Math.min(onsets.frames() / onsets.framesPerSecond(), (double) samples.length / rate);
    if (sections.size() > 1) {
      BeatTrack track = changing(onsets, sections, fit, end);
      if (track != null) {
        return track;
      }
    }
    TempoSearch.Found found =
        sections.size() == 1
            ? sections.get(0).found()
            : TempoSearch.search(onsets, 0, onsets.frames(), parallel);
    if (found == null) {
      return null;
    }
    BeatFit.Line line = fit(fit, found, 0, end);
    BarPhase bar = BarPhase.of(onsets, line, end);
    return new BeatTrack(
        line.bpm(),
        line.firstAfter(0),
        List.of(),
        found.share(),
        Steadiness.of(onsets, line, 0, end),
        Repetition.of(onsets, 0, onsets.frames(), line.bpm()),
        bar.beat(),
        bar.confidence());
  }

  private static BeatFit.Line fit(BeatFit fit, TempoSearch.Found found, double from, double to) {
    return fit.fit(new BeatFit.Line(found.beatSeconds(), 60 / found.bpm()), from, to);
  }

  /** Null if what looked like sections leaves one of them without beats. */
  private static BeatTrack changing(
      OnsetFrames onsets, List<TempoSections.Section> sections, BeatFit fit, double end) {
    int n = sections.size();
    double rate = onsets.framesPerSecond();
    BeatFit.Line[] lines = new BeatFit.Line[n];
    for (int i = 0; i < n; i++) {
      double from = i == 0 ? 0 : sections.get(i).from() / rate + MARGIN_SECONDS;
      double to = i + 1 == n ? end : sections.get(i).to() / rate - MARGIN_SECONDS;
      lines[i] = fit(fit, sections.get(i).found(), from, to);
    }
    double[] borders = new double[n + 1];
    borders[n] = end;
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 1; i < n; i++) {
        double guess = pass == 0 ? sections.get(i).from() / rate : borders[i];
        double stop = i + 1 < n && pass == 0 ? sections.get(i + 1).from() / rate : borders[i + 1];
        borders[i] = TempoBorder.find(onsets, lines[i - 1], borders[i - 1], lines[i], stop, guess);
      }
      for (int i = 0; i < n; i++) {
        lines[i] = fit.fit(lines[i], borders[i] + (i == 0 ? 0 : -.01), borders[i + 1] + .01);
      }
    }
    double share = 1;
    double steadiness = 0;
    double repetition = 0;
    for (int i = 0; i < n; i++) {
      BeatFit.Line line = lines[i];
      double length = borders[i + 1] - borders[i];
      if (length < MIN_BEATS * line.period()) {
        return null;
      }
      int from = (int) (borders[i] * rate);
      int to = (int) Math.min(onsets.frames(), borders[i + 1] * rate);
      share = Math.min(share, sections.get(i).found().share());
      steadiness += Steadiness.of(onsets, line, borders[i], borders[i + 1]) * length / end;
      repetition += Repetition.of(onsets, from, to, line.bpm()) * length / end;
    }
    List<TempoChange> changes = join(lines, borders);
    BarPhase bar = BarPhase.of(onsets, lines[0], borders[1]);
    return new BeatTrack(
        changes.get(0).bpm(),
        lines[0].firstAfter(0),
        changes.subList(1, changes.size()),
        share,
        steadiness,
        repetition,
        bar.beat(),
        bar.confidence());
  }

  /** The tempo from each section's first beat on, the first section's in front. */
  private static List<TempoChange> join(BeatFit.Line[] lines, double[] borders) {
    double anchor = lines[0].firstAfter(0);
    double beat = 0;
    List<TempoChange> changes = new ArrayList<>();
    for (int i = 0; i + 1 < lines.length; i++) {
      double period = lines[i].period();
      double left = lines[i].firstAfter(borders[i + 1] - period / 2);
      BeatFit.Line next = lines[i + 1];
      double right = next.firstAfter(left - Math.min(period, next.period()) / 2);
      long beats = Math.max(2, Math.round((left - anchor) / period));
      if (Math.abs(right - left) < MEETING_SECONDS) {
        double meeting = (left + right) / 2;
        changes.add(new TempoChange(beat, 60 * beats / (meeting - anchor)));
        anchor = meeting;
      } else {
        // The sections don't meet on a beat: the last beat before the second takes up the rest.
        changes.add(new TempoChange(beat, 60 * (beats - 1) / (left - period - anchor)));
        changes.add(new TempoChange(beat + beats - 1, 60 / (right - left + period)));
        anchor = right;
      }
      beat += beats;
    }
    changes.add(new TempoChange(beat, lines[lines.length - 1].bpm()));
    return changes;
  }
}
