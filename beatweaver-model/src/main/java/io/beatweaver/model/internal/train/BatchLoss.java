package io.beatweaver.model.internal.train;

import io.beatweaver.model.internal.net.Network;

/**
 * A batch's losses as Java numbers.
 *
 * @param total what is lowered
 * @param onset the onset head's
 * @param token the tokens', without smoothing; NaN where the encoder learns alone
 * @param encoderOnly whether it does
 */
public record BatchLoss(float total, float onset, float token, boolean encoderOnly) {
  static BatchLoss of(Network.Loss loss) {
    boolean alone = loss.token() == null;
    return new BatchLoss(
        loss.total().getFloat(),
        loss.onset().getFloat(),
        alone ? Float.NaN : loss.token().getFloat(),
        alone);
  }
}
