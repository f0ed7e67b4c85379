package io.beatweaver.demo;

import io.beatweaver.audio.AudioClip;
import io.beatweaver.demo.internal.OnsetProfile;
import io.beatweaver.demo.internal.Salience;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What can be heard to set in in a song, as hits to be charted by {@link RuleMapper}. Nothing is
 * drawn at random: the same audio always gives the same hits. Stateless and safe to share.
 *
 * <pre>{@code
 * AudioClip clip = AudioDecoder.decode(song);
 * TempoMap tempo = TempoEstimator.estimate(clip).tempoMap();
 * List<Note> notes = RuleMapper.map(OnsetHits.of(clip, tempo), tempo, Difficulty.EXPERT);
 * }</pre>
 */
public final class OnsetHits {
  /** What sets in further than this from the grid, in seconds, isn't charted. */
  private static final double TOLERANCE_SECONDS = 0.035;

  /** Where beats are longer than this, eighths of a beat are charted as well. */
  private static final double LONG_BEAT_SECONDS = 0.6;

  /** How far before and after its beat a hit of a score may set in, seconds. */
  private static final double BEFORE = 0.02;

  private static final double AFTER = 0.045;

  /** Hits of a score that are heard less than this share of the mean aren't heard. */
  private static final double HEARD = 0.08;

  /** Places in a beat and, on the grid of sixteenths of a beat, where they are charted. */
  private record Grid(double[] places, double[] charted) {
    static final Grid QUARTERS = straight(4);
    static final Grid EIGHTHS = straight(8);
    static final Grid THIRDS =
        new Grid(new double[] {0, 1 / 3.0, 2 / 3.0, 1}, new double[] {0, 0.3125, 0.6875, 1});

    private static Grid straight(int parts) {
      double[] places = new double[parts + 1];
      for (int i = 0; i <= parts; i++) {
        places[i] = i / (double) parts;
      }
      return new Grid(places, places);
    }

    /** The place nearest to a beat's fraction. */
    int nearest(double inBeat) {
      return (int) Math.rint(inBeat * (places.length - 1));
    }
  }

  private OnsetHits() {}

  /**
   * Finds what sets in on the grid of a song's beats: on quarters of a beat, eighths where beats
   * are long, or thirds where those fit better.
   *
   * @param clip the song, at any rate
   * @param tempo beats to seconds of it
   * @return hits by beat from beat 0 on, one a beat; empty for silence
   */
  public static List<Hit> of(AudioClip clip, TempoMap tempo) {
    OnsetProfile profile = OnsetProfile.of(clip);
    int[] peaks = profile.peaks();
    Grid grid = grid(profile, peaks, tempo);
    TreeMap<Double, Hit> hits = new TreeMap<>();
    for (int peak : peaks) {
      double seconds = profile.seconds(peak);
      double beat = tempo.beatAt(seconds);
      double whole = Math.floor(beat);
      int place = grid.nearest(beat - whole);
      double meant = tempo.secondsAt(whole + grid.places[place]);
      double charted = whole + grid.charted[place];
      if (charted >= 0 && Math.abs(meant - seconds) <= TOLERANCE_SECONDS) {
        Hit hit = new Hit(charted, profile.strength(peak), profile.pitch01(peak));
        hits.merge(charted, hit, (a, b) -> a.strength() >= b.strength() ? a : b);
      }
    }
    return List.copyOf(Salience.weighed(List.copyOf(hits.values()), tempo));
  }

  /**
   * The hits of a score by how well they are heard in its audio: masked ones count for less, or
   * aren't there.
   *
   * @param song the score
   * @param clip what was made of it
   * @return some of {@link DemoSong#onsets}, with other strengths
   */
  public static List<Hit> heard(DemoSong song, AudioClip clip) {
    OnsetProfile profile = OnsetProfile.of(clip);
    List<Hit> onsets = song.onsets();
    double[] heard = new double[onsets.size()];
    double sum = 0;
    for (int i = 0; i < heard.length; i++) {
      double second = song.tempo().secondsAt(onsets.get(i).beat());
      heard[i] = profile.strongest(second - BEFORE, second + AFTER);
      sum += heard[i];
    }
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < heard.length; i++) {
      if (heard[i] > HEARD * sum / heard.length) {
        Hit onset = onsets.get(i);
        double strength = heard[i] * Math.sqrt(onset.strength());
        hits.add(new Hit(onset.beat(), strength, onset.pitch01()));
      }
    }
    return List.copyOf(Salience.weighed(hits, song.tempo()));
  }

  /** The grid that holds more of what sets in than chance would put there. */
  private static Grid grid(OnsetProfile profile, int[] peaks, TempoMap tempo) {
    double beatSeconds = 60 / tempo.bpmAt(0);
    Grid straight = beatSeconds > LONG_BEAT_SECONDS ? Grid.EIGHTHS : Grid.QUARTERS;
    double onQuarters = excess(Grid.QUARTERS, profile, peaks, tempo, beatSeconds);
    double onThirds = excess(Grid.THIRDS, profile, peaks, tempo, beatSeconds);
    return onThirds > onQuarters ? Grid.THIRDS : straight;
  }

  private static double excess(
      Grid grid, OnsetProfile profile, int[] peaks, TempoMap tempo, double beatSeconds) {
    double on = 0;
    double all = 1e-9;
    for (int peak : peaks) {
      double seconds = profile.seconds(peak);
      double beat = tempo.beatAt(seconds);
      double whole = Math.floor(beat);
      double meant = tempo.secondsAt(whole + grid.places[grid.nearest(beat - whole)]);
      all += profile.strength(peak);
      on += Math.abs(meant - seconds) <= TOLERANCE_SECONDS / 2 ? profile.strength(peak) : 0;
    }
    return on / all - (grid.places.length - 1) * TOLERANCE_SECONDS / beatSeconds;
  }
}
