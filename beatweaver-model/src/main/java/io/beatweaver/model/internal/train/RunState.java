package io.beatweaver.model.internal.train;

import io.beatweaver.InputException;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.TrainingBeatmap;
import io.beatweaver.model.TrainingSong;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/** What a checkpoint's state says of a training beside its figures, so that it can go on. */
public final class RunState {
  static final String ENCODER_STEPS = "optimizer.encoderSteps";
  static final String DECODER_STEPS = "optimizer.decoderSteps";
  static final String SECONDS = "training.seconds";
  static final String SONGS = "training.songs";
  static final String EPOCHS = "training.epochs";
  static final String WAITED = "training.waitedForDataSeconds";
  static final String SKIPPED = "training.skippedSteps";
  static final String SKIPPED_IN_A_ROW = "training.skippedInARow";

  private RunState() {}

  /**
   * Refuses a checkpoint that no training can go on from.
   *
   * @param checkpoint the checkpoint
   * @param folder where it is
   * @throws InputException if its state lacks something
   */
  public static void requireResumable(Checkpoint checkpoint, Path folder) throws InputException {
    for (String name : new String[] {ENCODER_STEPS, DECODER_STEPS, SECONDS, EPOCHS, SKIPPED}) {
      if (!checkpoint.state().metrics().containsKey(name)) {
        throw new InputException(
            folder, "no training can go on from here: its state has no \"" + name + "\"");
      }
    }
  }

  /** A checksum of all that decides which window comes when; a double holds it exactly. */
  static double checksum(List<TrainingSong> songs) {
    CRC32 crc = new CRC32();
    ByteBuffer numbers = ByteBuffer.allocate(2 * Long.BYTES);
    for (TrainingSong song : songs) {
      crc.update(song.id().getBytes(StandardCharsets.UTF_8));
      for (TrainingBeatmap beatmap : song.beatmaps()) {
        numbers.putDouble(0, song.visits()).putLong(Double.BYTES, beatmap.barStart(beatmap.bars()));
        crc.update(numbers.array());
      }
    }
    return crc.getValue();
  }
}
