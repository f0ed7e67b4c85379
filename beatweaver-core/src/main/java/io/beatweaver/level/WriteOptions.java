package io.beatweaver.level;

import java.util.Objects;

/**
 * How {@link LevelWriter} goes about its target.
 *
 * @param onLoss what to do about things that the format can't hold
 * @param replace whether an existing level may be replaced; without it an existing zip or a folder
 *     with anything in it is refused
 */
public record WriteOptions(OnLoss onLoss, boolean replace) {
  /** Loses nothing, replaces nothing. */
  public static final WriteOptions STRICT = new WriteOptions(OnLoss.REFUSE, false);

  /** Refuses null. */
  public WriteOptions {
    Objects.requireNonNull(onLoss, "onLoss");
  }

  /**
   * These options with another way to deal with losses.
   *
   * @param onLoss what to do about things that the format can't hold
   * @return new options
   */
  public WriteOptions withOnLoss(OnLoss onLoss) {
    return new WriteOptions(onLoss, replace);
  }

  /**
   * These options with or without leave to replace a level.
   *
   * @param replace whether an existing level may be replaced
   * @return new options
   */
  public WriteOptions withReplace(boolean replace) {
    return new WriteOptions(onLoss, replace);
  }
}
