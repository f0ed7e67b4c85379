package io.beatweaver.audio;

/** The signals of {@code make_songs.py}, by the same formulas: what encoders were given. */
final class SongFormulas {
  private SongFormulas() {}

  /** The mean over channels of a tone each and a decaying burst every quarter of a second. */
  static double[] tones(int rate, int frames, int channels) {
    double[] mono = new double[frames];
    for (int n = 0; n < frames; n++) {
      for (int c = 0; c < channels; c++) {
        mono[n] += .3 * Math.sin(2 * Math.PI * (440 + 110 * c) * n / rate) / channels;
      }
      int since = n % (rate / 4);
      if (n >= rate / 4 && since < rate / 100) {
        mono[n] +=
            .4 * Math.exp(-since * 1000.0 / rate) * Math.sin(2 * Math.PI * 1500 * since / rate);
      }
    }
    return mono;
  }

  /** The mean over channels of whole numbers of some width: a saw each and some noise. */
  static double[] steps(int frames, int channels, int bits) {
    double[] mono = new double[frames];
    long seed = 1;
    for (int n = 0; n < frames; n++) {
      long sum = 0;
      for (int c = 0; c < channels; c++) {
        seed = (seed * 1103515245 + 12345) % (1L << 31);
        long saw = (long) n * (37 + 11 * c) % 2001 - 1000;
        sum += Math.floorDiv(saw * (1L << bits), 4096) + (seed << bits >> 40);
      }
      mono[n] = (double) sum / channels / (1L << (bits - 1));
    }
    return mono;
  }
}
