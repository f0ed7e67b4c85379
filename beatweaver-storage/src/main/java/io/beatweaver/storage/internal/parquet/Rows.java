package io.beatweaver.storage.internal.parquet;

import io.beatweaver.storage.StoreSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** Rows of a table in memory, column by column. Not safe for several threads. */
public final class Rows {
  private final StoreSchema table;
  private final Column[] columns;

  /**
   * No rows, of all columns.
   *
   * @param table the table
   */
  public Rows(StoreSchema table) {
    this(table, columns(table));
  }

  private Rows(StoreSchema table, Column[] columns) {
    this.table = table;
    this.columns = columns;
  }

  /**
   * No rows, of some columns.
   *
   * @param table the table
   * @param wanted names of the columns; the others stay out
   * @return empty rows
   */
  public static Rows of(StoreSchema table, Collection<String> wanted) {
    Column[] columns = columns(table);
    List<Field> fields = table.schema().getFields();
    for (int i = 0; i < columns.length; i++) {
      if (!wanted.contains(fields.get(i).getName())) {
        columns[i] = null;
      }
    }
    return new Rows(table, columns);
  }

  static Column[] columns(StoreSchema table) {
    return table.schema().getFields().stream()
        .map(field -> new Column(Kind.of(field)))
        .toArray(Column[]::new);
  }

  /**
   * The table.
   *
   * @return the table
   */
  public StoreSchema table() {
    return table;
  }

  /**
   * How many rows.
   *
   * @return at least 0
   */
  public int size() {
    for (Column column : columns) {
      if (column != null) {
        return column.size();
      }
    }
    return 0;
  }

  /**
   * A column.
   *
   * @param name its name
   * @return the column
   * @throws IllegalArgumentException if the table hasn't got it, or it is left out here
   */
  public Column column(String name) {
    List<Field> fields = table.schema().getFields();
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] != null && fields.get(i).getName().equals(name)) {
        return columns[i];
      }
    }
    throw new IllegalArgumentException(table.tableName() + " has no column " + name + " here");
  }

  /**
   * All columns in the table's order, null where one is left out.
   *
   * @return the rows' own array
   */
  public Column[] columns() {
    return columns;
  }

  /**
   * All columns as a list.
   *
   * @return the columns; none may be left out
   */
  public List<Column> toList() {
    return new ArrayList<>(Arrays.asList(columns));
  }

  /** Forgets all rows. */
  public void clear() {
    for (Column column : columns) {
      if (column != null) {
        column.clear();
      }
    }
  }

  /**
   * Appends rows of the same table with the same columns.
   *
   * @param other the other rows
   * @param from the first
   * @param to behind the last
   */
  public void addAll(Rows other, int from, int to) {
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] != null) {
        columns[i].addAll(other.columns[i], from, to);
      }
    }
  }
}
