package io.beatweaver.benchmarks;

import com.jcraft.jogg.Packet;
import com.jcraft.jogg.Page;
import com.jcraft.jogg.StreamState;
import com.jcraft.jogg.SyncState;
import com.jcraft.jorbis.Block;
import com.jcraft.jorbis.Comment;
import com.jcraft.jorbis.DspState;
import com.jcraft.jorbis.Info;
import java.util.Arrays;

/** JOrbis on a sound Ogg Vorbis file in memory: the mean of its channels, as our decoder gives. */
final class JorbisPeer {
  private static final int READ_BYTES = 1 << 16;
  private static final int HEADERS = 3;

  private JorbisPeer() {}

  static float[] decode(byte[] file) {
    SyncState sync = new SyncState();
    StreamState stream = new StreamState();
    Page page = new Page();
    Packet packet = new Packet();
    Info info = new Info();
    Comment comment = new Comment();
    DspState state = new DspState();
    Block block = new Block(state);
    sync.init();
    info.init();
    comment.init();
    float[][][] pcm = new float[1][][];
    int[] index = new int[2];
    float[] mono = new float[1 << 20];
    int size = 0;
    int packets = 0;
    for (int at = 0; ; ) {
      if (sync.pageout(page) == 0) {
        int bytes = Math.min(READ_BYTES, file.length - at);
        if (bytes == 0) {
          return Arrays.copyOf(mono, size);
        }
        int offset = sync.buffer(bytes);
        System.arraycopy(file, at, sync.data, offset, bytes);
        sync.wrote(bytes);
        at += bytes;
        continue;
      }
      if (packets == 0) {
        stream.init(page.serialno());
      }
      stream.pagein(page);
      while (stream.packetout(packet) == 1) {
        if (packets++ < HEADERS) {
          info.synthesis_headerin(comment, packet);
          if (packets == HEADERS) {
            state.synthesis_init(info);
            block.init(state);
          }
          continue;
        }
        if (block.synthesis(packet) == 0) {
          state.synthesis_blockin(block);
        }
        for (int count; (count = state.synthesis_pcmout(pcm, index)) > 0; ) {
          if (size + count > mono.length) {
            mono = Arrays.copyOf(mono, 2 * mono.length);
          }
          for (int i = 0; i < count; i++) {
            float sum = 0;
            for (int c = 0; c < info.channels; c++) {
              sum += pcm[0][c][index[c] + i];
            }
            mono[size++] = sum / info.channels;
          }
          state.synthesis_read(count);
        }
      }
    }
  }
}
