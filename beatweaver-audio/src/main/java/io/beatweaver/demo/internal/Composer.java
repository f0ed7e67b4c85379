package io.beatweaver.demo.internal;

import io.beatweaver.demo.DemoSong;
import io.beatweaver.demo.DemoStyle;
import io.beatweaver.demo.Section;
import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;

/** Composes whole songs: tempo, sections, rhythm, then who plays what. */
public final class Composer {
  private static final double SLOWEST = 80;
  private static final double FASTEST = 200;
  private static final double TAIL_SECONDS = 1;
  private static final double[] TEMPO_STEPS = {0.75, 0.8, 0.9, 1.1, 1.2, 1.25, 4 / 3.0};
  private static final String[] FIRST_WORDS = {
    "Amber",
    "Broken",
    "Cobalt",
    "Distant",
    "Electric",
    "Frozen",
    "Golden",
    "Hollow",
    "Ivory",
    "Jagged",
    "Kinetic",
    "Lunar",
    "Marble",
    "Neon",
    "Open",
    "Paper",
    "Quiet",
    "Rapid",
    "Silver",
    "Tidal",
    "Ultra",
    "Velvet",
    "Winding",
    "Yellow"
  };
  private static final String[] SECOND_WORDS = {
    "Arrow", "Bridge", "Circuit", "Drift", "Echo", "Flight", "Garden", "Harbour", "Island",
    "Journey", "Kite", "Lantern", "Machine", "Night", "Orbit", "Pulse", "Quarry", "River",
    "Signal", "Tower", "Umbrella", "Voyage", "Wheel", "Zenith"
  };
  private static final String[] ARTISTS = {
    "The Seeded Four",
    "Noise Floor",
    "Sawtooth Club",
    "Parity Sisters",
    "Wavetable Union",
    "Off the Grid",
    "Sixteen Steps",
    "Room Tone"
  };

  private Composer() {}

  /**
   * Composes a song.
   *
   * @param seed any number
   * @param minSeconds shortest length of the music
   * @param maxSeconds longest length of the music
   * @return the song
   */
  public static DemoSong compose(long seed, double minSeconds, double maxSeconds) {
    Dice dice = new Dice(Dice.mix(seed, 0));
    String title = title(dice);
    String artist = artist(dice);
    double bpm = drawTempo(dice);
    double offset = dice.chance(0.25) ? Math.round(dice.range(100, 2000)) / 1000.0 : 0;
    double secondBpm = dice.chance(1 / 6.0) ? otherTempo(bpm, dice) : bpm;
    double seconds = dice.range(minSeconds, maxSeconds);
    double changeAfter = seconds * dice.range(0.3, 0.7);

    List<Bar> bars = new Structure(dice.fork()).bars(bpm, secondBpm, changeAfter, seconds);
    List<TempoChange> changes =
        bars.stream()
            .filter(bar -> bar.bpm() != bpm)
            .limit(1)
            .map(bar -> new TempoChange(bar.startBeat(), bar.bpm()))
            .toList();
    TempoMap tempo = TempoMap.ofChanges(bpm, changes, offset);
    List<Stroke> strokes = new RhythmWriter(dice.fork()).write(bars);
    double endBeat = 4.0 * bars.size();
    return new DemoSong(
        seed,
        title,
        artist,
        bpm,
        tempo,
        offset,
        sections(bars),
        new Orchestra(dice.fork()).play(bars, strokes),
        tempo.secondsAt(endBeat) + TAIL_SECONDS,
        DemoStyle.PLAIN);
  }

  /** Most songs near 140, the ends of the range rare; every eighth between whole numbers. */
  private static double drawTempo(Dice dice) {
    double bpm = Math.round(dice.range(SLOWEST, FASTEST) / 2 + dice.range(SLOWEST, FASTEST) / 2);
    return dice.chance(0.125) ? Math.min(FASTEST, bpm + 0.5) : bpm;
  }

  private static double otherTempo(double bpm, Dice dice) {
    double factor = TEMPO_STEPS[dice.below(TEMPO_STEPS.length)];
    double other = Math.round(bpm * factor);
    return other >= SLOWEST && other <= FASTEST ? other : Math.round(bpm / factor);
  }

  static String title(Dice dice) {
    return dice.pick(FIRST_WORDS) + " " + dice.pick(SECOND_WORDS);
  }

  static String artist(Dice dice) {
    return dice.pick(ARTISTS);
  }

  static List<Section> sections(List<Bar> bars) {
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < bars.size(); i += bars.get(i).sectionBars()) {
      Bar first = bars.get(i);
      sections.add(new Section(first.kind(), first.startBeat(), 4.0 * first.sectionBars()));
    }
    return sections;
  }
}
