package io.beatweaver.model;

import io.beatweaver.grid.BeatGrid;

/**
 * Size and shape of a model, stored as {@code config.json} in its checkpoint.
 *
 * <p>A window is what the model sees at once: {@code windowBars} bars of tokens, of which the first
 * {@code prefixBars} are given (except at the song's start), and the audio of these bars and {@code
 * lookaheadBars} more.
 *
 * @param encoder kind of the encoder's blocks
 * @param encoderLayers blocks of the encoder, at least 1
 * @param decoderLayers blocks of the decoder, at least 1
 * @param width width of every layer's input and output, a multiple of {@code 2 * heads}
 * @param heads attention heads
 * @param feedForward inner width of the feed-forward layers
 * @param subsampling feature rows (1/16 beat) that one encoder row covers: 1, 2 or 4
 * @param windowBars bars of tokens in a window
 * @param prefixBars bars of it that are given, less than {@code windowBars}
 * @param lookaheadBars bars of audio after the last bar of tokens
 * @param maxTokens tokens of a training window; a longer one is cut at a bar and counted
 * @param dropout chance that an activation is dropped in training, 0..1
 */
public record ModelConfig(
    EncoderKind encoder,
    int encoderLayers,
    int decoderLayers,
    int width,
    int heads,
    int feedForward,
    int subsampling,
    int windowBars,
    int prefixBars,
    int lookaheadBars,
    int maxTokens,
    double dropout) {

  /** What the encoder is made of. */
  public enum EncoderKind {
    /** Pre-norm transformer blocks. */
    PLAIN,
    /** Conformer blocks: half feed-forward, attention, convolution, half feed-forward. */
    CONFORMER
  }

  /** Refuses shapes that can't be built. */
  public ModelConfig {
    require(encoder != null, "encoder must be given");
    require(encoderLayers >= 1 && encoderLayers <= 64, "encoderLayers must be 1..64");
    require(decoderLayers >= 1 && decoderLayers <= 64, "decoderLayers must be 1..64");
    require(heads >= 1 && heads <= 64, "heads must be 1..64");
    require(
        width >= 2 && width <= 4096 && width % (2 * heads) == 0,
        "width must be a multiple of 2 * heads, at most 4096");
    require(feedForward >= 1 && feedForward <= 16384, "feedForward must be 1..16384");
    require(
        subsampling == 1 || subsampling == 2 || subsampling == 4, "subsampling must be 1, 2 or 4");
    require(windowBars >= 1 && windowBars <= 64, "windowBars must be 1..64");
    require(prefixBars >= 0 && prefixBars < windowBars, "prefixBars must be less than windowBars");
    require(lookaheadBars >= 0 && lookaheadBars <= 16, "lookaheadBars must be 0..16");
    require(maxTokens >= 64 && maxTokens <= 16384, "maxTokens must be 64..16384");
    require(dropout >= 0 && dropout < 1, "dropout must be 0..1");
  }

  /**
   * About a million parameters, made for two cores.
   *
   * @return the small shape
   */
  public static ModelConfig small() {
    return new ModelConfig(EncoderKind.CONFORMER, 2, 2, 128, 4, 512, 4, 10, 2, 1, 1024, 0.1);
  }

  /**
   * About nine million parameters.
   *
   * @return the medium shape
   */
  public static ModelConfig medium() {
    return new ModelConfig(EncoderKind.CONFORMER, 4, 3, 256, 8, 1024, 4, 10, 2, 1, 2048, 0.2);
  }

  /**
   * About sixty million parameters.
   *
   * @return the large shape
   */
  public static ModelConfig large() {
    return new ModelConfig(EncoderKind.CONFORMER, 6, 6, 512, 8, 2048, 4, 10, 2, 1, 2048, 0.15);
  }

  /**
   * Feature rows of a window's audio, lookahead included.
   *
   * @return a multiple of 64
   */
  public int audioRows() {
    return (windowBars + lookaheadBars) * BeatGrid.STEPS_PER_BAR;
  }

  /**
   * Rows that the encoder makes of a window's audio.
   *
   * @return {@link #audioRows()} divided by {@link #subsampling()}
   */
  public int encoderRows() {
    return audioRows() / subsampling;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
