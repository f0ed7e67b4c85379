package io.beatweaver.storage;

/**
 * What a store holds, and what it had to leave out or change.
 *
 * @param songs songs
 * @param beatmaps beatmaps
 * @param notes rows of notes
 * @param bombs rows of bombs
 * @param walls rows of obstacles
 * @param duplicates songs that came again under a hash already stored, and were left out
 * @param outsideGrid notes that are not of the plain game
 * @param clamped objects with a value that had to be clamped
 * @param arcs rows of arcs
 * @param chains rows of chains
 * @param readWarnings warnings with which the levels were read
 */
public record StoreSummary(
    long songs,
    long beatmaps,
    long notes,
    long bombs,
    long walls,
    long duplicates,
    long outsideGrid,
    long clamped,
    long arcs,
    long chains,
    long readWarnings) {
  /** Of an empty store. */
  public static final StoreSummary EMPTY = new StoreSummary(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * This summary with a song more.
   *
   * @param song the song
   * @return a new summary
   */
  public StoreSummary plus(SongEntry song) {
    StoreSummary sum = this;
    for (BeatmapEntry map : song.beatmaps()) {
      sum =
          new StoreSummary(
              sum.songs,
              sum.beatmaps + 1,
              sum.notes + map.notes(),
              sum.bombs + map.bombs(),
              sum.walls + map.walls(),
              sum.duplicates,
              sum.outsideGrid + map.outsideGrid(),
              sum.clamped + map.clamped(),
              sum.arcs + map.arcs(),
              sum.chains + map.chains(),
              sum.readWarnings);
    }
    return new StoreSummary(
        sum.songs + 1,
        sum.beatmaps,
        sum.notes,
        sum.bombs,
        sum.walls,
        sum.duplicates,
        sum.outsideGrid,
        sum.clamped,
        sum.arcs,
        sum.chains,
        sum.readWarnings + song.readWarnings());
  }

  /**
   * Two summaries together.
   *
   * @param other of other songs
   * @return a new summary
   */
  public StoreSummary plus(StoreSummary other) {
    return new StoreSummary(
        songs + other.songs,
        beatmaps + other.beatmaps,
        notes + other.notes,
        bombs + other.bombs,
        walls + other.walls,
        duplicates + other.duplicates,
        outsideGrid + other.outsideGrid,
        clamped + other.clamped,
        arcs + other.arcs,
        chains + other.chains,
        readWarnings + other.readWarnings);
  }

  /**
   * This summary with another number of duplicates.
   *
   * @param count the duplicates
   * @return a new summary
   */
  public StoreSummary withDuplicates(long count) {
    return new StoreSummary(
        songs,
        beatmaps,
        notes,
        bombs,
        walls,
        count,
        outsideGrid,
        clamped,
        arcs,
        chains,
        readWarnings);
  }
}
