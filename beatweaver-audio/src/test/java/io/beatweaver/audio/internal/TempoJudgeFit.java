package io.beatweaver.audio.internal;

import io.beatweaver.audio.LabelledTracks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Fits {@link TempoJudge} to synthesised tracks and prints its weights, the content of
 * tempo-judge.txt. Arguments: tracks of each kind, steps. The same arguments give the same weights.
 */
final class TempoJudgeFit {
  private static final double RATE = 0.02;
  private static final double DECAY = 1.5e-3;
  private static final int INPUTS = BeatProfile.FEATURES;

  /** The candidates of one track and which of them are right. */
  private record Choice(double[][] features, boolean[] right) {}

  private TempoJudgeFit() {}

  public static void main(String[] args) {
    List<Choice> choices = new ArrayList<>();
    LabelledTracks.forEach(
        Integer.parseInt(args[0]),
        (samples, rate, bpm, firstBeat) -> {
          Choice choice = choice(samples, rate, bpm, firstBeat);
          if (choice != null) {
            choices.add(choice);
          }
        });
    double[] means = new double[INPUTS];
    double[] deviations = new double[INPUTS];
    standardise(choices, means, deviations);
    double[] weights = fit(choices, Integer.parseInt(args[1]));
    int w = 0;
    for (int unit = 0; unit < TempoJudge.HIDDEN; unit++) {
      int bias = w++;
      for (int i = 0; i < INPUTS; i++, w++) {
        weights[w] /= deviations[i];
        weights[bias] -= weights[w] * means[i];
      }
      w++;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < weights.length; i++) {
      boolean end = (i + 1) % (INPUTS + 2) == 0;
      text.append(String.format(Locale.ROOT, "%.4f", weights[i])).append(end ? '\n' : ' ');
    }
    System.out.print(text);
  }

  private static Choice choice(float[] samples, int rate, double bpm, double firstBeat) {
    MelBank bank = new MelBank(rate, 2048, 128);
    OnsetFrames onsets =
        OnsetFrames.of(Spectra.decibels(samples, 2048, 512, 1, bank)[0], bank, rate / 512.0);
    List<double[]> features = new ArrayList<>();
    List<Boolean> right = new ArrayList<>();
    double[] tempi =
        new FluxSpectrum(onsets, 0, onsets.frames())
            .candidates(TempoSearch.MIN_BPM, TempoSearch.MAX_BPM, TempoSearch.PEAKS);
    double period = 60 / bpm;
    for (double tempo : tempi) {
      BeatProfile profile = new BeatProfile(onsets, 0, onsets.frames(), tempo);
      for (int phase : profile.phases()) {
        features.add(profile.features(phase));
        double off = Math.IEEEremainder(profile.beatSeconds(phase) - firstBeat, period);
        right.add(Math.abs(tempo / bpm - 1) < .01 && Math.abs(off) < Math.min(.045, .12 * period));
      }
    }
    boolean[] labels = new boolean[right.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = right.get(i);
    }
    return right.contains(true) ? new Choice(features.toArray(double[][]::new), labels) : null;
  }

  private static void standardise(List<Choice> choices, double[] means, double[] deviations) {
    long count = choices.stream().mapToInt(choice -> choice.features.length).sum();
    for (int i = 0; i < INPUTS; i++) {
      double sum = 0;
      double squares = 0;
      for (Choice choice : choices) {
        for (double[] row : choice.features) {
          sum += row[i];
          squares += row[i] * row[i];
        }
      }
      means[i] = sum / count;
      deviations[i] = Math.sqrt(squares / count - means[i] * means[i]) + 1e-9;
      for (Choice choice : choices) {
        for (double[] row : choice.features) {
          row[i] = (row[i] - means[i]) / deviations[i];
        }
      }
    }
  }

  /** Adam on minus the mean log of the right candidates' share by softmax. */
  private static double[] fit(List<Choice> choices, int steps) {
    double[] weights = new double[TempoJudge.WEIGHTS];
    java.util.Random random = new java.util.Random(1);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = .15 * random.nextGaussian();
    }
    double[] first = new double[weights.length];
    double[] second = new double[weights.length];
    for (int step = 1; step <= steps; step++) {
      double[] gradient = new double[weights.length];
      double loss = 0;
      for (Choice choice : choices) {
        loss += learn(choice, weights, gradient) / choices.size();
      }
      for (int i = 0; i < weights.length; i++) {
        double g = gradient[i] / choices.size() + 2 * DECAY * weights[i];
        first[i] += .1 * (g - first[i]);
        second[i] += .001 * (g * g - second[i]);
        double m = first[i] / (1 - Math.pow(.9, step));
        double v = second[i] / (1 - Math.pow(.999, step));
        weights[i] -= RATE * m / (Math.sqrt(v) + 1e-8);
      }
      if (step % 50 == 0) {
        System.err.printf(Locale.ROOT, "step %d, loss %.4f%n", step, loss);
      }
    }
    return weights;
  }

  private static double learn(Choice choice, double[] weights, double[] gradient) {
    TempoJudge judge = new TempoJudge(weights);
    int n = choice.features.length;
    double[] shares = new double[n];
    double top = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      shares[i] = judge.score(choice.features[i]);
      top = Math.max(top, shares[i]);
    }
    double all = 0;
    double right = 0;
    for (int i = 0; i < n; i++) {
      shares[i] = Math.exp(shares[i] - top);
      all += shares[i];
      right += choice.right[i] ? shares[i] : 0;
    }
    for (int i = 0; i < n; i++) {
      double slope = shares[i] / all - (choice.right[i] ? shares[i] / right : 0);
      if (Math.abs(slope) > 1e-5) {
        back(choice.features[i], slope, weights, gradient);
      }
    }
    return -Math.log(right / all);
  }

  private static void back(double[] features, double slope, double[] weights, double[] gradient) {
    int row = INPUTS + 2;
    for (int w = 0; w < weights.length; w += row) {
      double sum = weights[w];
      for (int i = 0; i < INPUTS; i++) {
        sum += weights[w + 1 + i] * features[i];
      }
      double scale = 1 + Math.abs(sum);
      gradient[w + row - 1] += slope * sum / scale;
      double inner = slope * weights[w + row - 1] / (scale * scale);
      gradient[w] += inner;
      for (int i = 0; i < INPUTS; i++) {
        gradient[w + 1 + i] += inner * features[i];
      }
    }
  }
}
