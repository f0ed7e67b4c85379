package io.beatweaver.level.internal;

import io.beatweaver.level.WriteLoss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a format could not hold. */
final class Losses {
  private final Map<WriteLoss.Kind, Map<String, Long>> counts = new TreeMap<>();

  void add(WriteLoss.Kind kind, long count) {
    add(kind, "", count);
  }

  void add(WriteLoss.Kind kind, String detail, long count) {
    if (count > 0) {
      counts.computeIfAbsent(kind, k -> new LinkedHashMap<>()).merge(detail, count, Long::sum);
    }
  }

  /** How many details of a kind there are. */
  int details(WriteLoss.Kind kind) {
    return counts.getOrDefault(kind, Map.of()).size();
  }

  List<WriteLoss> list() {
    List<WriteLoss> list = new ArrayList<>();
    counts.forEach(
        (kind, details) ->
            details.forEach((detail, count) -> list.add(new WriteLoss(kind, detail, count))));
    return list;
  }
}
