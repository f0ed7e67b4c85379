package io.beatweaver.demo.internal;

import io.beatweaver.demo.DemoSong;
import io.beatweaver.demo.DemoStyle;
import io.beatweaver.demo.Section;
import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Composes songs of the wide style. Beat 0 may lie in silence before the music or in a pickup to
 * its first bar, as where somebody else has counted: then bars of music begin between bar lines.
 */
public final class WideComposer {
  private static final double TAIL_SECONDS = 2;
  private static final double SILENCE_CHANCE = 0.3;
  private static final double PICKUP_CHANCE = 0.3;

  /** How far the tempo of people breathes from section to section. */
  private static final double BREATH = 0.012;

  private WideComposer() {}

  /**
   * Composes a song.
   *
   * @param seed any number
   * @param minSeconds shortest length of the music
   * @param maxSeconds longest length of the music
   * @return the song
   */
  public static DemoSong compose(long seed, double minSeconds, double maxSeconds) {
    Dice dice = new Dice(Dice.mix(seed, 0x71DE));
    Genre genre = Genre.values()[dice.below(Genre.values().length)];
    double bpm = Math.rint(dice.range(genre.slowest, genre.fastest));
    if (genre.live) {
      bpm = Math.min(genre.fastest, bpm + dice.below(100) / 100.0);
    }
    double offset = Math.rint(dice.range(0, 60_000 / bpm)) / 1000;
    int pickup = dice.chance(PICKUP_CHANCE) ? dice.between(1, 3) : 0;
    int lead = pickup + (dice.chance(SILENCE_CHANCE) ? 4 * dice.between(1, 2) : 0);
    double seconds = dice.range(minSeconds, maxSeconds);
    String title = Composer.title(dice);
    String artist = Composer.artist(dice);

    List<Bar> plan = new Structure(dice.fork()).bars(bpm, bpm, seconds, seconds);
    List<Bar> bars = placed(plan, lead, genre.live, dice.fork());
    double first = bars.get(0).bpm();
    TempoMap tempo = TempoMap.ofChanges(first, changes(bars), offset);
    return new DemoSong(
        seed,
        title,
        artist,
        first,
        tempo,
        offset,
        sections(bars, lead),
        new WideOrchestra(genre, dice.fork()).play(bars, pickup),
        tempo.secondsAt(lead + 4.0 * bars.size()) + TAIL_SECONDS,
        DemoStyle.WIDE);
  }

  /** Moves the bars behind what leads to them, and lets the tempo breathe by sections. */
  private static List<Bar> placed(List<Bar> plan, int lead, boolean live, Dice dice) {
    List<Bar> bars = new ArrayList<>();
    double tempo = plan.get(0).bpm();
    for (Bar bar : plan) {
      if (live && bar.number() == 0) {
        double breath = 1 + dice.range(-BREATH, BREATH);
        tempo = Math.rint(bar.bpm() * breath * 100) / 100;
      }
      bars.add(bar.at(bar.startBeat() + lead, live ? tempo : bar.bpm()));
    }
    return bars;
  }

  private static List<TempoChange> changes(List<Bar> bars) {
    List<TempoChange> changes = new ArrayList<>();
    for (int i = 1; i < bars.size(); i++) {
      if (bars.get(i).bpm() != bars.get(i - 1).bpm()) {
        changes.add(new TempoChange(bars.get(i).startBeat(), bars.get(i).bpm()));
      }
    }
    return changes;
  }

  /** What leads to the first bar belongs to its section. */
  private static List<Section> sections(List<Bar> bars, int lead) {
    List<Section> sections = Composer.sections(bars);
    Section first = sections.get(0);
    sections.set(0, new Section(first.kind(), 0, first.beats() + lead));
    return sections;
  }
}
