package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beatweaver.level.Extras;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * V4's rows of data that other rows point to: each distinct one once, in the order of first use.
 * Rows with extras are distinct from rows without.
 */
final class SharedRows<T> {
  private final List<Row<T>> rows = new ArrayList<>();
  private final Map<Row<T>, Integer> indexes = new HashMap<>();

  private record Row<T>(T data, List<Extras.Member> extras) {}

  /**
   * The index of a row of data, new or there already.
   *
   * @param extras those of the thing whose data it is
   * @param place which of them are the row's
   */
  int index(T data, Extras extras, String place) {
    Row<T> row = new Row<>(data, at(extras, place));
    Integer known = indexes.putIfAbsent(row, rows.size());
    if (known != null) {
      return known;
    }
    rows.add(row);
    return rows.size() - 1;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  private static List<Extras.Member> at(Extras extras, String place) {
    if (extras.isEmpty()) {
      return List.of();
    }
    return extras.members().stream()
        .filter(m -> m.place().equals(place))
        .map(m -> new Extras.Member("", m.name(), m.json()))
        .toList();
  }

  /** Writes them as an array. */
  void write(JsonGenerator json, String name, DifficultyCodec.RowWriter<T> writer, String... taken)
      throws IOException {
    DifficultyCodec.array(
        json,
        name,
        rows,
        row -> {
          writer.write(row.data);
          for (Extras.Member member : row.extras) {
            if (!List.of(taken).contains(member.name())) {
              json.writeFieldName(member.name());
              json.writeRawValue(member.json());
            }
          }
        });
  }
}
