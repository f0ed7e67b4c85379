package io.beatweaver.demo.internal;

import io.beatweaver.demo.DemoHit;
import io.beatweaver.demo.Section;
import io.beatweaver.demo.Voice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A band of the wide style. Drums keep the genre's groove with ghost notes and fills, while bass,
 * chords and melody follow rhythms of their own; which of them play is drawn for each kind of
 * section.
 */
final class WideOrchestra {
  private static final int SLOTS = 16;
  private static final double TYPICAL_BAR_SECONDS = 1.9;
  private static final Bar GROOVE_BAR = new Bar(Section.Kind.VERSE, 0, 4, 0, 120, 1);

  /** How often a section's drums keep to no genre. */
  private static final double OWN_GROOVE = 0.4;

  private static final double VARIATION = 0.15;
  private static final double DRUM_BEATS = 0.25;
  private static final double CRASH_BEATS = 2;
  private static final int LOWEST_KEY = 40;

  /** What swing does to the four sixteenths of a beat, on the grid of sixteenths of a beat. */
  private static final double[][] SWINGS = {
    {0, 4, 8, 12}, {0, 4, 8, 12}, {0, 4, 8, 12}, {0, 5, 11, 14}, {0, 5, 8, 13}
  };

  private enum Comping {
    NONE,
    PAD,
    STABS,
    STRUMS,
    ARPEGGIO
  }

  /** What one kind of section is like. */
  private final class Part {
    final Lineup harmony;
    final Theme bassTheme;
    final Theme chordTheme;
    final Theme leadTheme;
    final double[] kick;
    final double[] snare;
    final double[] hat;
    final boolean drums;
    final boolean bass;
    final boolean lead;
    final boolean pad;
    final Comping comping;
    final int bassNotes;
    final int chordNotes;
    final int leadNotes;
    final boolean bassFollowsKick;
    final int arpeggioStep;

    Part(Section.Kind kind, int scale) {
      Dice own = dice.fork();
      harmony = new Lineup(own.fork(), scale);
      bassTheme = new Theme(own.fork());
      chordTheme = new Theme(own.fork());
      leadTheme = new Theme(own.fork());
      boolean ownGroove = own.chance(OWN_GROOVE);
      kick = ownGroove ? groove(own, own.between(3, 6), 1) : genre.kick(own);
      snare = ownGroove ? groove(own, own.between(2, 4), 0.9) : genre.snare(own);
      hat = genre.hat(own);
      boolean full = kind == Section.Kind.VERSE || kind == Section.Kind.CHORUS;
      drums = own.chance(full ? genre.drummed : kind == Section.Kind.BREAK ? 0.15 : 0.5);
      bass = own.chance(full ? 0.9 : 0.4);
      lead = own.chance(kind == Section.Kind.CHORUS ? 0.9 : full ? 0.75 : 0.4);
      comping = Comping.values()[own.between(drums ? 0 : 1, Comping.values().length - 1)];
      pad = own.chance(0.35) || comping == Comping.PAD;
      bassNotes = own.between(2, 8);
      chordNotes = own.between(2, 6);
      leadNotes = own.between(3, 8);
      bassFollowsKick = own.chance(0.5);
      arpeggioStep = own.chance(0.5) ? 2 : 1;
    }
  }

  private final Genre genre;
  private final Dice dice;
  private final int key;
  private final int third;
  private final double[] swing;
  private final Map<Section.Kind, Part> parts = new EnumMap<>(Section.Kind.class);
  private final List<DemoHit> hits = new ArrayList<>();

  WideOrchestra(Genre genre, Dice dice) {
    this.genre = genre;
    this.dice = dice;
    key = LOWEST_KEY + dice.below(12);
    third = dice.between(3, 4);
    swing = SWINGS[dice.below(SWINGS.length)];
    int scale = Lineup.drawScale(dice);
    for (Section.Kind kind : Section.Kind.values()) {
      parts.put(kind, new Part(kind, scale));
    }
  }

