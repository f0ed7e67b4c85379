package io.beatweaver.model.internal.train;

import ai.djl.ndarray.NDManager;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingOptions;
import io.beatweaver.model.internal.net.Batch;
import io.beatweaver.model.internal.net.Dropout;
import io.beatweaver.model.internal.net.FlatLayout;
import io.beatweaver.model.internal.net.Network;
import io.beatweaver.model.internal.net.Parameters;
import io.beatweaver.model.internal.net.Torch;

/**
 * What is done at a step of a training: gradients of some batches, then an update of the
 * parameters, which somebody else closes. One thread's, with gradients switched on.
 */
public final class TrainingStep {
  private final Network network;
  private final Parameters parameters;
  private final AdamW optimizer;
  private final Dropout dropout;
  private final double smoothing;

  TrainingStep(
      ModelConfig config,
      Parameters parameters,
      AdamW optimizer,
      Dropout dropout,
      TrainingOptions options) {
    this.network = new Network(config);
    this.parameters = parameters;
    this.optimizer = optimizer;
    this.dropout = dropout;
    this.smoothing = options.labelSmoothing();
  }

  /**
   * The steps of a training without history.
   *
   * @param config the model's shape
   * @param parameters what to train
   * @param dropout drops activations
   * @param options how to train
   * @return the first and all after it
   */
  public static TrainingStep first(
      ModelConfig config, Parameters parameters, Dropout dropout, TrainingOptions options) {
    AdamW optimizer = new AdamW(parameters, options.weightDecay(), options.clipNorm());
    return new TrainingStep(config, parameters, optimizer, dropout, options);
  }

  /**
   * Adds a batch's gradient to what is there.
   *
   * @param batch the windows
   * @param encoderOnly whether the decoder has a rest
   * @param number decides what is dropped; another one for every batch
   * @return what the batch costs
   */
  public BatchLoss learn(Batch batch, boolean encoderOnly, long number) {
    dropout.begin(number);
    try (NDManager manager = parameters.newManager()) {
      Network.Loss loss =
          encoderOnly
              ? network.encoderLoss(parameters, manager, batch, dropout)
              : network.loss(parameters, manager, batch, dropout, smoothing);
      Torch.backward(loss.total());
      return BatchLoss.of(loss);
    }
  }

  /**
   * Goes one step along the gradients' mean; where it is no number, nowhere.
   *
   * @param batches whose gradients have been added up; 0 if their losses are no good
   * @param encoderOnly whether only the encoder's are there
   * @param encoderRate learning rate of the encoder
   * @param decoderRate and of the decoder
   * @return the mean gradient's length before it was clipped, or no finite number
   */
  public double update(int batches, boolean encoderOnly, double encoderRate, double decoderRate) {
    try (NDManager manager = parameters.newManager()) {
      return encoderOnly
          ? optimizer.update(manager, batches, encoderRate)
          : optimizer.update(manager, batches, encoderRate, decoderRate);
    }
  }

  /** Updates made of the encoder so far. */
  long encoderUpdates() {
    return optimizer.steps(FlatLayout.ENCODER);
  }

  /** Updates made of the decoder so far. */
  long decoderUpdates() {
    return optimizer.steps(FlatLayout.DECODER);
  }
}
