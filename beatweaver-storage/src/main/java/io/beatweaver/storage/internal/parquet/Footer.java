package io.beatweaver.storage.internal.parquet;

import io.beatweaver.storage.Compression;
import io.beatweaver.storage.StoreSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.TypeDefinedOrder;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TField;
import shaded.parquet.org.apache.thrift.protocol.TList;
import shaded.parquet.org.apache.thrift.protocol.TProtocol;
import shaded.parquet.org.apache.thrift.protocol.TProtocolUtil;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/**
 * A file's footer on its way to disk. Row groups are kept as the bytes they will be, a kilobyte or
 * two each, where Parquet's own writer keeps objects of ten times the size.
 */
final class Footer {
  /** What says in a file that this library has written it, and which table it is. */
  static final String TABLE_KEY = "beatweaver.table";

  // Thrift's types; the class that names them is not in the shaded jar.
  private static final byte STOP = 0;
  private static final byte I32 = 8;
  private static final byte I64 = 10;
  private static final byte STRING = 11;
  private static final byte STRUCT = 12;
  private static final byte LIST = 15;

  private static final short ROW_GROUPS = 4;

  private final StoreSchema table;
  private final CompressionCodec codec;
  private final ByteArrayOutputStream groups = new ByteArrayOutputStream();
  private final TProtocol out = protocol(null, groups);
  private int count;
  private long rows;

  Footer(StoreSchema table, Compression compression) {
    this.table = table;
    this.codec =
        switch (compression) {
          case ZSTD -> CompressionCodec.ZSTD;
          case SNAPPY -> CompressionCodec.SNAPPY;
        };
  }

  private static TProtocol protocol(InputStream in, OutputStream out) {
    try {
      return new TCompactProtocol(
          in != null ? new TIOStreamTransport(in) : new TIOStreamTransport(out));
    } catch (TException e) {
      throw new IllegalStateException("Thrift can't begin", e);
    }
  }

  int count() {
    return count;
  }

  long rows() {
    return rows;
  }

  /** Adds a row group that begins at an offset of the file. */
  void add(EncodedGroup group, long offset) throws IOException {
    List<Field> fields = table.schema().getFields();
    List<ColumnChunk> columns = new ArrayList<>(fields.size());
    long raw = 0;
    for (int i = 0; i < fields.size(); i++) {
      EncodedGroup.Chunk chunk = group.chunks().get(i);
      raw += chunk.rawSize();
      ColumnMetaData meta =
          new ColumnMetaData(
              physical(Kind.of(fields.get(i))),
              chunk.dictionary()
                  ? List.of(Encoding.PLAIN, Encoding.RLE, Encoding.RLE_DICTIONARY)
                  : List.of(Encoding.PLAIN, Encoding.RLE),
              List.of(fields.get(i).getName()),
              chunk.packed() ? codec : CompressionCodec.UNCOMPRESSED,
              group.rows(),
              chunk.rawSize(),
              chunk.size(),
              offset + chunk.dataStart());
      if (chunk.dictionary()) {
        meta.setDictionary_page_offset(offset + chunk.start());
      }
      Statistics statistics = new Statistics();
      statistics.setNull_count(chunk.nulls());
      if (chunk.min() != null) {
        statistics.setMin_value(ByteBuffer.wrap(chunk.min()));
        statistics.setMax_value(ByteBuffer.wrap(chunk.max()));
        statistics.setIs_min_value_exact(true);
        statistics.setIs_max_value_exact(true);
      }
      meta.setStatistics(statistics);
      ColumnChunk column = new ColumnChunk(0);
      column.setMeta_data(meta);
      columns.add(column);
    }
    RowGroup encoded = new RowGroup(columns, raw, group.rows());
    encoded.setFile_offset(offset);
    encoded.setTotal_compressed_size(group.bytes().length);
    add(encoded);
  }

  private void add(RowGroup group) throws IOException {
    try {
      group.write(out);
    } catch (TException e) {
      throw new IOException(e);
    }
    count++;
    rows += group.getNum_rows();
  }

