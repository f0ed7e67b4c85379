package io.beatweaver.unity.internal;

import io.beatweaver.unity.BundleAudio;
import java.io.IOException;
import java.io.OutputStream;

/** A clip that is a file of its own already. */
record RawAudio(Stretch data, String extension) implements BundleAudio {
  private static final int CHUNK = 1 << 16;

  @Override
  public int channels() {
    return 0;
  }

  @Override
  public int sampleRate() {
    return 0;
  }

  @Override
  public long frames() {
    return 0;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    copy(data, data.size(), out);
  }

  static void copy(Stretch from, long length, OutputStream out) throws IOException {
    byte[] chunk = new byte[(int) Math.min(CHUNK, length)];
    for (long done = 0; done < length; ) {
      int n = (int) Math.min(chunk.length, length - done);
      from.read(done, chunk, 0, n);
      out.write(chunk, 0, n);
      done += n;
    }
  }
}
