package io.beatweaver.model.internal.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.model.ModelConfig;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The whole network as a function of parameters and inputs: it holds no state. Every array it makes
 * belongs to the manager that it's given, which the caller closes after the step.
 */
public final class Network {
  private final ModelConfig config;

  /**
   * A network.
   *
   * @param config its shape
   */
  public Network(ModelConfig config) {
    this.config = config;
  }

  /**
   * What a batch costs.
   *
   * @param total what to lower, the only one with label smoothing
   * @param onset mean cross-entropy of the onset head over all rows
   * @param token mean cross-entropy of the counted tokens; null where only the encoder ran
   */
  public record Loss(NDArray total, NDArray onset, NDArray token) {}

  /**
   * The encoder's loss alone.
   *
   * @param parameters the parameters
   * @param step the step's manager
   * @param batch the windows
   * @param dropout drops activations
   * @return the loss
   */
  public Loss encoderLoss(Parameters parameters, NDManager step, Batch batch, Dropout dropout) {
    Layers layers = layers(parameters, step, dropout, FlatLayout.ENCODER);
    NDArray onsets = Encoder.onsets(layers, encode(layers, step, batch));
    NDArray loss = onsetLoss(onsets, batch);
    return new Loss(loss, loss, null);
  }

  /**
   * The loss of encoder and decoder together.
   *
   * @param parameters the parameters
   * @param step the step's manager
   * @param batch the windows
   * @param dropout drops activations
   * @return the loss
   */
  public Loss loss(Parameters parameters, NDManager step, Batch batch, Dropout dropout) {
    return loss(parameters, step, batch, dropout, 0);
  }

  /**
   * The loss of encoder and decoder together, with label smoothing of the hands' tokens.
   *
   * @param parameters the parameters
   * @param step the step's manager
   * @param batch the windows
   * @param dropout drops activations
   * @param smoothing share of a hand token's target that is spread evenly over all tokens of its
   *     hand that the grammar allows; timing tokens stay sharp, for the hazard's -15 would be
   *     punished for being right
   * @return the loss; its total alone is smoothed
   */
  public Loss loss(
      Parameters parameters, NDManager step, Batch batch, Dropout dropout, double smoothing) {
    Layers layers = layers(parameters, step, dropout, FlatLayout.ENCODER, FlatLayout.DECODER);
    NDArray encoded = encode(layers, step, batch);
    NDArray onsets = Encoder.onsets(layers, encoded);
    DecoderInputs inputs = new DecoderInputs(step, config, batch.tracks());
    NDArray logits = Decoder.logits(layers, config, encoded, onsets, inputs);
    NDArray onset = onsetLoss(onsets, batch);
    TokenLoss tokens = new TokenLoss(logits.logSoftmax(2), inputs, batch);
    NDArray token = tokens.sharp();
    NDArray lowered = smoothing == 0 ? token : token.add(tokens.smoothing((float) smoothing));
    return new Loss(lowered.add(onset), onset, token);
  }

  /**
   * Log probabilities of what came next, teacher-forced, and the onset head's logits.
   *
   * @param parameters the parameters
   * @param batch the windows
   * @return one value a token; 0 where it isn't counted
   */
  public Scores scores(Parameters parameters, Batch batch) {
    return Torch.gradients(
        false,
        () -> {
          try (NDManager step = parameters.newManager()) {
            Layers layers =
                layers(parameters, step, Dropout.NONE, FlatLayout.ENCODER, FlatLayout.DECODER);
            NDArray encoded = encode(layers, step, batch);
            NDArray onsets = Encoder.onsets(layers, encoded);
            DecoderInputs inputs = new DecoderInputs(step, config, batch.tracks());
            NDArray logits = Decoder.logits(layers, config, encoded, onsets, inputs);
            NDArray logChances = logits.logSoftmax(2);
            float[] picked = new TokenLoss(logChances, inputs, batch).picked().toFloatArray();
            long[] best = logChances.argMax(2).toLongArray();
            float[][] tokens = new float[batch.size()][];
            int[][] likeliest = new int[batch.size()][];
            for (int b = 0; b < batch.size(); b++) {
              tokens[b] = new float[batch.tracks().get(b).length()];
              likeliest[b] = new int[tokens[b].length];
              for (int t = 1; t < tokens[b].length; t++) {
                int at = b * inputs.length + t - 1;
                tokens[b][t] = batch.counted()[b][t] ? picked[at] : 0;
                likeliest[b][t] = (int) best[at];
              }
            }
            return new Scores(tokens, likeliest, onsetLoss(onsets, batch).getFloat());
          }
        });
  }

  /**
   * What the model thought of given beatmaps.
   *
   * @param logChances [window][token] log probability of each counted token
   * @param likeliest [window][token] what seemed likeliest in each token's place
   * @param onsetLoss mean cross-entropy of the onset head
   */
  public record Scores(float[][] logChances, int[][] likeliest, float onsetLoss) {}

  /**
   * The specification of decoding: all logits of given tokens in one pass.
   *
   * @param parameters the parameters
   * @param features [batch][audioRows][81]
   * @param difficulties [batch], 0..4
   * @param tracks [batch] tokens
   * @return [batch][longest track][291]; row t is about token t + 1, rows past a track mean nothing
   */
  public float[] logits(
      Parameters parameters, float[] features, int[] difficulties, List<TokenTrack> tracks) {
    return Torch.gradients(
        false,
        () -> {
          try (NDManager step = parameters.newManager()) {
            Layers layers =
                layers(parameters, step, Dropout.NONE, FlatLayout.ENCODER, FlatLayout.DECODER);
            ByteBuffer buffer = Batch.buffer(features.length);
            buffer.asFloatBuffer().put(features);
            Batch batch = new Batch(buffer, difficulties, new float[0], tracks, null);
            NDArray encoded = encode(layers, step, batch);
            DecoderInputs inputs = new DecoderInputs(step, config, tracks);
            NDArray onsets = Encoder.onsets(layers, encoded);
            return Decoder.logits(layers, config, encoded, onsets, inputs).toFloatArray();
          }
        });
  }

  private Layers layers(Parameters parameters, NDManager step, Dropout dropout, int... groups) {
    return new Layers(parameters.views(step, groups), config.heads(), dropout);
  }

  private NDArray encode(Layers layers, NDManager step, Batch batch) {
    return Encoder.encode(
        layers,
        config,
        step.create(
            batch.features(),
            new Shape(batch.size(), config.audioRows(), SongFeatures.COLUMNS),
            DataType.FLOAT32),
        index(step, batch.difficulties()));
  }

  static NDArray index(NDManager manager, int[] values) {
    long[] index = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      index[i] = values[i];
    }
    return manager.create(index);
  }

  private NDArray onsetLoss(NDArray onsets, Batch batch) {
    NDArray targets = onsets.getManager().create(batch.onsets(), onsets.getShape());
    return Ops.softPlus(onsets).sub(onsets.mul(targets)).mean();
  }
}
