package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.beatweaver.level.BoostEvent;
import io.beatweaver.level.Extras;
import io.beatweaver.level.LaneRotation;
import io.beatweaver.level.LightEvent;
import io.beatweaver.level.ReadOptions;
import io.beatweaver.tempo.TempoChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The events of v2: lights, boosts, lane rotations and tempo changes in one array, told by type.
 * Type 10 was a tempo change for a while that no tool of mappers used; it is a light since.
 */
final class EventsV2 {
  static final String ARRAY = "_events";

  private static final int BOOST = 5;
  private static final int EARLY_TURN = 14;
  private static final int LATE_TURN = 15;
  private static final int TEMPO_CHANGE = 100;

  /** Degrees of the values 0..7. */
  private static final int[] TURNS = {-60, -45, -30, -15, 15, 30, 45, 60};

  /** Values from 1000 on are degrees and this, by Mapping Extensions. */
  private static final int EXTENSION_TURN = 1360;

  private static final int EXTENSION = 1000;
  private static final String[] KEYS = {"_time", "_type", "_value", "_floatValue"};

  private EventsV2() {}

  /** Turns may be given in custom data, so this is kept in any case. */
  static Rows table() {
    return new Rows(ARRAY, KEYS).optional("_floatValue").carrying();
  }

  /** Whether v2 has another meaning for a type of light events. */
  static boolean isTaken(int type) {
    return type == BOOST || type == EARLY_TURN || type == LATE_TURN || type == TEMPO_CHANGE;
  }

  /** Whether an event is of interest even if lights are not. */
  static boolean isNoLight(Rows.Row row) {
    double type = row.raw("_type");
    return type == EARLY_TURN || type == LATE_TURN || type == TEMPO_CHANGE;
  }

  static void read(Rows events, DifficultyContent content, Warnings warnings, ReadOptions options) {
    double brightness = hasBrightness(content.declaredVersion()) ? 0 : 1;
    events.forEach(
        warnings,
        row -> {
          int type = row.integer("_type");
          Extras extras = options.extras() ? row.extras() : Extras.NONE;
          if (type == TEMPO_CHANGE) {
            DifficultyCodec.addTempoChange(content, row, "_time", "_floatValue", warnings);
          } else if (type == EARLY_TURN || type == LATE_TURN) {
            content.laneRotations.add(
                new LaneRotation(row.beat("_time"), type == EARLY_TURN, degrees(row), extras));
          } else if (type == BOOST) {
            content.boosts.add(
                new BoostEvent(row.beat("_time"), row.integer("_value") == 1, extras));
          } else {
            content.lightEvents.add(
                new LightEvent(
                    row.beat("_time"),
                    type,
                    row.integer("_value"),
                    row.realOr("_floatValue", brightness),
                    extras));
          }
        });
  }

  /** Files before 2.5 have no brightness: their lights are at full, not out. */
  private static boolean hasBrightness(String version) {
    String[] parts = version.strip().split("\\.");
    try {
      int major = Integer.parseInt(parts[0]);
      return major > 2 || major == 2 && parts.length > 1 && Integer.parseInt(parts[1]) >= 5;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static double degrees(Rows.Row row) {
    OptionalDouble custom = customDegrees(row.extras());
    if (custom.isPresent()) {
      return row.angle("_customData._rotation", custom.getAsDouble());
    }
    int value = row.integer("_value");
    if (value >= EXTENSION) {
      return value - EXTENSION_TURN;
    }
    if (value < 0 || value >= TURNS.length) {
      throw row.bad("_value", "no lane rotation: " + value);
    }
    return TURNS[value];
  }

  /** {@code _customData._rotation}, which goes before the event's value. */
  static OptionalDouble customDegrees(Extras extras) {
    String json = extras.json("_customData").orElse("");
    if (json.isEmpty()) {
      return OptionalDouble.empty();
    }
    try (JsonParser parser = Json.parser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return OptionalDouble.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        JsonToken token = parser.nextToken();
        if (key.equals("_rotation") && token.isNumeric()) {
          double degrees = parser.getDoubleValue();
          return Double.isFinite(degrees) ? OptionalDouble.of(degrees) : OptionalDouble.empty();
        }
        parser.skipChildren();
      }
      return OptionalDouble.empty();
    } catch (IOException e) {
      // It was parsed as part of the file; a number of absurd length is refused only here.
      return OptionalDouble.empty();
    }
  }

  /** How many turns have a fraction of a degree that neither values nor their extras hold. */
  static long fractions(List<LaneRotation> turns) {
    return turns.stream()
        .filter(t -> t.degrees() != Math.rint(t.degrees()) && !isCustom(t))
        .count();
  }

  private static boolean isCustom(LaneRotation turn) {
    OptionalDouble custom = customDegrees(turn.extras());
    return custom.isPresent() && custom.getAsDouble() == turn.degrees();
  }

  private record Event(double beat, int type, int value, double floatValue, Extras extras) {}

  static void write(DifficultyContent content, JsonGenerator json, DifficultyCodec codec)
      throws IOException {
    List<Event> events = new ArrayList<>();
    for (TempoChange change : content.tempoChanges) {
      events.add(new Event(change.beat(), TEMPO_CHANGE, 0, change.bpm(), Extras.NONE));
    }
    for (LaneRotation turn : content.laneRotations) {
      addTurns(events, turn, codec.mine(turn.extras()));
    }
    for (BoostEvent boost : content.boosts) {
      events.add(new Event(boost.beat(), BOOST, boost.on() ? 1 : 0, 1, boost.extras()));
    }
    for (LightEvent light : content.lightEvents) {
      events.add(
          new Event(light.beat(), light.type(), light.value(), light.brightness(), light.extras()));
    }
    events.sort(Comparator.comparingDouble(Event::beat));
    DifficultyCodec.array(
        json,
        ARRAY,
        events,
        event -> {
          json.writeNumberField("_time", event.beat);
          json.writeNumberField("_type", event.type);
          json.writeNumberField("_value", event.value);
          json.writeNumberField("_floatValue", event.floatValue);
          codec.writeExtras(json, event.extras, KEYS);
        });
  }

  /** The game's own turns go to 60 degrees; longer ones of its steps are several. */
  private static void addTurns(List<Event> events, LaneRotation turn, Extras extras) {
    int type = turn.early() ? EARLY_TURN : LATE_TURN;
    boolean custom = customDegrees(extras).isPresent();
    int left =
        (int) Math.round(Math.abs(turn.degrees()) > 360 ? turn.degrees() % 360 : turn.degrees());
    while (!custom && left % 15 == 0 && Math.abs(left) > 60) {
      int step = left > 0 ? 60 : -60;
      events.add(new Event(turn.beat(), type, value(step), 1, extras));
      left -= step;
    }
    events.add(new Event(turn.beat(), type, value(left), 1, extras));
  }

  private static int value(int degrees) {
    for (int i = 0; i < TURNS.length; i++) {
      if (TURNS[i] == degrees) {
        return i;
      }
    }
    return EXTENSION_TURN + degrees;
  }
}
