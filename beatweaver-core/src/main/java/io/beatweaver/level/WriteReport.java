package io.beatweaver.level;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was written, and what the format could not hold.
 *
 * @param target the folder or zip
 * @param format its format
 * @param files the level's files by name, in the order of writing
 * @param droppedChains chains left out: all of them in V2; in any format those of squish 0, which
 *     crash the game
 * @param droppedAngleOffsets notes in V2 that were written without their angle offset
 * @param retimedBeatmaps beatmaps whose tempo differs from the first one's where the format has one
 *     for all (V4's regions, V2's and V3's song offset): their objects keep their seconds, at other
 *     beats
 * @param approximatedTempos places where seconds jump or where the tempo changes before the song
 *     begins, which the format can't follow exactly
 */
public record WriteReport(
    Path target,
    LevelFormat format,
    List<String> files,
    long droppedChains,
    long droppedAngleOffsets,
    long retimedBeatmaps,
    long approximatedTempos) {
  /** Copies the list. */
  public WriteReport {
    files = List.copyOf(files);
  }

  /**
   * Whether everything was kept.
   *
   * @return true if reading the level gives the same objects at the same times
   */
  public boolean lossless() {
    return losses().isEmpty();
  }

  /**
   * The losses in words.
   *
   * @return a phrase for each kind of loss, empty if there was none
   */
  public List<String> losses() {
    List<String> losses = new ArrayList<>();
    add(losses, droppedChains, "chains");
    add(losses, droppedAngleOffsets, "angle offsets");
    add(losses, retimedBeatmaps, "beatmaps of another tempo than the first");
    add(losses, approximatedTempos, "jumps in time");
    return losses;
  }

  private static void add(List<String> losses, long count, String what) {
    if (count > 0) {
      losses.add(count + " " + what);
    }
  }
}