  /**
   * Adds row groups of another file's footer whose bytes lie elsewhere here.
   *
   * @param in the other footer
   * @param move by how much an offset of the other file moves; null for a group that stays out
   */
  void addMoved(InputStream in, List<Long> move) throws IOException {
    TProtocol protocol = protocol(in, null);
    try {
      protocol.readStructBegin();
      for (TField field = protocol.readFieldBegin();
          field.type != STOP;
          field = protocol.readFieldBegin()) {
        if (field.id == ROW_GROUPS) {
          TList list = protocol.readListBegin();
          if (list.size != move.size()) {
            throw new IOException("a footer of " + list.size + " row groups, not " + move.size());
          }
          for (int i = 0; i < list.size; i++) {
            RowGroup group = new RowGroup();
            group.read(protocol);
            if (move.get(i) != null) {
              add(moved(group, move.get(i)));
            }
          }
          return;
        }
        TProtocolUtil.skip(protocol, field.type);
      }
    } catch (TException e) {
      throw new IOException("damaged footer: " + e.getMessage(), e);
    }
    throw new IOException("a footer without row groups");
  }

  private static RowGroup moved(RowGroup group, long by) {
    group.setFile_offset(group.getFile_offset() + by);
    for (ColumnChunk chunk : group.getColumns()) {
      ColumnMetaData meta = chunk.getMeta_data();
      meta.setData_page_offset(meta.getData_page_offset() + by);
      if (meta.isSetDictionary_page_offset()) {
        meta.setDictionary_page_offset(meta.getDictionary_page_offset() + by);
      }
    }
    return group;
  }

  /** The whole footer, without its length and the magic behind it. */
  byte[] encode() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(groups.size() + (1 << 12));
    TProtocol footer = protocol(null, whole);
    try {
      footer.writeFieldBegin(new TField("version", I32, (short) 1));
      footer.writeI32(1);
      footer.writeFieldBegin(new TField("schema", LIST, (short) 2));
      List<SchemaElement> schema = schema();
      footer.writeListBegin(new TList(STRUCT, schema.size()));
      for (SchemaElement element : schema) {
        element.write(footer);
      }
      footer.writeFieldBegin(new TField("num_rows", I64, (short) 3));
      footer.writeI64(rows);
      footer.writeFieldBegin(new TField("row_groups", LIST, ROW_GROUPS));
      footer.writeListBegin(new TList(STRUCT, count));
      groups.writeTo(whole);
      footer.writeFieldBegin(new TField("key_value_metadata", LIST, (short) 5));
      footer.writeListBegin(new TList(STRUCT, 1));
      KeyValue key = new KeyValue(TABLE_KEY);
      key.setValue(table.tableName());
      key.write(footer);
      footer.writeFieldBegin(new TField("created_by", STRING, (short) 6));
      footer.writeString("BeatWeaver version 0.1.0");
      footer.writeFieldBegin(new TField("column_orders", LIST, (short) 7));
      footer.writeListBegin(new TList(STRUCT, schema.size() - 1));
      for (int i = 1; i < schema.size(); i++) {
        ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()).write(footer);
      }
      footer.writeFieldStop();
    } catch (TException e) {
      throw new IOException(e);
    }
    return whole.toByteArray();
  }

  private List<SchemaElement> schema() {
    List<SchemaElement> elements = new ArrayList<>();
    SchemaElement root = new SchemaElement(table.tableName());
    root.setNum_children(table.schema().getFields().size());
    elements.add(root);
    for (Field field : table.schema().getFields()) {
      SchemaElement element = new SchemaElement(field.getName());
      element.setRepetition_type(FieldRepetitionType.OPTIONAL);
      Kind kind = Kind.of(field);
      element.setType(physical(kind));
      if (kind == Kind.TEXT) {
        element.setConverted_type(ConvertedType.UTF8);
        element.setLogicalType(LogicalType.STRING(new StringType()));
      } else if (kind == Kind.INT8 || kind == Kind.INT16) {
        boolean one = kind == Kind.INT8;
        element.setConverted_type(one ? ConvertedType.INT_8 : ConvertedType.INT_16);
        element.setLogicalType(LogicalType.INTEGER(new IntType((byte) (one ? 8 : 16), true)));
      }
      elements.add(element);
    }
    return elements;
  }

  private static Type physical(Kind kind) {
    return switch (kind) {
      case TEXT -> Type.BYTE_ARRAY;
      case INT8, INT16, INT32 -> Type.INT32;
      case INT64 -> Type.INT64;
      case FLOAT32 -> Type.FLOAT;
      case FLOAT64 -> Type.DOUBLE;
    };
  }
}
