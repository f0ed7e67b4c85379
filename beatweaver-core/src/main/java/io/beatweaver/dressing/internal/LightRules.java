package io.beatweaver.dressing.internal;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.BoostEvent;
import io.beatweaver.level.LightEvent;
import io.beatweaver.level.Lightshow;
import java.util.ArrayList;
import java.util.List;

/**
 * Lights from the onset envelope alone, the same for every difficulty: accents flash the centre,
 * the colour changing with the bar; strong ones throw the lasers, left and right in turn, and beats
 * fade the ring; bars turn the rings; a section louder than the last by a clear step boosts the
 * colours; in silence the lights go out.
 */
public final class LightRules {
  private static final int BACK = 0;
  private static final int RING = 1;
  private static final int LEFT_LASER = 2;
  private static final int RIGHT_LASER = 3;
  private static final int CENTRE = 4;
  private static final int TURN = 8;
  private static final int LEFT_SPEED = 12;
  private static final int RIGHT_SPEED = 13;

  private static final int BLUE = 0;
  private static final int RED = 4;
  private static final int ON = 1;
  private static final int FLASH = 2;
  private static final int FADE = 3;

  private static final double SOFT = 0.35;
  private static final double STRONG = 0.75;
  private static final double SILENT = 0.1;
  private static final int SECTION_BARS = 8;
  private static final double SECTION_STEP = 1.25;

  private LightRules() {}

  /**
   * The lights of a song.
   *
   * @param loudness of the song
   * @return basic events and boosts
   */
  public static Lightshow lights(Loudness loudness) {
    List<LightEvent> events = new ArrayList<>();
    List<BoostEvent> boosts = new ArrayList<>();
    boolean dark = true;
    boolean left = true;
    int perBar = BeatGrid.STEPS_PER_BAR;
    for (int bar = 0; bar * perBar < loudness.steps(); bar++) {
      int from = bar * perBar;
      double beat = BeatGrid.beatOf(from);
      int colour = bar % 2 == 0 ? BLUE : RED;
      if (loudness.peak(from, from + perBar) < SILENT) {
        if (!dark) {
          for (int light = BACK; light <= CENTRE; light++) {
            events.add(new LightEvent(beat, light, 0, 1));
          }
        }
        dark = true;
        continue;
      }
      double mean = loudness.mean(from, from + perBar);
      if (dark || bar % 4 == 0) {
        events.add(new LightEvent(beat, BACK, colour + ON, brightness(mean)));
      }
      dark = false;
      events.add(new LightEvent(beat, TURN, 0, 1));
      int speed = 1 + (int) Math.round(6 * mean);
      events.add(new LightEvent(beat, LEFT_SPEED, speed, 1));
      events.add(new LightEvent(beat, RIGHT_SPEED, speed, 1));
      boost(loudness, bar, boosts);
      for (int step = from; step < Math.min(from + perBar, loudness.steps()); step++) {
        if (loudness.accent(step, STRONG)) {
          int light = left ? LEFT_LASER : RIGHT_LASER;
          events.add(event(step, light, colour + FLASH, loudness.at(step)));
          left = !left;
        }
        if (loudness.accent(step, SOFT)) {
          boolean onBeat = step % BeatGrid.STEPS_PER_BEAT == 0;
          events.add(event(step, onBeat ? RING : CENTRE, colour + FADE, loudness.at(step)));
        }
      }
    }
    return Lightshow.of(events, boosts);
  }

  private static LightEvent event(int step, int light, int value, double loudness) {
    return new LightEvent(BeatGrid.beatOf(step), light, value, brightness(loudness));
  }

  /** In hundredths, from half to full: lights that are on are seen. */
  private static double brightness(double loudness) {
    return Math.round(50 + 50 * loudness) / 100.0;
  }

  private static void boost(Loudness loudness, int bar, List<BoostEvent> boosts) {
    if (bar == 0 || bar % SECTION_BARS != 0) {
      return;
    }
    int steps = SECTION_BARS * BeatGrid.STEPS_PER_BAR;
    int from = bar * BeatGrid.STEPS_PER_BAR;
    double before = loudness.mean(from - steps, from);
    double after = loudness.mean(from, from + steps);
    boolean on = !boosts.isEmpty() && boosts.get(boosts.size() - 1).on();
    if (!on && after > SECTION_STEP * before) {
      boosts.add(new BoostEvent(BeatGrid.beatOf(from), true));
    } else if (on && before > SECTION_STEP * after) {
      boosts.add(new BoostEvent(BeatGrid.beatOf(from), false));
    }
  }
}
