package io.beatweaver.demo;

/** What the songs of a demo corpus are like. */
public enum DemoStyle {
  /**
   * Few instruments, played exactly on the beat and mixed cleanly; charted by what the score says
   * is prominent. A small model learns such songs within minutes.
   */
  PLAIN,
  /**
   * Many instruments and genres, played and mixed as music is: loosely, swung, through rooms,
   * compressors and noise. Charted by what can be heard of each hit in the finished audio.
   */
  WIDE
}
