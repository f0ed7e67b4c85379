package io.beatweaver.demo;

import io.beatweaver.demo.internal.Composer;
import io.beatweaver.demo.internal.Dice;
import io.beatweaver.demo.internal.WideComposer;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The score of a song that was composed by the project itself. Immutable.
 *
 * <p>Rhythms are drawn anew for every song and varied from bar to bar, over drums, bass, chords and
 * a lead; how loud a hit is and how many voices join in it says how prominent it is.
 *
 * <pre>{@code
 * DemoSong song = DemoSong.compose(7, DemoSettings.DEFAULT);
 * float[] audio = SongSynthesizer.render(song, 22050);
 * List<Note> notes = RuleMapper.map(song, Difficulty.EXPERT);
 * }</pre>
 *
 * @param seed what it was drawn from; also seeds its timbres
 * @param title a made-up title
 * @param artist a made-up artist
 * @param bpm the tempo at beat 0
 * @param tempo beats to seconds of audio, the offset of beat 0 included
 * @param offsetSeconds where beat 0 is in the audio, 0 or more
 * @param sections in order, without gaps, from beat 0
 * @param hits everything that sounds, sorted
 * @param seconds length of the audio
 * @param style how it was composed and how it sounds
 */
public record DemoSong(
    long seed,
    String title,
    String artist,
    double bpm,
    TempoMap tempo,
    double offsetSeconds,
    List<Section> sections,
    List<DemoHit> hits,
    double seconds,
    DemoStyle style) {
  private static final double LOWEST_PITCH = 36;
  private static final double HIGHEST_PITCH = 96;

  /** Copies and sorts the hits. */
  public DemoSong {
    Objects.requireNonNull(style, "style");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(artist, "artist");
    Objects.requireNonNull(tempo, "tempo");
    sections = List.copyOf(sections);
    hits = hits.stream().sorted(DemoHit.ORDER).toList();
    if (!(offsetSeconds >= 0) || !(seconds > 0)) {
      throw new IllegalArgumentException("offset " + offsetSeconds + ", seconds " + seconds);
    }
  }

  /**
   * A song of the plain style.
   *
   * @param seed seeds its timbres
   * @param title a made-up title
   * @param artist a made-up artist
   * @param bpm the tempo at beat 0
   * @param tempo beats to seconds of audio
   * @param offsetSeconds where beat 0 is in the audio
   * @param sections in order, from beat 0
   * @param hits everything that sounds
   * @param seconds length of the audio
   */
  public DemoSong(
      long seed,
      String title,
      String artist,
      double bpm,
      TempoMap tempo,
      double offsetSeconds,
      List<Section> sections,
      List<DemoHit> hits,
      double seconds) {
    this(seed, title, artist, bpm, tempo, offsetSeconds, sections, hits, seconds, DemoStyle.PLAIN);
  }

  /**
   * Composes a song.
   *
   * @param seed any number; every number makes another song
   * @param settings only the range of lengths and the style are used
   * @return the song
   */
  public static DemoSong compose(long seed, DemoSettings settings) {
    return switch (settings.style()) {
      case PLAIN -> Composer.compose(seed, settings.minSeconds(), settings.maxSeconds());
      case WIDE -> WideComposer.compose(seed, settings.minSeconds(), settings.maxSeconds());
    };
  }

  /**
   * A song of a corpus.
   *
   * @param settings the corpus
   * @param index which song, at least 0; may lie past {@link DemoSettings#songs()}
   * @return the same song whatever the number of songs
   */
  public static DemoSong ofCorpus(DemoSettings settings, int index) {
    return compose(Dice.mix(settings.seed(), index), settings);
  }

  /**
   * What a listener hears as one: the hits of all voices on one beat together, its strength the sum
   * of their velocities by prominence. Pads, which have no attack, are left out.
   *
   * @return hits in the order of beats, one a beat
   */
  public List<Hit> onsets() {
    List<Hit> onsets = new ArrayList<>();
    int i = 0;
    while (i < hits.size()) {
      double beat = hits.get(i).beat();
      double strength = 0;
      double loudest = 0;
      double pitch = 0;
      for (; i < hits.size() && hits.get(i).beat() == beat; i++) {
        DemoHit hit = hits.get(i);
        if (hit.isPad()) {
          continue;
        }
        double share = hit.velocity() * hit.voice().prominence();
        strength += share;
        // The melody is what one hums, so it gives the pitch wherever it plays.
        double claim = hit.voice() == Voice.LEAD ? 2 + share : share;
        if (claim > loudest) {
          loudest = claim;
          pitch = pitch01(hit);
        }
      }
      if (strength > 0) {
        onsets.add(new Hit(beat, strength, pitch));
      }
    }
    return List.copyOf(onsets);
  }

  private static double pitch01(DemoHit hit) {
    return switch (hit.voice()) {
      case KICK -> 0.1;
      case SNARE -> 0.6;
      case TOM -> 0.35;
      case HAT -> 0.9;
      case BASS, CHORD, LEAD, ARPEGGIO ->
          Math.max(0, Math.min(1, (hit.pitch() - LOWEST_PITCH) / (HIGHEST_PITCH - LOWEST_PITCH)));
    };
  }
}
