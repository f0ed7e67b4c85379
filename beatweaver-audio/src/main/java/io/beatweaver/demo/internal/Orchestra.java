package io.beatweaver.demo.internal;

import io.beatweaver.demo.DemoHit;
import io.beatweaver.demo.Section;
import io.beatweaver.demo.Voice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives strokes to voices. The summed prominence of those that play a stroke falls from tier to
 * tier with a gap between, so that what is prominent in the score is prominent in the audio; hats
 * and pads are scenery below the lowest tier.
 */
final class Orchestra {
  private static final double LOOSENESS = 0.03;
  private static final double CRASH_BEATS = 2;
  private static final double DRUM_BEATS = 0.25;
  private static final double STAB_BEATS = 0.375;
  private static final double LONGEST_NOTE = 1;
  private static final double SHARE_SOUNDED = 0.85;
  private static final int LOWEST_KEY = 45;

  private final Dice dice;
  private final int key;
  private final Map<Section.Kind, Lineup> lineups = new EnumMap<>(Section.Kind.class);
  private final List<DemoHit> hits = new ArrayList<>();

  Orchestra(Dice dice) {
    this.dice = dice;
    key = LOWEST_KEY + dice.below(12);
    int scale = Lineup.drawScale(dice);
    for (Section.Kind kind : Section.Kind.values()) {
      lineups.put(kind, new Lineup(dice.fork(), scale));
    }
  }

  /** Everything that sounds, by beat. */
  List<DemoHit> play(List<Bar> bars, List<Stroke> strokes) {
    Set<Double> struck = new HashSet<>();
    for (Stroke stroke : strokes) {
      int number = (int) (stroke.beat() / 4);
      play(stroke, number, lineups.get(bars.get(number).kind()));
      struck.add(stroke.beat());
    }
    for (int number = 0; number < bars.size(); number++) {
      scenery(bars.get(number), number, struck);
    }
    hits.sort(DemoHit.ORDER);
    return shortened();
  }

  private void play(Stroke stroke, int bar, Lineup lineup) {
    boolean snare = lineup.snare[stroke.slot()];
    Voice drum = snare ? Voice.SNARE : Voice.KICK;
    switch (stroke.tier()) {
      case BIG -> {
        play(stroke, Voice.KICK, 1, bar, lineup);
        play(stroke, Voice.SNARE, 0.97, bar, lineup);
        play(stroke, Voice.BASS, 1, bar, lineup);
        play(stroke, Voice.CHORD, 0.97, bar, lineup);
        play(stroke, Voice.LEAD, 0.97, bar, lineup);
        hits.add(new DemoHit(stroke.beat(), Voice.HAT, 0, 0.97, CRASH_BEATS));
      }
      case ACCENT -> {
        play(stroke, Voice.KICK, 0.95, bar, lineup);
        play(stroke, Voice.SNARE, 0.9, bar, lineup);
        play(stroke, Voice.BASS, 0.9, bar, lineup);
        play(stroke, Voice.LEAD, 0.9, bar, lineup);
      }
      case EASY -> {
        play(stroke, drum, 0.97, bar, lineup);
        play(stroke, Voice.BASS, 0.85, bar, lineup);
        play(stroke, Voice.LEAD, 0.9, bar, lineup);
      }
      case NORMAL -> {
        switch (lineup.choices[0]) {
          case 0 -> {
            play(stroke, drum, 0.9, bar, lineup);
            play(stroke, Voice.BASS, 0.8, bar, lineup);
          }
          case 1 -> {
            play(stroke, drum, 0.65, bar, lineup);
            play(stroke, Voice.LEAD, 0.75, bar, lineup);
          }
          default -> {
            play(stroke, drum, 0.85, bar, lineup);
            play(stroke, Voice.CHORD, 0.8, bar, lineup);
          }
        }
      }
      case HARD -> {
        switch (lineup.choices[1]) {
          case 0 -> {
            play(stroke, Voice.LEAD, 0.85, bar, lineup);
            play(stroke, Voice.BASS, 0.4, bar, lineup);
          }
          case 1 -> play(stroke, drum, 0.83, bar, lineup);
          default -> {
            play(stroke, Voice.CHORD, 0.9, bar, lineup);
            play(stroke, Voice.BASS, 0.95, bar, lineup);
          }
        }
      }
      case EXPERT -> {
        switch (lineup.choices[2]) {
          case 0 -> play(stroke, Voice.SNARE, 0.53, bar, lineup);
          case 1 -> play(stroke, Voice.CHORD, 0.97, bar, lineup);
          default -> play(stroke, Voice.LEAD, 0.67, bar, lineup);
        }
      }
      case PLUS -> {
        switch (lineup.choices[3]) {
          case 0 -> play(stroke, Voice.SNARE, 0.25, bar, lineup);
          case 1 -> play(stroke, Voice.BASS, 0.62, bar, lineup);
          default -> play(stroke, Voice.LEAD, 0.31, bar, lineup);
        }
      }
    }
  }

  private void play(Stroke stroke, Voice voice, double velocity, int bar, Lineup lineup) {
    double pitch =
        switch (voice) {
          case KICK, SNARE, TOM, HAT -> 0;
          case BASS -> key - 12 + lineup.root(bar) % 12;
          case CHORD, ARPEGGIO -> key + 12 + lineup.root(bar) % 12;
          case LEAD -> key + lineup.lead(bar, stroke.slot());
        };
    double beats =
        switch (voice) {
          case KICK, SNARE, TOM, HAT -> DRUM_BEATS;
          case CHORD, ARPEGGIO -> STAB_BEATS;
          case BASS, LEAD -> LONGEST_NOTE;
        };
    double loose = velocity * (1 + dice.range(-LOOSENESS, LOOSENESS));
    hits.add(new DemoHit(stroke.beat(), voice, pitch, Math.min(1, loose), beats));
  }

  /** A pad, and hats wherever nobody else plays: on a soft stroke they would blur its tier. */
  private void scenery(Bar bar, int number, Set<Double> struck) {
    Lineup lineup = lineups.get(bar.kind());
    if (lineup.pad) {
      int pitch = key + lineup.root(number) % 12;
      hits.add(new DemoHit(bar.startBeat(), Voice.CHORD, pitch, 0.4, 4));
    }
    if (bar.kind() == Section.Kind.BREAK) {
      return;
    }
    for (int slot = 0; slot < lineup.hats.length; slot++) {
      double beat = bar.startBeat() + slot / 4.0;
      if (lineup.hats[slot] > 0 && !struck.contains(beat)) {
        hits.add(new DemoHit(beat, Voice.HAT, 0, lineup.hats[slot], DRUM_BEATS));
      }
    }
  }

  /** Ends a bass or lead note before the next one of its voice begins. */
  private List<DemoHit> shortened() {
    List<DemoHit> result = new ArrayList<>(hits.size());
    Map<Voice, Double> next = new EnumMap<>(Voice.class);
    for (int i = hits.size() - 1; i >= 0; i--) {
      DemoHit hit = hits.get(i);
      boolean held = hit.voice() == Voice.BASS || hit.voice() == Voice.LEAD;
      double room = next.getOrDefault(hit.voice(), Double.MAX_VALUE) - hit.beat();
      double beats = held ? Math.min(hit.beats(), SHARE_SOUNDED * room) : hit.beats();
      result.add(new DemoHit(hit.beat(), hit.voice(), hit.pitch(), hit.velocity(), beats));
      next.put(hit.voice(), hit.beat());
    }
    result.sort(Comparator.comparingDouble(DemoHit::beat));
    return result;
  }
}
