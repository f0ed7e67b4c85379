package io.beatweaver.model.internal.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.beatweaver.grid.BeatGrid;
import io.beatweaver.model.ModelConfig;
import java.util.Arrays;
import java.util.List;

/** A batch of token tracks, padded to one length, as the decoder's index arrays. */
final class DecoderInputs {
  /** Where END's chance equals BAR's and positions follow: BAR, then 64 positions. */
  static final int TIMING_COLUMNS = 1 + BeatGrid.STEPS_PER_BAR;

  private static final float IMPOSSIBLE = -15;

  final int batch;
  final int length;
  final NDArray tokens;
  final NDArray positions;
  final NDArray leftDirections;
  final NDArray rightDirections;
  final NDArray lastHands;
  final NDArray audioRows;

  /** [batch * length] step of each token in the window, 0 for padding. */
  final double[] steps;

  /** [timing tokens] index of each one's bar among all bars of the batch. */
  final NDArray hazardBars;

  /** [timing tokens] index of "nothing since bar start" among all bars' 65 running sums. */
  final NDArray hazardCursors;

  /** [timing tokens][65] 1 where a column's chance counts, 0 where it's impossible. */
  final NDArray hazardKeep;

  /** [timing tokens][65] -15 where a column is impossible, else 0. */
  final NDArray hazardImpossible;

  /** [batch * length] row of the timing tokens' table, or its last row, of zeros. */
  final NDArray hazardRows;

  DecoderInputs(NDManager manager, ModelConfig config, List<TokenTrack> tracks) {
    batch = tracks.size();
    length = tracks.stream().mapToInt(TokenTrack::length).max().orElseThrow();
    long[][] columns = new long[6][batch * length];
    steps = new double[batch * length];
    int timing = 0;
    for (int b = 0; b < batch; b++) {
      TokenTrack track = tracks.get(b);
      for (int t = 0; t < track.length(); t++) {
        int i = b * length + t;
        steps[i] = track.steps[t];
        columns[0][i] = track.tokens[t];
        columns[1][i] = track.positions[t];
        columns[2][i] = track.leftDirections[t];
        columns[3][i] = track.rightDirections[t];
        columns[4][i] = track.lastHands[t];
        columns[5][i] =
            (long) b * config.encoderRows()
                + Math.min(track.steps[t] / config.subsampling(), config.encoderRows() - 1);
        timing += track.timingBars[t] >= 0 ? 1 : 0;
      }
    }
    Shape shape = new Shape(batch, length);
    tokens = manager.create(columns[0], shape);
    positions = manager.create(columns[1], shape);
    leftDirections = manager.create(columns[2], shape);
    rightDirections = manager.create(columns[3], shape);
    lastHands = manager.create(columns[4], shape);
    audioRows = manager.create(columns[5], shape);

    int bars = config.windowBars() + config.lookaheadBars();
    long[] barIndex = new long[timing];
    long[] cursorIndex = new long[timing];
    float[] keep = new float[timing * TIMING_COLUMNS];
    float[] impossible = new float[timing * TIMING_COLUMNS];
    long[] rows = new long[batch * length];
    Arrays.fill(rows, timing);
    int n = 0;
    for (int b = 0; b < batch; b++) {
      TokenTrack track = tracks.get(b);
      for (int t = 0; t < track.length(); t++) {
        if (track.timingBars[t] < 0) {
          continue;
        }
        long bar = (long) b * bars + track.timingBars[t];
        barIndex[n] = bar;
        cursorIndex[n] = bar * TIMING_COLUMNS + track.cursors[t] + 1;
        int first = n * TIMING_COLUMNS;
        int possible = first + 1 + track.cursors[t] + 1;
        keep[first] = 1;
        Arrays.fill(impossible, first + 1, possible, IMPOSSIBLE);
        Arrays.fill(keep, possible, first + TIMING_COLUMNS, 1);
        rows[b * length + t] = n++;
      }
    }
    hazardBars = manager.create(barIndex);
    hazardCursors = manager.create(cursorIndex);
    hazardKeep = manager.create(keep, new Shape(timing, TIMING_COLUMNS));
    hazardImpossible = manager.create(impossible, new Shape(timing, TIMING_COLUMNS));
    hazardRows = manager.create(rows);
  }
}
