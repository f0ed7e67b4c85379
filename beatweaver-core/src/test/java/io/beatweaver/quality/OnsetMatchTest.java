package io.beatweaver.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.fuzz.Cases;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnsetMatchTest {
  @Test
  void isTheLargestMatching() {
    Random random = new Random(17);
    for (int run = 0; run < 3000; run++) {
      double[] a = onsets(random);
      double[] b = onsets(random);
      double tolerance = random.nextInt(4) * 0.02;
      assertEquals(
          largest(a, b, 0, 0, tolerance),
          OnsetMatch.of(a, b, tolerance).matched(),
          Arrays.toString(a) + Arrays.toString(b) + tolerance);
    }
  }

  /** Tries for every onset each partner and none at all. */
  private static int largest(double[] a, double[] b, int i, int used, double tolerance) {
    if (i == a.length) {
      return 0;
    }
    int best = largest(a, b, i + 1, used, tolerance);
    for (int j = 0; j < b.length; j++) {
      if ((used & 1 << j) == 0 && Math.abs(a[i] - b[j]) <= tolerance) {
        best = Math.max(best, 1 + largest(a, b, i + 1, used | 1 << j, tolerance));
      }
    }
    return best;
  }

  private static double[] onsets(Random random) {
    return random.doubles(random.nextInt(7), 0, 0.3).sorted().toArray();
  }

  @Test
  void isTheLargestMatchingOfLongLists() {
    Cases.check(
        200,
        random -> {
          double[] a = crowd(random);
          double[] b = crowd(random);
          double tolerance = random.nextInt(6) * 0.01;
          OnsetMatch match = OnsetMatch.of(a, b, tolerance);
          assertEquals(augmented(a, b, tolerance), match.matched());
          assertEquals(match.f1(), OnsetMatch.f1(b, a, tolerance));
        });
  }

  @Test
  void greedyTakesTheNearestFreeOne() {
    Cases.check(
        500,
        random -> {
          double[] found = crowd(random);
          double[] reference = crowd(random);
          double tolerance = random.nextInt(6) * 0.01;
          OnsetMatch greedy = OnsetMatch.greedy(found, reference, tolerance);
          assertEquals(nearestFree(found, reference, tolerance), greedy.matched());
          // A matching that can't be extended has at least half the pairs of a largest one.
          int most = OnsetMatch.of(found, reference, tolerance).matched();
          assertTrue(greedy.matched() <= most && 2 * greedy.matched() >= most);
        });
  }

  @Test
  void greedyMayMissWhatALargestMatchingFinds() {
    double[] found = {0, .065};
    double[] reference = {-.035, .03};
    assertEquals(1, OnsetMatch.greedy(found, reference, .04).matched());
    assertEquals(2, OnsetMatch.of(found, reference, .04).matched());
  }

  @Test
  void greedySkipsCrowdsOfTakenOnsets() {
    double[] same = new double[200_000];
    assertEquals(same.length, OnsetMatch.greedy(same, same, 0).matched());
  }

  private static int nearestFree(double[] found, double[] reference, double tolerance) {
    boolean[] taken = new boolean[reference.length];
    int matched = 0;
    for (double onset : found) {
      int best = -1;
      for (int j = 0; j < reference.length; j++) {
        double distance = Math.abs(onset - reference[j]);
        if (!taken[j]
            && distance <= tolerance
            && (best < 0 || distance < Math.abs(onset - reference[best]))) {
          best = j;
        }
      }
      if (best >= 0) {
        taken[best] = true;
        matched++;
      }
    }
    return matched;
  }

  /** The size of a largest matching of any two-sided graph, by augmenting paths. */
  private static int augmented(double[] a, double[] b, double tolerance) {
    int[] partner = new int[b.length];
    Arrays.fill(partner, -1);
    int matched = 0;
    for (int i = 0; i < a.length; i++) {
      matched += augment(i, a, b, tolerance, partner, new boolean[b.length]) ? 1 : 0;
    }
    return matched;
  }

  private static boolean augment(
      int i, double[] a, double[] b, double tolerance, int[] partner, boolean[] seen) {
    for (int j = 0; j < b.length; j++) {
      if (!seen[j] && Math.abs(a[i] - b[j]) <= tolerance) {
        seen[j] = true;
        if (partner[j] < 0 || augment(partner[j], a, b, tolerance, partner, seen)) {
          partner[j] = i;
          return true;
        }
      }
    }
    return false;
  }

  /** Onsets on a grid of a 1/64 s, so that equal distances are equal, with repeats. */
  private static double[] crowd(Random random) {
    int span = 1 + random.nextInt(200);
    return random.ints(random.nextInt(80), 0, span).sorted().mapToDouble(i -> i / 64.0).toArray();
  }

  @Test
  void countsPrecisionRecallAndF1() {
    OnsetMatch match =
        OnsetMatch.of(new double[] {1, 2, 3, 4}, new double[] {1.03, 2.05, 3.97}, 0.04);
    assertEquals(2, match.matched());
    assertEquals(0.5, match.precision());
    assertEquals(2 / 3.0, match.recall());
    assertEquals(4 / 7.0, match.f1(), 1e-15);
    assertEquals(
        4 / 7.0, OnsetMatch.f1(new double[] {1.03, 2.05, 3.97}, new double[] {1, 2, 3, 4}, 0.04));
  }

  @Test
  void manyUnmatchedOnsetsStopNothing() {
    double[] reference = new double[100];
    Arrays.setAll(reference, i -> i * 0.1);
    double[] found = {9.0, 9.5};
    assertEquals(2, OnsetMatch.of(found, reference, 0.04).matched());
    assertEquals(2, OnsetMatch.of(reference, found, 0.04).matched());
  }

  @Test
  void nothingFoundIsNothingWon() {
    double[] none = {};
    double[] some = {1};
    assertEquals(0, OnsetMatch.f1(none, some, 0.04));
    assertEquals(0, OnsetMatch.f1(some, none, 0.04));
    assertEquals(0, OnsetMatch.f1(none, none, 0.04));
    assertEquals(0, OnsetMatch.of(none, none, 0.04).precision());
    assertEquals(0, OnsetMatch.of(none, none, 0.04).recall());
  }

  @Test
  void refusesWhatIsNoListOfOnsets() {
    double[] ok = {1, 1, 2};
    assertThrows(
        IllegalArgumentException.class, () -> OnsetMatch.of(new double[] {2, 1}, ok, 0.04));
    assertThrows(
        IllegalArgumentException.class, () -> OnsetMatch.of(ok, new double[] {Double.NaN}, 0.04));
    assertThrows(IllegalArgumentException.class, () -> OnsetMatch.of(ok, ok, -1));
    assertThrows(IllegalArgumentException.class, () -> OnsetMatch.of(ok, ok, Double.NaN));
  }
}
