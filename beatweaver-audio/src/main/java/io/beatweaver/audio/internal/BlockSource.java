package io.beatweaver.audio.internal;

import io.beatweaver.audio.AudioFormat;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * A source whose decoder gives blocks of its own sizes: hands them out as they are asked for, less
 * what is to be cut from the start and the end.
 */
public abstract class BlockSource extends FileSource {
  private float[] block = new float[0];
  private int at;
  private int end;
  private long skip;
  private long left = Long.MAX_VALUE;

  protected BlockSource(FileChannel channel, String name, AudioFormat format) {
    super(channel, name, format);
  }

  /**
   * Decodes the next block, channels averaged.
   *
   * @return how many samples {@link #block} has now, 0 for a block without any, -1 at the end
   */
  protected abstract int nextBlock() throws IOException;

  /**
   * As {@link #nextBlock}, where only the count is wanted: the samples needn't be decoded.
   *
   * @return how many samples there would be
   */
  protected int passBlock() throws IOException {
    return nextBlock();
  }

  /** The array for the next block, with room for at least {@code size} samples. */
  protected final float[] block(int size) {
    if (block.length < size) {
      block = new float[size];
    }
    return block;
  }

  /** Sets how many frames are cut from the start; before anything is read. */
  protected final void cutStart(long frames) {
    skip = frames;
  }

  /** Sets how many frames may still come, those that are cut from the start among them. */
  protected final void endAfter(long frames) {
    left = Math.max(0, frames);
  }

  @Override
  public long count() throws IOException {
    long frames = 0;
    for (int size; (size = passBlock()) >= 0; ) {
      take(size);
      frames += end - at;
    }
    requireAudio(frames);
    return frames;
  }

  /** Cuts a block that has come. */
  private void take(int size) {
    end = (int) Math.min(size, left);
    left -= end;
    at = (int) Math.min(end, skip);
    skip -= at;
  }

  @Override
  protected final int fill(float[] mono, int offset, int length) throws IOException {
    while (at == end) {
      int size = nextBlock();
      if (size < 0) {
        return -1;
      }
      take(size);
    }
    int count = Math.min(length, end - at);
    System.arraycopy(block, at, mono, offset, count);
    at += count;
    return count;
  }
}
