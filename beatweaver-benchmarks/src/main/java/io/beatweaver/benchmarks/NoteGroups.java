package io.beatweaver.benchmarks;

import com.github.luben.zstd.Zstd;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Note;
import io.beatweaver.storage.StoredSong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** The peer from parquet-java: notes row by row through its Group API. */
final class NoteGroups {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message notes {
            optional binary song_hash (UTF8);
            optional binary source (UTF8);
            optional binary difficulty (UTF8);
            optional binary characteristic (UTF8);
            optional float bpm;
            optional float beat;
            optional float time_seconds;
            optional int32 x (INT_8);
            optional int32 y (INT_8);
            optional int32 color (INT_8);
            optional int32 cut_direction (INT_8);
            optional int32 angle_offset (INT_16);
          }
          """);

  private NoteGroups() {}

  static void write(List<StoredSong> songs, Path file) throws IOException {
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new ZstdOnly())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
            .withType(SCHEMA)
            .build()) {
      for (StoredSong song : songs) {
        for (Beatmap map : song.level().beatmaps()) {
          for (Note note : map.notes()) {
            writer.write(group(song, map, note));
          }
        }
      }
    }
  }

  private static Group group(StoredSong song, Beatmap map, Note note) {
    return new SimpleGroup(SCHEMA)
        .append("song_hash", song.level().hash())
        .append("source", song.source())
        .append("difficulty", map.difficulty().serializedName())
        .append("characteristic", map.characteristic().name())
        .append("bpm", (float) map.tempo().bpmAt(note.beat()))
        .append("beat", (float) note.beat())
        .append("time_seconds", (float) map.tempo().secondsAt(note.beat()))
        .append("x", note.x())
        .append("y", note.y())
        .append("color", note.hand().color())
        .append("cut_direction", note.direction())
        .append("angle_offset", note.angleOffset());
  }

  /** Groups by song, difficulty and characteristic; each group's count and sums of the columns. */
  static Map<String, double[]> readGrouped(Path file) throws IOException {
    Map<String, double[]> sums = new HashMap<>();
    try (ParquetReader<Group> reader = new Reader(new LocalInputFile(file)).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        String key =
            row.getString("song_hash", 0)
                + row.getString("difficulty", 0)
                + row.getString("characteristic", 0);
        double[] sum = sums.computeIfAbsent(key, k -> new double[8]);
        sum[0]++;
        sum[1] += row.getFloat("beat", 0);
        sum[2] += row.getFloat("time_seconds", 0);
        sum[3] += row.getInteger("x", 0);
        sum[4] += row.getInteger("y", 0);
        sum[5] += row.getInteger("color", 0);
        sum[6] += row.getInteger("cut_direction", 0);
        sum[7] += row.getInteger("angle_offset", 0);
      }
    }
    return sums;
  }

  private static final class Reader extends ParquetReader.Builder<Group> {
    Reader(InputFile file) {
      super(file, new PlainParquetConfiguration());
      withCodecFactory(new ZstdOnly());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  /** Parquet's own factory needs Hadoop's runtime jar. */
  private static final class ZstdOnly implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      return new BytesInputCompressor() {
        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
          return BytesInput.from(Zstd.compress(bytes.toInputStream().readAllBytes(), 3));
        }

        @Override
        public CompressionCodecName getCodecName() {
          return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {}
      };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      return new BytesInputDecompressor() {
        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
          byte[] packed = bytes.toInputStream().readAllBytes();
          return BytesInput.from(
              codec == CompressionCodecName.UNCOMPRESSED ? packed : Zstd.decompress(packed, size));
        }

        @Override
        public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize)
            throws IOException {
          byte[] packed = new byte[inSize];
          in.get(packed);
          out.put(
              codec == CompressionCodecName.UNCOMPRESSED
                  ? packed
                  : Zstd.decompress(packed, outSize));
        }

        @Override
        public void release() {}
      };
    }

    @Override
    public void release() {}
  }
}
