package io.beatweaver.demo.internal;

import io.beatweaver.demo.DemoHit;
import io.beatweaver.demo.DemoSong;
import java.util.Arrays;

/**
 * Lets a song of the wide style sound: instruments, levels, timing, room and master are drawn from
 * its seed. Strokes of people are up to {@value #MOST_LATE} s early or late; the chart's beats are
 * those that they mean.
 */
public final class WideBand {
  /** Nothing sounds further from its beat than this, seconds. */
  static final double MOST_LATE = 0.015;

  private static final float PEAK = 0.8913f;
  private static final int TONE_BORDER_HZ = 800;

  private final DemoSong song;
  private final int rate;
  private final Dice dice;
  private final WideKit kit;
  private final Instrument bass;
  private final Instrument chords;
  private final Instrument pad;
  private final Instrument arpeggio;
  private final Instrument lead;
  private final int[] chord;
  private final double strum;
  private final double jitter;
  private final double leadTranspose;

  private WideBand(DemoSong song, int rate) {
    this.song = song;
    this.rate = rate;
    dice = new Dice(Dice.mix(song.seed(), 0xBA4D));
    Orchestrion maker = new Orchestrion(dice.fork(), rate);
    kit = new WideKit(dice.fork(), rate);
    bass = maker.bass();
    chords = maker.chords();
    pad = maker.pad();
    arpeggio = maker.arpeggio();
    lead = maker.lead();
    boolean power = chords instanceof Guitar;
    chord = power ? new int[] {-12} : new int[][] {{0, 3, 7}, {0, 4, 7}, {0, 7, 12}}[dice.below(3)];
    strum = chords instanceof Pluck ? dice.range(0.004, 0.018) : 0;
    jitter = dice.pick(new int[] {0, 0, 3, 5, 8}) / 1000.0;
    leadTranspose = lead instanceof Vocal ? -12 : 0;
  }

  /**
   * Renders a song.
   *
   * @param song a song of the wide style
   * @param rate samples a second
   * @return mono samples with a peak of -1 dB of full scale
   */
  public static float[] render(DemoSong song, int rate) {
    return new WideBand(song, rate).play();
  }

  private float[] play() {
    float[] music = new float[(int) Math.round(song.seconds() * rate)];
    float[] drums = new float[music.length];
    Dice levels = dice.fork();
    double kick = decibels(levels, -1, 4);
    double snare = decibels(levels, -4, 4);
    double hat = decibels(levels, -13, 6);
    double tom = decibels(levels, -5, 3);
    double bassLevel = decibels(levels, -4, 5);
    double chordLevel = decibels(levels, -11, 5) / Math.sqrt(chord.length / 3.0);
    double padLevel = decibels(levels, -15, 6);
    double arpeggioLevel = decibels(levels, -11, 5);
    double leadLevel = decibels(levels, -5, 5);
    int[] kicks = new int[song.hits().size()];
    int kicked = 0;
    for (DemoHit hit : song.hits()) {
      double second = song.tempo().secondsAt(hit.beat());
      double end = song.tempo().secondsAt(hit.beat() + hit.beats());
      int from = (int) Math.round(Math.max(0, second + lateness()) * rate);
      int samples = Math.max(1, (int) ((end - second) * rate));
      double v = hit.velocity() * hit.velocity();
      switch (hit.voice()) {
        case KICK -> {
          kit.kick(drums, from, (float) (kick * v));
          kicks[kicked++] = from;
        }
        case SNARE -> kit.snare(drums, from, (float) (snare * v), hit.velocity());
        case HAT -> kit.hat(drums, from, (float) (hat * v), hit.beats());
        case TOM -> kit.tom(drums, from, (float) (tom * v), hit.pitch());
        case BASS -> bass.play(music, from, samples, hit.pitch(), bassLevel * v, dice);
        case CHORD -> {
          if (hit.isPad()) {
            chord(pad, music, from, samples, hit.pitch(), padLevel * v);
          } else {
            chord(chords, music, from, samples, hit.pitch(), chordLevel * v);
          }
        }
        case ARPEGGIO -> arpeggio.play(music, from, samples, hit.pitch(), arpeggioLevel * v, dice);
        case LEAD ->
            lead.play(music, from, samples, hit.pitch() + leadTranspose, leadLevel * v, dice);
      }
    }
    int[] sorted = Arrays.copyOf(kicks, kicked);
    Arrays.sort(sorted);
    return mastered(music, drums, sorted);
  }

  private void chord(
      Instrument instrument, float[] music, int from, int samples, double pitch, double gain) {
    for (int i = 0; i < chord.length; i++) {
      int late = (int) (i * strum * rate);
      instrument.play(music, from + late, samples, pitch + chord[i], gain, dice);
    }
  }

  /** Bell-shaped, cut off. */
  private double lateness() {
    double sum = dice.range(-1, 1) + dice.range(-1, 1) + dice.range(-1, 1);
    return Math.max(-MOST_LATE, Math.min(MOST_LATE, jitter * sum));
  }

  private float[] mastered(float[] music, float[] drums, int[] kicks) {
    Master master = new Master(rate);
    Dice own = dice.fork();
    double hall = own.range(0.3, 2.5);
    if (own.chance(0.4)) {
      master.pump(music, kicks, (float) own.range(0.3, 0.8), own.range(0.08, 0.25));
    }
    master.hall(music, hall, (float) decibels(own, -22, 8));
    if (own.chance(0.7)) {
      master.hall(drums, own.range(0.2, 1), (float) decibels(own, -26, 8));
    }
    float[] mix = music;
    float share = (float) decibels(own, 0, 4);
    for (int i = 0; i < mix.length; i++) {
      mix[i] += share * drums[i];
    }
    master.tilt(mix, TONE_BORDER_HZ, own.range(-6, 6));
    if (own.chance(0.7)) {
      master.compress(mix, own.range(0.8, 2), own.range(1.5, 6), own.range(0.05, 0.25));
    }
    Master.drive(mix, (float) own.range(0.5, 3));
    master.hiss(mix, (float) decibels(own, -62, 14), own.range(2000, 9000), own);
    if (own.chance(0.15)) {
      master.crackle(mix, (float) decibels(own, -30, 8), own.range(3, 20), own);
    }
    if (own.chance(0.15)) {
      master.crowd(mix, (float) decibels(own, -36, 6), own);
    }
    Master.level(mix, PEAK);
    return mix;
  }

  /** A gain around a middle, both in dB. */
  private static double decibels(Dice dice, double middle, double spread) {
    return StrictMath.pow(10, (middle + dice.range(-spread, spread)) / 20);
  }
}
