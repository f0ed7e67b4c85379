package io.beatweaver.level.internal;

import io.beatweaver.level.ReadWarning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one file could not be used for. The first few of each kind are kept one by one, the rest as
 * a number for each kind, so that a hostile file can't fill the memory with complaints.
 */
final class Warnings {
  private static final Pattern INDEX = Pattern.compile("\\[[0-9]+]");
  private static final int KEPT_OF_A_KIND = 10;
  private static final int KEPT = 100;
  private static final int KINDS = 100;

  private final String file;
  private final List<ReadWarning> kept = new ArrayList<>();
  private final Map<Kind, Tally> tallies = new LinkedHashMap<>();

  private record Kind(String place, String reason) {}

  private static final class Tally {
    private int kept;
    private long more;
  }

  Warnings(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  void add(String place, String reason) {
    add(place, reason, 1);
  }

  void add(String place, String reason, long count) {
    ReadWarning warning = new ReadWarning(file, place, reason, count);
    Kind kind = new Kind(INDEX.matcher(place).replaceAll("[]"), warning.kind());
    if (tallies.size() >= KINDS && !tallies.containsKey(kind)) {
      kind = new Kind("", "other things that could not be used");
    }
    Tally tally = tallies.computeIfAbsent(kind, k -> new Tally());
    if (tally.kept < KEPT_OF_A_KIND && kept.size() < KEPT) {
      tally.kept++;
      kept.add(warning);
    } else {
      tally.more += count;
    }
  }

  List<ReadWarning> list() {
    List<ReadWarning> all = new ArrayList<>(kept);
    tallies.forEach(
        (kind, tally) -> {
          if (tally.more > 0) {
            all.add(new ReadWarning(file, kind.place, kind.reason, tally.more));
          }
        });
    return all;
  }
}
