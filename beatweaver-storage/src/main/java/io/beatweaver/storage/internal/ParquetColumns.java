package io.beatweaver.storage.internal;

import io.beatweaver.storage.StoreSchema;
import java.util.EnumMap;
import java.util.Map;
import org.apache.parquet.arrow.schema.SchemaConverter;
import org.apache.parquet.schema.MessageType;

/** The tables' columns as Parquet has them, converted from their Arrow schemas. */
final class ParquetColumns {
  private static final Map<StoreSchema, MessageType> TYPES = new EnumMap<>(StoreSchema.class);

  static {
    for (StoreSchema table : StoreSchema.values()) {
      MessageType converted = new SchemaConverter().fromArrow(table.schema()).getParquetSchema();
      TYPES.put(table, new MessageType(table.tableName(), converted.getFields()));
    }
  }

  private ParquetColumns() {}

  static MessageType of(StoreSchema table) {
    return TYPES.get(table);
  }
}
