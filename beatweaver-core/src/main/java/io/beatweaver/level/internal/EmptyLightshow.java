package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** V4's lights. */
final class EmptyLightshow {
  private EmptyLightshow() {}

  /** A light show without lights; the game wants the file. */
  static void writeEmpty(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("version", "4.0.0");
    DifficultyCodec.emptyArrays(
        json,
        "basicEvents",
        "basicEventsData",
        "colorBoostEvents",
        "colorBoostEventsData",
        "waypoints",
        "waypointsData");
    DifficultyCodec.emptyObject(json, "basicEventTypesWithKeywords", "d");
    DifficultyCodec.emptyArrays(
        json,
        "eventBoxGroups",
        "indexFilters",
        "lightColorEventBoxes",
        "lightColorEvents",
        "lightRotationEventBoxes",
        "lightRotationEvents",
        "lightTranslationEventBoxes",
        "lightTranslationEvents",
        "fxEventBoxes",
        "floatFxEvents");
    json.writeBooleanField("useNormalEventsAsCompatibleEvents", true);
    DifficultyCodec.emptyObject(json, "customData");
    json.writeEndObject();
  }
}
