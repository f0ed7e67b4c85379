package io.beatweaver.examples;

import io.beatweaver.level.Difficulty;
import io.beatweaver.model.HandAlternation;
import io.beatweaver.model.MapEvaluation.Score;
import io.beatweaver.quality.HumanBand;
import io.beatweaver.quality.MapQuality;
import io.beatweaver.quality.OnsetMatch;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scores of several songs, summed up by difficulty, as a table and as JSON. */
final class ScoreTable {
  private final Map<Difficulty, Row> rows = new EnumMap<>(Difficulty.class);
  private final Row all = new Row();

  /** Sums over songs. Counts are pooled; densities and parity rates are means over songs. */
  private static final class Row {
    private int songs;
    private OnsetMatch right = new OnsetMatch(0, 0, 0);
    private OnsetMatch other = new OnsetMatch(0, 0, 0);
    private OnsetMatch metronome = new OnsetMatch(0, 0, 0);
    private OnsetMatch random = new OnsetMatch(0, 0, 0);
    private HandAlternation hands = new HandAlternation(0, 0);
    private HandAlternation chartHands = new HandAlternation(0, 0);
    private double nps;
    private double chartNps;
    private int inBand;
    private double parityRate;
    private int parityPairs;
    private int parityViolations;
    private int chartParityPairs;
    private int chartParityViolations;

    void add(Score score) {
      MapQuality generated = score.generated();
      songs++;
      right = sum(right, score.onsets());
      other = sum(other, score.otherSong());
      metronome = sum(metronome, score.floors().metronome());
      random = sum(random, score.floors().random());
      hands = hands.plus(score.generatedHands());
      chartHands = chartHands.plus(score.chartHands());
      nps += generated.nps();
      chartNps += score.chart().nps();
      inBand += generated.bandExcess() == 0 ? 1 : 0;
      parityRate += generated.parityViolationRate();
      parityPairs += generated.parityPairs();
      parityViolations += generated.parityViolations();
      chartParityPairs += score.chart().parityPairs();
      chartParityViolations += score.chart().parityViolations();
    }

    double contrast() {
      return right.f1() - other.f1();
    }

    /** How often a hand that cuts up or down goes the other way next. */
    double direction() {
      return 1 - parityViolations / (double) Math.max(1, parityPairs);
    }

    double chartDirection() {
      return 1 - chartParityViolations / (double) Math.max(1, chartParityPairs);
    }

    Map<String, Object> toMap() {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("beatmaps", songs);
      figures.put("onset_f1", right.f1());
      figures.put("onset_f1_other_song", other.f1());
      figures.put("contrast", contrast());
      figures.put("onset_f1_metronome", metronome.f1());
      figures.put("onset_f1_random", random.f1());
      figures.put("nps", nps / songs);
      figures.put("nps_chart", chartNps / songs);
      figures.put("in_human_band", inBand / (double) songs);
      figures.put("hand_alternation", hands.share());
      figures.put("hand_alternation_chart", chartHands.share());
      figures.put("direction_alternation", direction());
      figures.put("direction_alternation_chart", chartDirection());
      figures.put("parity_violations", parityViolations);
      figures.put("parity_violation_rate", parityRate / songs);
      return figures;
    }
  }

  void add(List<Score> scores) {
    for (Score score : scores) {
      rows.computeIfAbsent(score.difficulty(), d -> new Row()).add(score);
      all.add(score);
    }
  }

  void print(Job job) {
    job.say(
        "%-11s %8s %7s %9s %7s %7s %8s %8s %11s %13s %13s %7s",
        "",
        "onset F1",
        "other",
        "contrast",
        "metron.",
        "random",
        "notes/s",
        "chart's",
        "human",
        "hands change",
        "cuts change",
        "parity");
    rows.forEach(
        (difficulty, row) -> {
          HumanBand band = HumanBand.of(difficulty);
          String human = String.format("%.2f-%.2f", band.lowNps(), band.highNps());
          print(job, difficulty.toString(), row, human);
        });
    if (rows.size() > 1) {
      print(job, "all", all, "");
    }
  }

  private static void print(Job job, String name, Row row, String human) {
    job.say(
        "%-11s %8.3f %7.3f %9.3f %7.3f %7.3f %8.2f %8.2f %11s %6.2f (%.2f) %6.2f (%.2f) %7d",
        name,
        row.right.f1(),
        row.other.f1(),
        row.contrast(),
        row.metronome.f1(),
        row.random.f1(),
        row.nps / row.songs,
        row.chartNps / row.songs,
        human,
        row.hands.share(),
        row.chartHands.share(),
        row.direction(),
        row.chartDirection(),
        row.parityViolations);
  }

  /** By difficulty. */
  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    rows.forEach(
        (difficulty, row) -> {
          HumanBand band = HumanBand.of(difficulty);
          Map<String, Object> figures = row.toMap();
          figures.put("songs", row.songs);
          figures.put("nps_human_low", band.lowNps());
          figures.put("nps_human_high", band.highNps());
          json.put(difficulty.serializedName(), figures);
        });
    return json;
  }

  /** Over all difficulties. */
  Map<String, Object> all() {
    return all.toMap();
  }

  private static OnsetMatch sum(OnsetMatch a, OnsetMatch b) {
    return new OnsetMatch(
        a.matched() + b.matched(), a.found() + b.found(), a.reference() + b.reference());
  }
}
