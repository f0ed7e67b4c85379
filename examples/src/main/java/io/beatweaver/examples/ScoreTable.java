package io.beatweaver.examples;

import io.beatweaver.level.Difficulty;
import io.beatweaver.model.MapEvaluation.Score;
import io.beatweaver.quality.HumanBand;
import io.beatweaver.quality.OnsetMatch;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scores of several songs, summed up by difficulty, as a table and as JSON. */
final class ScoreTable {
  private final Map<Difficulty, Row> rows = new EnumMap<>(Difficulty.class);

  /** Sums over songs. Matches are pooled; the other figures are means over songs. */
  private static final class Row {
    private int songs;
    private OnsetMatch right = new OnsetMatch(0, 0, 0);
    private OnsetMatch other = new OnsetMatch(0, 0, 0);
    private double nps;
    private double chartNps;
    private double parityRate;
    private int parityViolations;
  }

  void add(List<Score> scores) {
    for (Score score : scores) {
      Row row = rows.computeIfAbsent(score.difficulty(), d -> new Row());
      row.songs++;
      row.right = sum(row.right, score.onsets());
      row.other = sum(row.other, score.otherSong());
      row.nps += score.generated().nps();
      row.chartNps += score.chart().nps();
      row.parityRate += score.generated().parityViolationRate();
      row.parityViolations += score.generated().parityViolations();
    }
  }

  void print(Job job) {
    job.say(
        "%-11s %9s %11s %9s %7s %9s %11s %7s",
        "", "onset F1", "other song", "contrast", "notes/s", "chart's", "human", "parity");
    rows.forEach(
        (difficulty, row) -> {
          HumanBand band = HumanBand.of(difficulty);
          job.say(
              "%-11s %9.3f %11.3f %9.3f %7.2f %9.2f %5.2f-%5.2f %7d",
              difficulty,
              row.right.f1(),
              row.other.f1(),
              row.right.f1() - row.other.f1(),
              row.nps / row.songs,
              row.chartNps / row.songs,
              band.lowNps(),
              band.highNps(),
              row.parityViolations);
        });
  }

  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    rows.forEach(
        (difficulty, row) -> {
          Map<String, Object> figures = new LinkedHashMap<>();
          figures.put("songs", row.songs);
          figures.put("onset_f1", row.right.f1());
          figures.put("onset_f1_other_song", row.other.f1());
          figures.put("nps", row.nps / row.songs);
          figures.put("nps_chart", row.chartNps / row.songs);
          figures.put("parity_violations", row.parityViolations);
          figures.put("parity_violation_rate", row.parityRate / row.songs);
          json.put(difficulty.serializedName(), figures);
        });
    return json;
  }

  private static OnsetMatch sum(OnsetMatch a, OnsetMatch b) {
    return new OnsetMatch(
        a.matched() + b.matched(), a.found() + b.found(), a.reference() + b.reference());
  }
}
