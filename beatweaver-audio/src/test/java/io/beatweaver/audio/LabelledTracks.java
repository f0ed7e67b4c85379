package io.beatweaver.audio;

import io.beatweaver.demo.DemoSettings;
import io.beatweaver.demo.DemoSong;
import io.beatweaver.demo.SongSynthesizer;
import java.util.Random;

/** Tracks of known tempo to fit a judge to: their seeds are never those of the tests. */
public final class LabelledTracks {
  /** Takes a track. */
  public interface Consumer {
    /** A track's samples, their rate, its tempo and the place of a beat in seconds. */
    void accept(float[] samples, int rate, double bpm, double firstBeat);
  }

  private static final long FIRST_SEED = 1_000_000;
  private static final int FIRST_SONG = 500;

  private LabelledTracks() {}

  /** So many tracks of each kind and as many songs of the demo corpus, less those that change. */
  public static void forEach(int ofEachKind, Consumer consumer) {
    Random random = new Random(1);
    long seed = FIRST_SEED;
    for (int i = 0; i < ofEachKind; i++) {
      for (TempoTracks.Kind kind : TempoTracks.Kind.values()) {
        double bpm = 58 * Math.pow(225 / 58., random.nextDouble());
        double first = random.nextDouble() * 60 / bpm;
        double seconds = random.nextInt(3) == 0 ? 12 + random.nextInt(20) : 40 + random.nextInt(40);
        AudioClip clip = TempoTracks.play(kind, bpm, first, seconds, seed++);
        consumer.accept(clip.toArray(), TempoTracks.RATE, bpm, first);
      }
    }
    DemoSettings settings = DemoSettings.DEFAULT.withSongs(2000).withSeconds(60, 90);
    for (int i = 0; i < ofEachKind; i++) {
      DemoSong song = DemoSong.ofCorpus(settings, FIRST_SONG + i);
      if (song.tempo().isConstant()) {
        float[] samples = SongSynthesizer.render(song, TempoTracks.RATE);
        consumer.accept(samples, TempoTracks.RATE, song.bpm(), song.tempo().secondsAt(0));
      }
    }
  }
}
