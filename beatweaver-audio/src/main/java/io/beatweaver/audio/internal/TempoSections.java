package io.beatweaver.audio.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides which of the cuts of {@link TempoPath} are changes of tempo, and on which beat they are.
 * What could as well be the same beat counted otherwise, in half or double time, is none.
 */
final class TempoSections {
  /** A section is at least this long. */
  private static final double MIN_SECONDS = 12;

  /** How much of a section next to a cut isn't looked at before the change's place is known. */
  private static final double MARGIN_SECONDS = 4;

  /** Tempi that differ by less than this share are one. */
  private static final double SAME = 0.006;

  private static final double RELATED = 0.015;
  private static final double[] RELATIVES = {2, .5, 3, 1 / 3., 4, .25};

  /** What a stretch of one beat can be counted as where its accents are in threes or dotted. */
  private static final double[] FEELS = {1.5, 2 / 3., 4 / 3., .75};

  /** How sure the judge must be of both tempi, and where the one may be a feel of the other. */
  private static final double MIN_SHARE = 0.35;

  private static final double MIN_SHARE_OF_FEELS = 0.7;

  /** How many times as much a section must pulse at its own tempo as at its neighbour's. */
  private static final double MIN_GAIN = 1.5;

  private static final double MIN_REPETITION = 0.1;

  /** One tempo from a frame to another. */
  record Section(int from, int to, TempoSearch.Found found) {
    int length() {
      return to - from;
    }
  }

  private TempoSections() {}

  /**
   * @param onsets of the song
   * @param parallel who does the work
   * @return sections that differ in tempo, the whole song covered; one if nothing changes clearly,
   *     none if there is no beat
   */
  static List<Section> of(OnsetFrames onsets, Parallel parallel) {
    List<Section> sections = new ArrayList<>();
    int[] cuts = TempoPath.cuts(onsets, parallel);
    int shortest = (int) Math.round(MIN_SECONDS * onsets.framesPerSecond());
    for (int i = 0; i < cuts.length; i++) {
      int to = i + 1 < cuts.length ? cuts[i + 1] : onsets.frames();
      if (to - cuts[i] >= shortest || cuts.length == 1) {
        Section section = section(onsets, cuts[i], to, parallel);
        if (section != null) {
          sections.add(section);
        }
      }
    }
    for (int i = 0; i + 1 < sections.size(); ) {
      if (differ(onsets, sections.get(i), sections.get(i + 1))) {
        i++;
      } else {
        Section first = sections.get(i);
        Section second = sections.remove(i + 1);
        sections.set(i, section(onsets, first.from(), second.to(), parallel));
        i = Math.max(0, i - 1);
      }
    }
    return sections;
  }

  private static Section section(OnsetFrames onsets, int from, int to, Parallel parallel) {
    int margin = (int) Math.round(MARGIN_SECONDS * onsets.framesPerSecond());
    int first = from == 0 ? 0 : from + margin;
    int last = to == onsets.frames() ? to : to - margin;
    TempoSearch.Found found = TempoSearch.search(onsets, first, last, parallel);
    return found == null ? null : new Section(from, to, found);
  }

  private static boolean differ(OnsetFrames onsets, Section a, Section b) {
    double ratio = b.found().bpm() / a.found().bpm();
    if (Math.abs(ratio - 1) < SAME || near(ratio, RELATIVES)) {
      return false;
    }
    double sure = near(ratio, FEELS) ? MIN_SHARE_OF_FEELS : MIN_SHARE;
    return Math.min(a.found().share(), b.found().share()) > sure
        && owns(onsets, a, b.found().bpm())
        && owns(onsets, b, a.found().bpm());
  }

  private static boolean near(double ratio, double[] ratios) {
    for (double other : ratios) {
      if (Math.abs(ratio / other - 1) < RELATED) {
        return true;
      }
    }
    return false;
  }

  private static boolean owns(OnsetFrames onsets, Section section, double otherBpm) {
    double bpm = section.found().bpm();
    FluxSpectrum spectrum = new FluxSpectrum(onsets, section.from(), section.to());
    return Repetition.of(onsets, section.from(), section.to(), bpm) > MIN_REPETITION
        && spectrum.pulse(bpm) > MIN_GAIN * spectrum.pulse(spectrum.refine(otherBpm));
  }
}
