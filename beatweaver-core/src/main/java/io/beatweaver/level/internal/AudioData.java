package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beatweaver.InputException;
import io.beatweaver.level.Extras;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.ReadOptions;
import io.beatweaver.tempo.TempoMap;
import io.beatweaver.tempo.TempoRegion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** v4's audio data: stretches of samples that hold stretches of beats. */
final class AudioData {
  /** A stretch of samples that holds a stretch of beats. */
  record Region(long startSample, long endSample, double startBeat, double endBeat) {}

  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

  static {
    for (String known :
        new String[] {"version", "_version", "songSampleCount", "songFrequency", "bpmData"}) {
      DEFAULTS.put(known, null);
    }
    DEFAULTS.put("songChecksum", "\"\"");
    DEFAULTS.put("lufsData", "[]");
  }

  private AudioData() {}

  /**
   * What a file says.
   *
   * @param regions the usable tempo regions, by beat; may be empty
   * @param members what else it says
   */
  record Content(List<TempoRegion> regions, List<Extras.Member> members) {}

  static Content read(byte[] bytes, Warnings warnings, ReadOptions options) throws InputException {
    Rows rows = new Rows("bpmData", "si", "ei", "sb", "eb");
    TableFile file = new TableFile(List.of(rows), LevelFormat.V4, options.extras(), DEFAULTS);
    Json.read(
        bytes,
        warnings.file(),
        input -> {
          file.read(input, array -> row -> true, warnings, new Budget(Rows.MAX_ROWS));
          return null;
        });
    double frequency = file.number("songFrequency");
    List<TempoRegion> regions = new ArrayList<>();
    if (rows.count() == 0) {
      return new Content(regions, file.members());
    }
    if (!(frequency >= 1 && frequency <= 1e7)) {
      throw new InputException(warnings.file(), "songFrequency", "no frequency: " + frequency);
    }
    rows.forEach(
        warnings,
        row -> {
          TempoRegion region;
          try {
            region =
                new TempoRegion(
                    row.real("si") / frequency,
                    row.real("ei") / frequency,
                    row.beat("sb"),
                    row.beat("eb"));
          } catch (IllegalArgumentException e) {
            throw row.bad("si", e.getMessage());
          }
          if (!TempoMap.isTempo(region.bpm())) {
            throw row.bad("ei", "no tempo: " + region.bpm());
          }
          regions.add(region);
        });
    return new Content(withoutOverlaps(regions, warnings), file.members());
  }

  private static List<TempoRegion> withoutOverlaps(List<TempoRegion> regions, Warnings warnings) {
    regions.sort(Comparator.comparingDouble(TempoRegion::startBeat));
    List<TempoRegion> kept = new ArrayList<>();
    for (TempoRegion region : regions) {
      TempoRegion last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
      if (last != null && last.overlaps(region)) {
        warnings.add("bpmData", "the region at beat " + region.startBeat() + " overlaps another");
      } else {
        kept.add(region);
      }
    }
    return kept;
  }

  /** Writes the file, with what is carried at a place of the info's extras. */
  static void write(
      List<Region> regions,
      long sampleCount,
      int sampleRate,
      Extras extras,
      String place,
      JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("version", "4.0.0");
    json.writeNumberField("songSampleCount", sampleCount);
    json.writeNumberField("songFrequency", sampleRate);
    DifficultyCodec.array(
        json,
        "bpmData",
        regions,
        region -> {
          json.writeNumberField("si", region.startSample());
          json.writeNumberField("ei", region.endSample());
          json.writeNumberField("sb", region.startBeat());
          json.writeNumberField("eb", region.endBeat());
        });
    Defaults.write(json, extras, place, DEFAULTS);
    json.writeEndObject();
  }
}
