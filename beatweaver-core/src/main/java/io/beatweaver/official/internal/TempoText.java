package io.beatweaver.official.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.beatweaver.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A song's tempo regions: stretches of samples that hold stretches of beats. They come as the audio
 * data of version 4 or in the older form, and are wanted as the one that goes with the info file.
 *
 * @param v4 the form they came in
 * @param sampleRate samples a second
 * @param sampleCount samples of the song
 * @param regions in the file's order
 */
record TempoText(boolean v4, double sampleRate, long sampleCount, List<Region> regions) {
  /** A stretch; samples from the song's start. */
  record Region(long startSample, long endSample, double startBeat, double endBeat) {}

  private static final int MAX_BYTES = 4 << 20;
  private static final JsonMapper MAPPER = new JsonMapper(Texts.JSON);

  static TempoText parse(byte[] text, String file, String place) throws IOException {
    if (text.length > MAX_BYTES) {
      throw new InputException(file, place, "audio data of more than " + MAX_BYTES + " bytes");
    }
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new InputException(file, place, "malformed JSON: " + Texts.firstLine(e), e);
    }
    boolean v4 = root.has("bpmData");
    if (!v4 && !root.has("_regions")) {
      throw new InputException(file, place, "audio data without tempo regions");
    }
    List<Region> regions = new ArrayList<>();
    for (JsonNode row : root.get(v4 ? "bpmData" : "_regions")) {
      regions.add(
          new Region(
              row.path(v4 ? "si" : "_startSampleIndex").asLong(),
              row.path(v4 ? "ei" : "_endSampleIndex").asLong(),
              row.path(v4 ? "sb" : "_startBeat").asDouble(),
              row.path(v4 ? "eb" : "_endBeat").asDouble()));
    }
    return new TempoText(
        v4,
        root.path(v4 ? "songFrequency" : "_songFrequency").asDouble(),
        root.path(v4 ? "songSampleCount" : "_songSampleCount").asLong(),
        regions);
  }

  /** One tempo from the song's first sample to its last. */
  static TempoText constant(double bpm, int sampleRate, long sampleCount) {
    double beats = sampleCount / (double) sampleRate * bpm / 60;
    return new TempoText(
        true, sampleRate, sampleCount, List.of(new Region(0, sampleCount, 0, beats)));
  }

  /** Beats a minute over all regions together, 0 if there is no telling. */
  double meanBpm() {
    double beats = 0;
    double seconds = 0;
    for (Region region : regions) {
      beats += region.endBeat() - region.startBeat();
      seconds += (region.endSample() - region.startSample()) / sampleRate;
    }
    double bpm = beats / seconds * 60;
    return bpm > 0 && Double.isFinite(bpm) ? bpm : 0;
  }

  /** As audio data of version 4, or as the older file that stands beside an info of version 2. */
  byte[] write(boolean asV4) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Texts.JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField(asV4 ? "version" : "_version", asV4 ? "4.0.0" : "2.0.0");
      if (asV4) {
        json.writeStringField("songChecksum", "");
      }
      json.writeNumberField(asV4 ? "songSampleCount" : "_songSampleCount", sampleCount);
      json.writeFieldName(asV4 ? "songFrequency" : "_songFrequency");
      if (sampleRate == (long) sampleRate) {
        json.writeNumber((long) sampleRate);
      } else {
        json.writeNumber(sampleRate);
      }
      json.writeArrayFieldStart(asV4 ? "bpmData" : "_regions");
      for (Region region : regions) {
        json.writeStartObject();
        json.writeNumberField(asV4 ? "si" : "_startSampleIndex", region.startSample());
        json.writeNumberField(asV4 ? "ei" : "_endSampleIndex", region.endSample());
        json.writeNumberField(asV4 ? "sb" : "_startBeat", region.startBeat());
        json.writeNumberField(asV4 ? "eb" : "_endBeat", region.endBeat());
        json.writeEndObject();
      }
      json.writeEndArray();
      if (asV4) {
        json.writeArrayFieldStart("lufsData");
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
