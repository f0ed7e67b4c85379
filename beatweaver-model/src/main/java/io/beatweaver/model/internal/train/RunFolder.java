package io.beatweaver.model.internal.train;

import io.beatweaver.file.AtomicFiles;
import io.beatweaver.model.Trainer;
import io.beatweaver.model.internal.CheckpointFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a training, which one training alone writes. */
public final class RunFolder {
  private RunFolder() {}

  /**
   * Undoes what a killed training left half done: a checkpoint that it had set aside comes back,
   * unfinished ones go.
   *
   * @param folder the run's folder
   * @throws IOException if the disk fails
   */
  public static void tidy(Path folder) throws IOException {
    AtomicFiles.recover(folder.resolve(Trainer.LAST));
    AtomicFiles.recover(folder.resolve(Trainer.BEST));
    List<Path> leftovers;
    try (Stream<Path> files = Files.list(folder)) {
      leftovers = files.filter(AtomicFiles::isLeftover).toList();
    }
    for (Path leftover : leftovers) {
      AtomicFiles.deleteTree(leftover);
    }
  }

  /** Another training's best would be taken for this one's. */
  static void forgetBest(Path folder) throws IOException {
    Path best = folder.resolve(Trainer.BEST);
    if (CheckpointFolder.isOne(best)) {
      AtomicFiles.deleteTree(best);
    }
  }
}
