package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beatweaver.InputException;
import io.beatweaver.level.BoostEvent;
import io.beatweaver.level.Extras;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LightEvent;
import io.beatweaver.level.Lightshow;
import io.beatweaver.level.ReadOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** V4's files of lights. */
final class LightshowFile {
  private static final String[] EVENT = {"b", "i"};
  private static final String[] EVENT_DATA = {"t", "i", "f"};
  private static final String[] BOOST_DATA = {"b"};

  /** Carried members and what they are if empty; null for those that are understood. */
  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

  static {
    for (String known :
        new String[] {
          "version",
          "_version",
          "basicEvents",
          "basicEventsData",
          "colorBoostEvents",
          "colorBoostEventsData"
        }) {
      DEFAULTS.put(known, null);
    }
    DEFAULTS.put("waypoints", "[]");
    DEFAULTS.put("waypointsData", "[]");
    DEFAULTS.put("basicEventTypesWithKeywords", "{\"d\":[]}");
    for (String array :
        new String[] {
          "eventBoxGroups",
          "indexFilters",
          "lightColorEventBoxes",
          "lightColorEvents",
          "lightRotationEventBoxes",
          "lightRotationEvents",
          "lightTranslationEventBoxes",
          "lightTranslationEvents",
          "fxEventBoxes",
          "floatFxEvents"
        }) {
      DEFAULTS.put(array, "[]");
    }
    DEFAULTS.put("useNormalEventsAsCompatibleEvents", "true");
    DEFAULTS.put("customData", "{}");
  }

  private LightshowFile() {}

  static Lightshow read(byte[] bytes, Warnings warnings, Budget budget, ReadOptions options)
      throws InputException {
    List<Rows> tables = new ArrayList<>();
    if (options.lights()) {
      tables.add(new Rows("basicEvents", EVENT));
      tables.add(new Rows("basicEventsData", EVENT_DATA));
      tables.add(new Rows("colorBoostEvents", EVENT));
      tables.add(new Rows("colorBoostEventsData", BOOST_DATA));
    }
    TableFile file = new TableFile(tables, LevelFormat.V4, options.extras(), DEFAULTS);
    Json.read(
        bytes,
        warnings.file(),
        input -> {
          file.read(input, array -> row -> true, warnings, budget);
          return null;
        });
    List<LightEvent> events = new ArrayList<>();
    file.rows("basicEvents")
        .forEach(
            warnings,
            row -> {
              Rows.Row data = row.in(file.rows("basicEventsData"), "i");
              events.add(
                  new LightEvent(
                      row.beat("b"),
                      data.integer("t"),
                      data.integer("i"),
                      data.real("f"),
                      DifficultyV4.extras(row, data, "i")));
            });
    List<BoostEvent> boosts = new ArrayList<>();
    file.rows("colorBoostEvents")
        .forEach(
            warnings,
            row -> {
              Rows.Row data = row.in(file.rows("colorBoostEventsData"), "i");
              boosts.add(
                  new BoostEvent(
                      row.beat("b"), data.integer("b") != 0, DifficultyV4.extras(row, data, "i")));
            });
    return new Lightshow(events, boosts, Extras.ofParsed(LevelFormat.V4, file.members()));
  }

  private record EventData(int type, int value, double brightness) {}

  static void write(Lightshow lights, JsonGenerator json) throws IOException {
    DifficultyCodec codec = Difficulties.codec(LevelFormat.V4);
    SharedRows<EventData> events = new SharedRows<>();
    SharedRows<Boolean> boosts = new SharedRows<>();
    json.writeStartObject();
    json.writeStringField("version", "4.0.0");
    DifficultyCodec.array(
        json,
        "basicEvents",
        lights.events(),
        event -> {
          Extras extras = codec.mine(event.extras());
          EventData data = new EventData(event.type(), event.value(), event.brightness());
          json.writeNumberField("b", event.beat());
          json.writeNumberField("i", events.index(data, extras, "i"));
          codec.writeExtras(json, extras, EVENT);
        });
    events.write(
        json,
        "basicEventsData",
        data -> {
          json.writeNumberField("t", data.type);
          json.writeNumberField("i", data.value);
          json.writeNumberField("f", data.brightness);
        },
        EVENT_DATA);
    DifficultyCodec.array(
        json,
        "colorBoostEvents",
        lights.boosts(),
        boost -> {
          Extras extras = codec.mine(boost.extras());
          json.writeNumberField("b", boost.beat());
          json.writeNumberField("i", boosts.index(boost.on(), extras, "i"));
          codec.writeExtras(json, extras, EVENT);
        });
    boosts.write(
        json, "colorBoostEventsData", on -> json.writeNumberField("b", on ? 1 : 0), BOOST_DATA);
    Defaults.write(json, codec.mine(lights.extras()), "", DEFAULTS);
    json.writeEndObject();
  }
}