  /**
   * Everything that sounds, by beat.
   *
   * @param pickup beats before the first bar in which something may lead to it
   */
  List<DemoHit> play(List<Bar> bars, int pickup) {
    pickup(bars.get(0), pickup);
    boolean crash = true;
    for (int number = 0; number < bars.size(); number++) {
      Bar bar = bars.get(number);
      Part part = parts.get(bar.kind());
      boolean silent = bar.intensity() < 0.05;
      if (!silent || part.pad) {
        pad(bar, number, part);
      }
      if (silent) {
        continue;
      }
      int fill = part.drums && bar.endsPhrase() && dice.chance(0.6) ? dice.pick(FILLS) : 0;
      if (part.drums) {
        drums(bar, part, SLOTS - fill);
        fill(bar, fill);
      }
      if (crash && bar.number() == 0 || fill > 0 && dice.chance(0.3)) {
        add(bar, 0, Voice.HAT, 0, 0.9, CRASH_BEATS);
      }
      crash = part.drums && dice.chance(0.7);
      bass(bar, number, part);
      chords(bar, number, part);
      lead(bar, number, part);
    }
    hits.sort(DemoHit.ORDER);
    return hits;
  }

  private static final int[] FILLS = {2, 4, 4, 6, 8};

  /** Sticks, a fill or some notes of the melody lead to the first bar. */
  private void pickup(Bar first, int beats) {
    int kind = dice.below(3);
    for (int slot = -4 * beats; slot < 0; slot += kind == 0 ? 4 : 2) {
      switch (kind) {
        case 0 -> add(first, slot, Voice.HAT, 0, 0.8, DRUM_BEATS);
        case 1 -> add(first, slot, Voice.TOM, 45 + dice.below(12), 0.8, DRUM_BEATS);
        default -> add(first, slot, Voice.LEAD, key + 12 + 2 * dice.below(6), 0.8, 0.45);
      }
    }
  }

  private void drums(Bar bar, Part part, int slots) {
    double level = Math.min(1, 0.75 + 0.25 * bar.intensity());
    boolean sparse = bar.intensity() < 0.6;
    for (int slot = 0; slot < slots; slot++) {
      if (part.kick[slot] > 0 && !(sparse && slot % 8 != 0)) {
        add(bar, slot, Voice.KICK, 0, level * part.kick[slot], DRUM_BEATS);
      }
      if (part.snare[slot] > 0 && !(sparse && part.snare[slot] < 0.5)) {
        add(bar, slot, Voice.SNARE, 0, level * part.snare[slot], DRUM_BEATS);
      } else if (dice.chance(0.03)) {
        add(bar, slot, Voice.SNARE, 0, 0.2, DRUM_BEATS);
      }
      if (part.hat[slot] > 0) {
        boolean open = slot % 4 == 2 && dice.chance(0.2);
        add(bar, slot, Voice.HAT, 0, 0.7 * part.hat[slot], open ? 0.5 : DRUM_BEATS);
      }
    }
  }

  private void fill(Bar bar, int slots) {
    boolean toms = dice.chance(0.6);
    for (int slot = SLOTS - slots; slot < SLOTS; slot++) {
      if (dice.chance(0.85)) {
        double velocity = 0.6 + 0.4 * (slot - SLOTS + slots) / slots;
        add(bar, slot, toms ? Voice.TOM : Voice.SNARE, toms ? 60 - slot : 0, velocity, DRUM_BEATS);
      }
    }
  }

  private void bass(Bar bar, int number, Part part) {
    if (!part.bass) {
      return;
    }
    int[] slots =
        part.bassFollowsKick
            ? IntStream.range(0, SLOTS).filter(slot -> part.kick[slot] > 0).toArray()
            : rhythm(part.bassTheme, bar, part.bassNotes);
    int root = key - 12 + part.harmony.root(number) % 12;
    for (int i = 0; i < slots.length; i++) {
      int pitch = root + (dice.chance(0.15) ? 12 : dice.chance(0.1) ? 7 : 0);
      add(bar, slots[i], Voice.BASS, pitch, accent(slots[i]), room(slots, i, 2));
    }
  }

