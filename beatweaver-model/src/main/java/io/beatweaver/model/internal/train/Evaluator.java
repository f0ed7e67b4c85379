package io.beatweaver.model.internal.train;

import io.beatweaver.InputException;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TokenAccuracy;
import io.beatweaver.model.TokenLosses;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.model.internal.net.Batch;
import io.beatweaver.model.internal.net.Network;
import io.beatweaver.model.internal.net.Parameters;
import io.beatweaver.token.Vocabulary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Measures losses on songs that aren't learned from. One thread's. */
public final class Evaluator {
  private static final int BATCH = 8;

  private final List<TrainingSong> songs;
  private final Network network;
  private final BatchMaker maker;
  private final ByteBuffer buffer;
  private final List<WindowRef> windows;

  /**
   * An evaluator.
   *
   * @param songs at least one; damaged ones are left out and logged
   * @param config the model's shape
   * @param most windows to look at, at most; taken evenly from all
   * @throws InputException if every song is damaged
   * @throws IOException if the disk fails
   */
  public Evaluator(List<TrainingSong> songs, ModelConfig config, int most) throws IOException {
    if (songs.isEmpty()) {
      throw new IllegalArgumentException("there are no songs to evaluate on");
    }
    this.songs = BatchMaker.readable(songs);
    if (this.songs.isEmpty()) {
      throw new InputException("songs to evaluate on", "", "each of them is damaged");
    }
    this.network = new Network(config);
    this.maker = new BatchMaker(this.songs, config);
    this.buffer = Batch.buffer(maker.featureValues(BATCH));
    List<WindowRef> all = WindowRef.all(this.songs, config);
    long step = Math.max(1, (all.size() + (long) most - 1) / most);
    this.windows =
        IntStream.range(0, all.size())
            .filter(i -> i % step == 0)
            .mapToObj(all::get)
            .sorted(Comparator.comparingInt(WindowRef::tokens))
            .toList();
  }

  /**
   * Losses and accuracies.
   *
   * @param losses the losses
   * @param accuracy the accuracies
   */
  public record Figures(TokenLosses losses, TokenAccuracy accuracy) {}

  /**
   * Measures.
   *
   * @param parameters the model's parameters
   * @return the losses
   * @throws IOException if the disk fails
   */
  public TokenLosses losses(Parameters parameters) throws IOException {
    return figures(parameters).losses();
  }

  /**
   * Measures losses and accuracies.
   *
   * @param parameters the model's parameters
   * @return the figures
   * @throws IOException if songs can't be read
   */
  public Figures figures(Parameters parameters) throws IOException {
    Sums right = sums(parameters, IntStream.range(0, songs.size()).toArray());
    int[] others = others();
    double wrong =
        others == null ? Double.NaN : -sums(parameters, others).timing / Math.max(1, right.timings);
    return new Figures(
        new TokenLosses(
            -right.timing / Math.max(1, right.timings),
            -right.notes / Math.max(1, right.noteTokens),
            wrong,
            right.onset / windows.size(),
            right.timings,
            right.noteTokens),
        right.hits.accuracy());
  }

  /** For each song the next one of another audio, or null where all are of one. */
  private int[] others() {
    int[] others = new int[songs.size()];
    for (int song = 0; song < others.length; song++) {
      int other = song;
      do {
        other = (other + 1) % songs.size();
        if (other == song) {
          return null;
        }
      } while (songs.get(other).id().equals(songs.get(song).id()));
      others[song] = other;
    }
    return others;
  }

  private static final class Sums {
    double timing;
    double notes;
    double onset;
    long timings;
    long noteTokens;
    final Hits hits = new Hits();
  }

  private Sums sums(Parameters parameters, int[] heardBeside) throws IOException {
    Sums sums = new Sums();
    for (int from = 0; from < windows.size(); from += BATCH) {
      List<WindowRef> refs = windows.subList(from, Math.min(from + BATCH, windows.size()));
      int[] heard = refs.stream().mapToInt(ref -> heardBeside[ref.song()]).toArray();
      Batch batch = maker.plain(refs, heard, buffer);
      Network.Scores scores = network.scores(parameters, batch);
      sums.onset += scores.onsetLoss() * refs.size();
      for (int b = 0; b < refs.size(); b++) {
        for (int t = 0; t < batch.counted()[b].length; t++) {
          if (batch.counted()[b][t]) {
            int token = batch.tracks().get(b).token(t);
            add(sums, token, scores.logChances()[b][t]);
            sums.hits.add(token, scores.likeliest()[b][t]);
          }
        }
      }
    }
    return sums;
  }

  private static void add(Sums sums, int token, float logChance) {
    switch (Vocabulary.kind(token)) {
      case BAR, POSITION, END -> {
        sums.timing += logChance;
        sums.timings++;
      }
      case LEFT, RIGHT -> {
        sums.notes += logChance;
        sums.noteTokens++;
      }
      case PAD, START, DIFFICULTY -> {}
    }
  }
}
