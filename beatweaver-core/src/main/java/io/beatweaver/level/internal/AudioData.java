package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import io.beatweaver.InputException;
import io.beatweaver.tempo.TempoRegion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** v4's audio data: stretches of samples that hold stretches of beats. */
final class AudioData {
  /** A stretch of samples that holds a stretch of beats. */
  record Region(long startSample, long endSample, double startBeat, double endBeat) {}

  private AudioData() {}

  /**
   * The usable tempo regions of a file, by beat.
   *
   * @return may be empty
   */
  static List<TempoRegion> read(byte[] stored, Warnings warnings) throws InputException {
    Rows rows = new Rows("bpmData", "si", "ei", "sb", "eb");
    double frequency =
        Json.read(
            stored,
            warnings.file(),
            parser -> {
              double hertz = 0;
              DifficultyCodec.startObject(parser);
              while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                JsonToken token = parser.nextToken();
                if (key.equals("bpmData") && token == JsonToken.START_ARRAY && rows.count() == 0) {
                  rows.read(parser, row -> true, Rows.MAX_ROWS);
                } else if (key.equals("songFrequency") && token.isNumeric()) {
                  hertz = parser.getDoubleValue();
                } else {
                  parser.skipChildren();
                }
              }
              return hertz;
            });
    List<TempoRegion> regions = new ArrayList<>();
    if (rows.count() == 0) {
      return regions;
    }
    if (!(frequency >= 1 && frequency <= 1e7)) {
      throw new InputException(warnings.file(), "songFrequency", "no frequency: " + frequency);
    }
    rows.forEach(
        warnings,
        row -> {
          try {
            regions.add(
                new TempoRegion(
                    row.real("si") / frequency,
                    row.real("ei") / frequency,
                    row.beat("sb"),
                    row.beat("eb")));
          } catch (IllegalArgumentException e) {
            throw row.bad("si", e.getMessage());
          }
        });
    return withoutOverlaps(regions, warnings);
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

  static void write(List<Region> regions, long sampleCount, int sampleRate, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("version", "4.0.0");
    json.writeStringField("songChecksum", "");
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
    DifficultyCodec.emptyArrays(json, "lufsData");
    json.writeEndObject();
  }
}