  private void pad(Bar bar, int number, Part part) {
    if (part.pad) {
      add(bar, 0, Voice.CHORD, key + 12 + part.harmony.root(number) % 12, 0.6, 4);
    }
  }

  private void chords(Bar bar, int number, Part part) {
    int root = key + 12 + part.harmony.root(number) % 12;
    switch (part.comping) {
      case NONE, PAD -> {
        // The pad is played already.
      }
      case STABS -> {
        for (int slot : rhythm(part.chordTheme, bar, part.chordNotes)) {
          add(bar, slot, Voice.CHORD, root, accent(slot), 0.375);
        }
      }
      case STRUMS -> {
        int[] slots = rhythm(part.chordTheme, bar, part.chordNotes + 2);
        for (int i = 0; i < slots.length; i++) {
          add(bar, slots[i], Voice.CHORD, root, accent(slots[i]), room(slots, i, 1.5));
        }
      }
      case ARPEGGIO -> {
        int[] steps = {0, third, 7, 12, 7, third};
        for (int slot = 0, i = 0; slot < SLOTS; slot += part.arpeggioStep, i++) {
          double beats = part.arpeggioStep / 4.0;
          int pitch = root + 12 + steps[i % steps.length];
          add(bar, slot, Voice.ARPEGGIO, pitch, accent(slot), beats);
        }
      }
    }
  }

  private void lead(Bar bar, int number, Part part) {
    if (!part.lead || bar.number() % 4 == 3 && dice.chance(0.5)) {
      return;
    }
    int[] slots = rhythm(part.leadTheme, bar, part.leadNotes);
    for (int i = 0; i < slots.length; i++) {
      double pitch = key + part.harmony.lead(number, slots[i]);
      add(bar, slots[i], Voice.LEAD, pitch, accent(slots[i]), room(slots, i, 2));
    }
  }

  /** A pattern that belongs to no genre. */
  private static double[] groove(Dice dice, int strokes, double velocity) {
    double[] keys = new Theme(dice.fork()).barKeys(GROOVE_BAR, dice.fork(), 0);
    double[] pattern = new double[SLOTS];
    for (int slot : liked(keys, strokes)) {
      pattern[slot] = velocity;
    }
    return pattern;
  }

  /** The sixteenths of a bar that a theme likes most. */
  private int[] rhythm(Theme theme, Bar bar, int notes) {
    double[] keys = theme.barKeys(bar, dice.fork(), VARIATION);
    // Long bars hold more notes than short ones.
    double fit = Math.max(0.7, Math.min(1.7, bar.seconds() / TYPICAL_BAR_SECONDS));
    int count = Math.max(1, (int) Math.round(notes * fit * Math.min(1.2, bar.intensity())));
    return liked(keys, count);
  }

  private static int[] liked(double[] keys, int count) {
    return IntStream.range(0, SLOTS)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer slot) -> -keys[2 * slot]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  private static double accent(int slot) {
    return slot % 4 == 0 ? 0.95 : slot % 2 == 0 ? 0.85 : 0.75;
  }

  /** Beats until the next note, at most so many. */
  private static double room(int[] slots, int i, double most) {
    int next = i + 1 < slots.length ? slots[i + 1] : SLOTS;
    return Math.max(0.2, Math.min(most, 0.9 * (next - slots[i]) / 4.0));
  }

  private void add(Bar bar, int slot, Voice voice, double pitch, double velocity, double beats) {
    double place = Math.floorDiv(slot, 4) + swing[Math.floorMod(slot, 4)] / 16;
    double loose = Math.min(1, velocity * dice.range(0.85, 1.1));
    hits.add(new DemoHit(bar.startBeat() + place, voice, pitch, loose, beats));
  }
}
