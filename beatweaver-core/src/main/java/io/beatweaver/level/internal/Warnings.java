package io.beatweaver.level.internal;

import io.beatweaver.level.ReadWarning;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one file could not be used for. The first few are kept one by one, the rest as a number, so
 * that a hostile file can't fill the memory with complaints.
 */
final class Warnings {
  private static final int KEPT = 50;

  private final String file;
  private final Set<ReadWarning> kept = new LinkedHashSet<>();
  private long more;

  Warnings(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  void add(String place, String reason) {
    ReadWarning warning = new ReadWarning(file, place, reason);
    if (kept.size() >= KEPT || !kept.add(warning)) {
      more++;
    }
  }

  List<ReadWarning> list() {
    List<ReadWarning> all = new ArrayList<>(kept);
    if (more > 0) {
      all.add(new ReadWarning(file, "", more + " more that could not be used"));
    }
    return all;
  }
}
