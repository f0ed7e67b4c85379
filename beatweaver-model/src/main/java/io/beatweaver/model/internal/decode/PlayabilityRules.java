package io.beatweaver.model.internal.decode;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Note;
import io.beatweaver.model.PlayRule;
import io.beatweaver.tempo.TempoMap;
import io.beatweaver.token.Vocabulary;
import java.util.Set;

/**
 * What a player's arms and eyes ask of a stream beyond the grammar, as {@link PlayRule} says. A
 * swing is the same side as the last one if both go up or both go down, or if they lie less than a
 * right angle apart. Notes that stay after a stretch that is written anew are seen beforehand.
 *
 * <p>A rule that would leave no token to choose is passed over. Not thread-safe; one a stream.
 */
final class PlayabilityRules {
  /** Steps within which the hand hasn't come back by itself. */
  private static final long RETURN_STEPS = BeatGrid.STEPS_PER_BEAT;

  private static final double HIDDEN_SECONDS = 0.25;
  private static final int LEFT = 0;
  private static final int RIGHT = 1;
  private static final int NO_COLUMN = -1;

  private final Set<PlayRule> rules;
  private final double leastSeconds;
  private final TempoMap tempo;
  private final KeptPart kept;

  private final CutDirection[] last = {CutDirection.ANY, CutDirection.ANY};
  private final long[] lastStep = {Long.MIN_VALUE / 2, Long.MIN_VALUE / 2};
  private final double[] lastSecond = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};

  /** When a note last stood before the eyes, in the left and in the right half of the grid. */
  private final long[] hidingStep = {-1, -1};

  private final double[] hidingSecond = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
  private int leftColumn = NO_COLUMN;
  private long leftColumnStep = -1;
  private final boolean[] before = new boolean[Vocabulary.SIZE];

  /**
   * Rules before a stream's first token.
   *
   * @param rules those that hold
   * @param difficulty how hard the stream is
   * @param tempo steps to seconds
   * @param kept what comes whatever is chosen
   */
  PlayabilityRules(Set<PlayRule> rules, Difficulty difficulty, TempoMap tempo, KeptPart kept) {
    this.rules = rules;
    this.leastSeconds = PlayRule.leastSeconds(difficulty);
    this.tempo = tempo;
    this.kept = kept;
  }

  /**
   * Takes a token.
   *
   * @param token any token
   * @param step its place in the song
   */
  void accept(int token, long step) {
    if (!Vocabulary.isNote(token)) {
      return;
    }
    int hand = hand(token);
    double second = second(step);
    last[hand] = Vocabulary.direction(token);
    lastStep[hand] = step;
    lastSecond[hand] = second;
    if (hand == LEFT) {
      leftColumn = column(token);
      leftColumnStep = step;
    }
    if (hides(token)) {
      hidingStep[half(token)] = step;
      hidingSecond[half(token)] = second;
    }
  }

  /**
   * Forbids the positions at which no hand is back in time or no half of the grid can be seen.
   *
   * @param barStep the step of the bar's position 0
   * @param allowed loses positions, never another token
   */
  void restrictTiming(long barStep, boolean[] allowed) {
    boolean speed = rules.contains(PlayRule.SPEED);
    boolean vision = rules.contains(PlayRule.VISION);
    for (int position = 0; position < BeatGrid.STEPS_PER_BAR; position++) {
      int token = Vocabulary.position(position);
      if (allowed[token]) {
        long step = barStep + position;
        boolean late = speed && tooSoon(LEFT, step) && tooSoon(RIGHT, step);
        boolean blind = vision && hidden(0, step) && hidden(1, step);
        allowed[token] = !late && !blind;
      }
    }
  }

  /**
   * Forbids the notes that no player would like.
   *
   * @param step where the next notes go
   * @param from first token looked at
   * @param to token after the last
   * @param allowed loses the tokens that may not come
   */
  void restrict(long step, int from, int to, boolean[] allowed) {
    for (PlayRule rule : PlayRule.values()) {
      if (rules.contains(rule)) {
        apply(rule, step, from, to, allowed);
      }
    }
  }

  private void apply(PlayRule rule, long step, int from, int to, boolean[] allowed) {
    System.arraycopy(allowed, from, before, from, to - from);
    boolean any = false;
    for (int token = from; token < to; token++) {
      allowed[token] = allowed[token] && allows(rule, token, step);
      any |= allowed[token];
    }
    if (!any) {
      System.arraycopy(before, from, allowed, from, to - from);
    }
  }

  private boolean allows(PlayRule rule, int token, long step) {
    if (!Vocabulary.isNote(token)) {
      // Where the left hand rests the right one has to play.
      return rule != PlayRule.SPEED || token != Vocabulary.LEFT_EMPTY || !tooSoon(RIGHT, step);
    }
    return switch (rule) {
      case SPEED -> !tooSoon(hand(token), step);
      case CROSSING -> keepsSide(token, step);
      case PARITY -> comesBack(token, step);
      case VISION -> !hidden(half(token), step) && !(hides(token) && hidesKept(token, step));
    };
  }

  private boolean tooSoon(int hand, long step) {
    double second = second(step);
    int next = kept.next(hand, step);
    return second - lastSecond[hand] < leastSeconds
        || next != Integer.MAX_VALUE && second(next) - second < leastSeconds;
  }

  private boolean keepsSide(int token, long step) {
    int x = column(token);
    if (hand(token) == LEFT) {
      return x < Note.COLUMNS - 1;
    }
    return x > 0 && (leftColumnStep != step || x >= leftColumn);
  }

  private boolean comesBack(int token, long step) {
    int hand = hand(token);
    CutDirection direction = Vocabulary.direction(token);
    int next = kept.next(hand, step);
    return (step - lastStep[hand] > RETURN_STEPS || !sameSide(last[hand], direction))
        && (next - step > RETURN_STEPS || !sameSide(direction, keptDirection(hand, next)));
  }

  private CutDirection keptDirection(int hand, int step) {
    return Vocabulary.direction(hand == LEFT ? kept.left(step) : kept.right(step));
  }

  private boolean hidden(int half, long step) {
    return hidingStep[half] != step && second(step) - hidingSecond[half] <= HIDDEN_SECONDS;
  }

  private boolean hidesKept(int token, long step) {
    double until = second(step) + HIDDEN_SECONDS;
    for (int hand = LEFT; hand <= RIGHT; hand++) {
      for (int next = kept.next(hand, step);
          next != Integer.MAX_VALUE && second(next) <= until;
          next = kept.next(hand, next)) {
        if (half(hand == LEFT ? kept.left(next) : kept.right(next)) == half(token)) {
          return true;
        }
      }
    }
    return false;
  }

  private double second(long step) {
    return tempo.secondsAt(BeatGrid.beatOf(step));
  }

  private static boolean hides(int token) {
    int x = column(token);
    return Vocabulary.cell(token) % Note.ROWS == 1 && (x == 1 || x == 2);
  }

  private static int half(int token) {
    return column(token) / 2;
  }

  private static int column(int token) {
    return Vocabulary.cell(token) / Note.ROWS;
  }

  private static int hand(int token) {
    return token >= Vocabulary.RIGHT_EMPTY ? RIGHT : LEFT;
  }

  /**
   * Whether two swings go to the same side.
   *
   * @param first a direction
   * @param second another
   * @return false if one of them is a dot
   */
  static boolean sameSide(CutDirection first, CutDirection second) {
    int vertical = first.dy() * second.dy();
    return vertical > 0 || first.dx() * second.dx() + vertical > 0;
  }
}
