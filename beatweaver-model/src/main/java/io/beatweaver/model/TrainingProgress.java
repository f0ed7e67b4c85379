package io.beatweaver.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a training stands.
 *
 * @param step steps made
 * @param epoch whole passes over the songs made
 * @param share share of the budget used, 0..1
 * @param encoderOnly whether the encoder is learning alone
 * @param loss running mean of what is lowered
 * @param onsetLoss running mean of the onset head's part
 * @param tokenLoss running mean of the tokens' part, NaN while the encoder learns alone
 * @param gradientNorm the latest gradient's length before clipping
 * @param learningRate the latest encoder's learning rate
 * @param windowsPerSecond windows learned from a second of late
 * @param remaining time left, guessed from the pace of late
 * @param skippedSteps steps skipped because the loss or a gradient was no number
 * @param truncatedWindows windows cut short because the model takes no more tokens
 * @param validation a look at the validation part, right after it was taken
 */
public record TrainingProgress(
    long step,
    int epoch,
    double share,
    boolean encoderOnly,
    double loss,
    double onsetLoss,
    double tokenLoss,
    double gradientNorm,
    double learningRate,
    double windowsPerSecond,
    Duration remaining,
    long skippedSteps,
    long truncatedWindows,
    Optional<Validation> validation) {}
