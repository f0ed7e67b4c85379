package io.beatweaver.audio.internal.vorbis;

import java.util.Arrays;

/**
 * From audio packets to mono samples (Vorbis I, 4.3).
 *
 * <p>All steps from the spectrum on are linear and all channels of a block have one size, so that
 * the mean of the channels is taken of their spectra: one transform a block, however many channels
 * there are.
 */
final class VorbisSynthesis {
  /** Below any magnitude but 0. */
  private static final float NEXT_TO_NOTHING = 1e-30f;

  private final VorbisSetup setup;
  private final VorbisTransform[] transforms;

  /** Rising slopes by the sizes of both blocks: short with any, long with long. */
  private final float[][] slopes;

  private final int[][] heights;
  private final boolean[] silent;
  private final boolean[] withoutResidue;
  private final int[] those;
  private final float[] residues;
  private final float[] curve;
  private final float[] mean;
  private float[] last;
  private float[] now;
  private int lastBlock;

  VorbisSynthesis(VorbisSetup setup) {
    this.setup = setup;
    transforms =
        new VorbisTransform[] {
          new VorbisTransform(setup.shortBlock), new VorbisTransform(setup.longBlock)
        };
    slopes = new float[][] {slope(setup.shortBlock / 2), slope(setup.longBlock / 2)};
    int half = setup.longBlock / 2;
    heights = new int[setup.channels][VorbisFloor.room()];
    silent = new boolean[setup.channels];
    withoutResidue = new boolean[setup.channels];
    those = new int[setup.channels];
    residues = new float[setup.channels * half];
    curve = new float[half];
    mean = new float[half];
    last = new float[half];
    now = new float[half];
  }

  /** The rising half of the window (4.3.1). */
  private static float[] slope(int length) {
    float[] slope = new float[length];
    for (int i = 0; i < length; i++) {
      double inner = Math.sin((i + 0.5) / length * Math.PI / 2);
      slope[i] = (float) Math.sin(Math.PI / 2 * inner * inner);
    }
    return slope;
  }

  /**
   * Decodes a packet.
   *
   * @param in behind the packet's mode
   * @param mode what it began with
   * @param out receives the samples between the middles of the last block and this one
   * @return how many: a quarter of both blocks' sizes, none for the first block
   */
  int decode(VorbisBits in, int mode, float[] out) {
    boolean isLong = setup.longModes[mode];
    int block = setup.blockOf(mode);
    if (isLong) {
      // Whether the neighbours are long; they are looked at themselves.
      in.read(2);
    }
    spectrum(in, setup.mappings[setup.mappingOfMode[mode]], block / 2);
    transforms[isLong ? 1 : 0].run(mean, now);
    int count = lastBlock == 0 ? 0 : overlap(lastBlock, block, out);
    float[] swap = last;
    last = now;
    now = swap;
    lastBlock = block;
    return count;
  }

  /** Reads the spectra of all channels and takes their mean. */
  private void spectrum(VorbisBits in, VorbisSetup.Mapping mapping, int half) {
    int channels = setup.channels;
    for (int c = 0; c < channels; c++) {
      VorbisFloor floor = setup.floors[mapping.floors()[mapping.submapOf()[c]]];
      silent[c] = !floor.read(in, heights[c]);
      withoutResidue[c] = silent[c];
    }
    int[] magnitudes = mapping.magnitudes();
    int[] angles = mapping.angles();
    for (int i = 0; i < magnitudes.length; i++) {
      if (!silent[magnitudes[i]] || !silent[angles[i]]) {
        withoutResidue[magnitudes[i]] = false;
        withoutResidue[angles[i]] = false;
      }
    }
    Arrays.fill(residues, 0, channels * half, 0);
    for (int submap = 0; submap < mapping.residues().length; submap++) {
      int count = 0;
      for (int c = 0; c < channels; c++) {
        if (mapping.submapOf()[c] == submap) {
          those[count++] = c;
        }
      }
      setup.residues[mapping.residues()[submap]].read(
          in, those, count, withoutResidue, residues, half);
    }
    for (int i = magnitudes.length - 1; i >= 0; i--) {
      uncouple(magnitudes[i] * half, angles[i] * half, half);
    }
    Arrays.fill(mean, 0, half, 0);
    float share = 1f / channels;
    for (int c = 0; c < channels; c++) {
      if (!silent[c]) {
        VorbisFloor floor = setup.floors[mapping.floors()[mapping.submapOf()[c]]];
        floor.draw(heights[c], curve, half);
        add(c * half, half, share);
      }
    }
  }

  private void add(int from, int half, float share) {
    for (int i = 0; i < half; i++) {
      mean[i] += share * curve[i] * residues[from + i];
    }
  }

  /**
   * From magnitude and angle to two channels (4.3.5): the angle is taken from the second where it
   * is positive, added to the first where it is negative, and turned about where the magnitude is
   * not above 0. Without branches, since no processor could foresee them.
   */
  private void uncouple(int first, int second, int half) {
    for (int i = 0; i < half; i++) {
      float m = residues[first + i];
      float a = residues[second + i];
      int turn = ~Float.floatToRawIntBits(NEXT_TO_NOTHING - m) & Integer.MIN_VALUE;
      float below = (a - Math.abs(a)) * 0.5f;
      float above = (a + Math.abs(a)) * 0.5f;
      residues[first + i] = m + Float.intBitsToFloat(Float.floatToRawIntBits(below) ^ turn);
      residues[second + i] = m - Float.intBitsToFloat(Float.floatToRawIntBits(above) ^ turn);
    }
  }

  /**
   * Adds the second half of the last block to the first half of this one. Their windows cross over
   * as the shorter of the two says, about the point at a quarter of each.
   */
  private int overlap(int before, int after, float[] out) {
    int count = before / 4 + after / 4;
    int slopeLength = Math.min(before, after) / 2;
    float[] slope = slopes[slopeLength == setup.shortBlock / 2 ? 0 : 1];
    int half = slopeLength / 2;
    int start = before / 4 - half;
    for (int i = 0; i < start; i++) {
      out[i] = -last[before / 4 - 1 - i];
    }
    int middle = start + half;
    int end = after / 2;
    for (int i = 0; i < half; i++) {
      float up = slope[i];
      float down = slope[slopeLength - 1 - i];
      out[start + i] = now[end - half + i] * up - last[half - 1 - i] * down;
    }
    for (int i = 0; i < half; i++) {
      float up = slope[half + i];
      float down = slope[half - 1 - i];
      out[middle + i] = -(now[end - 1 - i] * up + last[i] * down);
    }
    for (int i = middle + half; i < count; i++) {
      out[i] = -now[after / 2 + before / 4 - 1 - i];
    }
    return count;
  }
}
