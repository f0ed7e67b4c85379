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
 * @param maxTokens tokens of a training window; a longer one is cut at its last bar that fits, a
 *     longer bar anywhere, which is counted
 * @param dropout chance that an activation is dropped in training, 0..1
 * @param audioPath how the decoder hears
 * @param hazard whether the onset head's distribution over the next position is added to the
 *     decoder's logits; without it the head is trained as well but steers nothing
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
    double dropout,
    AudioPath audioPath,
    boolean hazard) {

  /** What the encoder is made of. */
  public enum EncoderKind {
    /** Pre-norm transformer blocks. */
    PLAIN,
    /** Conformer blocks: half feed-forward, attention, convolution, half feed-forward. */
    CONFORMER
  }

  /**
   * How the decoder hears. The two attentions are there to be compared with: they cost more and
   * were measured to hear less.
   */
  public enum AudioPath {
    /** The encoder's row at a token's own time is added to its embedding. */
    OWN_ROW,
    /**
     * Cross-attention in every layer, queries and keys rotated by their musical time: a token
     * begins by looking at its own time.
     */
    ROTARY_ATTENTION,
    /** Cross-attention in every layer to rows that don't say when they are. */
    PLAIN_ATTENTION;

    /**
     * Whether every layer of the decoder attends to the encoder's rows.
     *
     * @return false where they are added to embeddings
     */
    public boolean isAttention() {
      return this != OWN_ROW;
    }
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
    require(audioPath != null, "audioPath must be given");
  }

  /**
   * A model that hears as the presets do: {@link AudioPath#OWN_ROW}, with hazard.
   *
   * @param encoder kind of the encoder's blocks
   * @param encoderLayers blocks of the encoder
   * @param decoderLayers blocks of the decoder
   * @param width width of every layer's input and output
   * @param heads attention heads
   * @param feedForward inner width of the feed-forward layers
   * @param subsampling feature rows that one encoder row covers
   * @param windowBars bars of tokens in a window
   * @param prefixBars bars of it that are given
   * @param lookaheadBars bars of audio after the last bar of tokens
   * @param maxTokens tokens of a training window
   * @param dropout chance that an activation is dropped in training
   */
  public ModelConfig(
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
    this(
        encoder,
        encoderLayers,
        decoderLayers,
        width,
        heads,
        feedForward,
        subsampling,
        windowBars,
        prefixBars,
        lookaheadBars,
        maxTokens,
        dropout,
        AudioPath.OWN_ROW,
        true);
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
   * The same shape that hears in another way.
   *
   * @param newAudioPath how the decoder hears
   * @param newHazard whether the onset head steers it
   * @return the shape
   */
  public ModelConfig withHearing(AudioPath newAudioPath, boolean newHazard) {
    return new ModelConfig(
        encoder,
        encoderLayers,
        decoderLayers,
        width,
        heads,
        feedForward,
        subsampling,
        windowBars,
        prefixBars,
        lookaheadBars,
        maxTokens,
        dropout,
        newAudioPath,
        newHazard);
  }

  /**
   * Bars of a window that generation uses. The last bar of a window hears the least of what comes
   * after it, and would get more notes than others; where there are bars to spare, the next window
   * writes it.
   *
   * @return {@code windowBars}, or one less
   */
  public int writtenBars() {
    return windowBars - (windowBars - prefixBars > 3 ? 1 : 0);
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

  /**
   * The middle of what a row of the encoder covers.
   *
   * @param row 0..{@link #encoderRows()}-1
   * @return steps from the window's first
   */
  public double encoderRowStep(int row) {
    return row * subsampling + (subsampling - 1) / 2.0;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
