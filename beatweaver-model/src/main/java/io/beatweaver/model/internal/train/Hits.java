package io.beatweaver.model.internal.train;

import io.beatweaver.model.TokenAccuracy;
import io.beatweaver.token.Vocabulary;

/** Counts which tokens were foreseen. */
final class Hits {
  private enum Group {
    STRUCTURE,
    POSITION,
    NOTE
  }

  private final long[] right = new long[Group.values().length];
  private final long[] all = new long[Group.values().length];

  void add(int token, int likeliest) {
    Group group =
        switch (Vocabulary.kind(token)) {
          case PAD, START, END, DIFFICULTY, BAR -> Group.STRUCTURE;
          case POSITION -> Group.POSITION;
          case LEFT, RIGHT -> Vocabulary.isNote(token) ? Group.NOTE : Group.STRUCTURE;
        };
    all[group.ordinal()]++;
    right[group.ordinal()] += token == likeliest ? 1 : 0;
  }

  TokenAccuracy accuracy() {
    return new TokenAccuracy(share(Group.STRUCTURE), share(Group.POSITION), share(Group.NOTE));
  }

  private double share(Group group) {
    return right[group.ordinal()] / (double) all[group.ordinal()];
  }
}
