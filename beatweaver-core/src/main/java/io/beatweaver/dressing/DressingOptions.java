package io.beatweaver.dressing;

/**
 * What a {@link Dressing} adds.
 *
 * @param walls walls beside the play, and above it where nothing is to be cut
 * @param bombs bombs where no hand passes
 * @param arcs arcs between notes of a hand that has time
 * @param chains chains behind single strong notes; V2 files can't hold them
 * @param lights basic light events and colour boosts
 */
public record DressingOptions(
    boolean walls, boolean bombs, boolean arcs, boolean chains, boolean lights) {
  /** Everything. */
  public static final DressingOptions ALL = new DressingOptions(true, true, true, true, true);

  /** Nothing. */
  public static final DressingOptions NONE = new DressingOptions(false, false, false, false, false);

  /**
   * These options with or without walls.
   *
   * @param newWalls whether walls are added
   * @return the options
   */
  public DressingOptions withWalls(boolean newWalls) {
    return new DressingOptions(newWalls, bombs, arcs, chains, lights);
  }

  /**
   * These options with or without bombs.
   *
   * @param newBombs whether bombs are added
   * @return the options
   */
  public DressingOptions withBombs(boolean newBombs) {
    return new DressingOptions(walls, newBombs, arcs, chains, lights);
  }

  /**
   * These options with or without arcs.
   *
   * @param newArcs whether arcs are added
   * @return the options
   */
  public DressingOptions withArcs(boolean newArcs) {
    return new DressingOptions(walls, bombs, newArcs, chains, lights);
  }

  /**
   * These options with or without chains.
   *
   * @param newChains whether chains are added
   * @return the options
   */
  public DressingOptions withChains(boolean newChains) {
    return new DressingOptions(walls, bombs, arcs, newChains, lights);
  }

  /**
   * These options with or without lights.
   *
   * @param newLights whether lights are added
   * @return the options
   */
  public DressingOptions withLights(boolean newLights) {
    return new DressingOptions(walls, bombs, arcs, chains, newLights);
  }
}
