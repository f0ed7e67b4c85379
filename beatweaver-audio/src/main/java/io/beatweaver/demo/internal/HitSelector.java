package io.beatweaver.demo.internal;

import io.beatweaver.demo.Hit;
import io.beatweaver.level.Difficulty;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Chooses which hits a difficulty charts, and which of them with both hands.
 *
 * <p>The most prominent hits that are far enough apart are taken; how many is decided where the
 * strengths fall off most within the human range of density, so that hits that sound alike are
 * treated alike. Every difficulty chooses among the hits of the next harder one.
 */
public final class HitSelector {
  /** Doubles a position at least and at most; as a share of notes 15 to 37 %. */
  private static final double FEWEST_DOUBLES = 0.09;

  private static final double MOST_DOUBLES = 0.23;

  /** Notes a position that the range of density reckons with. */
  private static final double NOTES_PER_POSITION = 1.15;

  /** Of the hits of the next harder difficulty, at most this share. */
  private static final double THINNING = 0.88;

  private static final double DOUBLE_CLEARANCE = 0.13;
  private static final Comparator<Moment> STRONGEST_FIRST =
      Comparator.comparingDouble((Moment moment) -> -moment.hit.strength())
          .thenComparingDouble(moment -> moment.seconds);

  private HitSelector() {}

  /**
   * A hit that is charted.
   *
   * @param hit the hit
   * @param both whether both hands cut it
   */
  public record Choice(Hit hit, boolean both) {}

  private record Moment(Hit hit, double seconds) {}

  /** What is human: notes a second, and seconds between two positions. */
  private record Range(double fewest, double most, double gap) {
    static Range of(Difficulty difficulty) {
      return switch (difficulty) {
        case EASY -> new Range(1.09, 1.83, 0.34);
        case NORMAL -> new Range(1.66, 2.79, 0.24);
        case HARD -> new Range(2.40, 4.09, 0.155);
        case EXPERT -> new Range(3.09, 5.22, 0.09);
        case EXPERT_PLUS -> new Range(3.91, 6.52, 0.065);
      };
    }
  }

  /**
   * Chooses.
   *
   * @param hits in any order
   * @param tempo beats to seconds
   * @param difficulty how dense
   * @return choices by beat
   */
  public static List<Choice> select(List<Hit> hits, TempoMap tempo, Difficulty difficulty) {
    List<Moment> moments =
        hits.stream()
            .sorted(Hit.BY_BEAT)
            .map(hit -> new Moment(hit, tempo.secondsAt(hit.beat())))
            .toList();
    if (moments.isEmpty()) {
      return List.of();
    }
    double span = Math.max(1, moments.get(moments.size() - 1).seconds - moments.get(0).seconds);
    Difficulty[] all = Difficulty.values();
    for (int i = all.length - 1; i >= difficulty.ordinal(); i--) {
      moments = densest(moments, Range.of(all[i]), span, i == all.length - 1);
    }
    return withDoubles(moments);
  }

  private static List<Moment> densest(
      List<Moment> from, Range range, double span, boolean hardest) {
    List<Moment> apart = apart(from, range.gap);
    int fewest = (int) Math.ceil(range.fewest * span / NOTES_PER_POSITION * 1.05);
    int most = (int) Math.floor(range.most * span / NOTES_PER_POSITION * 0.95);
    if (!hardest) {
      most = Math.min(most, (int) Math.ceil(THINNING * from.size()));
    }
    List<Moment> chosen = new ArrayList<>(apart.subList(0, cut(apart, fewest, most, hardest)));
    chosen.sort(Comparator.comparingDouble(Moment::seconds));
    return chosen;
  }

  /** The strongest first, without any that is too near to a stronger one. */
  private static List<Moment> apart(List<Moment> byTime, double gap) {
    List<Integer> ranked = new ArrayList<>();
    for (int i = 0; i < byTime.size(); i++) {
      ranked.add(i);
    }
    ranked.sort(Comparator.comparing(byTime::get, STRONGEST_FIRST));
    boolean[] taken = new boolean[byTime.size()];
    List<Moment> apart = new ArrayList<>();
    for (int index : ranked) {
      if (isClear(byTime, taken, index, gap)) {
        taken[index] = true;
        apart.add(byTime.get(index));
      }
    }
    return apart;
  }

  private static boolean isClear(List<Moment> byTime, boolean[] taken, int index, double gap) {
    double at = byTime.get(index).seconds;
    for (int i = index - 1; i >= 0 && at - byTime.get(i).seconds < gap; i--) {
      if (taken[i]) {
        return false;
      }
    }
    for (int i = index + 1; i < taken.length && byTime.get(i).seconds - at < gap; i++) {
      if (taken[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * How many of the strongest to take: where the strengths fall off most, nearest the middle.
   *
   * @param whole whether nothing but silence comes after the weakest, which then is a fall as well
   */
  private static int cut(List<Moment> ranked, int fewest, int most, boolean whole) {
    int last = Math.min(most, ranked.size());
    int first = Math.min(fewest, last);
    int best = last;
    double widest = -1;
    for (int count = Math.max(1, first); count <= last; count++) {
      double above = ranked.get(count - 1).hit.strength();
      double below = count < ranked.size() ? ranked.get(count).hit.strength() : whole ? 0 : above;
      double fall = above - below;
      boolean nearer = Math.abs(2 * count - first - last) < Math.abs(2 * best - first - last);
      if (fall > widest + 1e-9 || fall > widest - 1e-9 && nearer) {
        widest = Math.max(widest, fall);
        best = count;
      }
    }
    return best;
  }

  private static List<Choice> withDoubles(List<Moment> byTime) {
    List<Moment> roomy = new ArrayList<>();
    for (int i = 0; i < byTime.size(); i++) {
      double at = byTime.get(i).seconds;
      boolean before = i == 0 || at - byTime.get(i - 1).seconds >= DOUBLE_CLEARANCE;
      boolean after = i + 1 == byTime.size() || byTime.get(i + 1).seconds - at >= DOUBLE_CLEARANCE;
      if (before && after) {
        roomy.add(byTime.get(i));
      }
    }
    roomy.sort(STRONGEST_FIRST);
    int fewest = (int) Math.ceil(FEWEST_DOUBLES * byTime.size());
    int most = (int) Math.floor(MOST_DOUBLES * byTime.size());
    List<Moment> doubles = roomy.subList(0, cut(roomy, fewest, most, false));
    Set<Moment> both = Collections.newSetFromMap(new IdentityHashMap<>());
    both.addAll(doubles);
    return byTime.stream().map(moment -> new Choice(moment.hit, both.contains(moment))).toList();
  }
}
