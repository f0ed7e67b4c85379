package io.beatweaver.model.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beatweaver.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named float32 tensors in a safetensors file: an eight-byte little-endian header length, a JSON
 * header, then the values without gaps. Files are readable by the Python library of that name and
 * the other way round, as long as every tensor is F32.
 */
public final class SafeTensors {
  private static final int MAX_HEADER = 16 << 20;
  private static final int MAX_DIMENSIONS = 8;
  private static final int BUFFER = 1 << 16;
  private static final String METADATA = "__metadata__";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private SafeTensors() {}

  /**
   * A tensor.
   *
   * @param shape its dimensions, outermost first
   * @param values its values, row-major; their number is the product of the shape
   */
  public record Tensor(int[] shape, float[] values) {
    /** Refuses a number of values that the shape doesn't give. */
    public Tensor {
      long count = 1;
      for (int dimension : shape) {
        if (dimension < 0) {
          throw new IllegalArgumentException("a dimension is at least 0: " + dimension);
        }
        count *= dimension;
      }
      if (count != values.length) {
        throw new IllegalArgumentException(values.length + " values for a shape of " + count);
      }
    }
  }

  private record Entry(String name, int[] shape, long begin, long end) {}

  /**
   * Reads a file.
   *
   * @param file the file
   * @return name to tensor, in the order of the data
   * @throws InputException if it's missing, damaged or holds anything but F32
   * @throws IOException if the disk fails
   */
  public static Map<String, Tensor> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(channel, channel.size(), file.toString());
    } catch (NoSuchFileException e) {
      throw new InputException(file.toString(), "", "the file is missing", e);
    }
  }

  /**
   * Reads bytes.
   *
   * @param bytes a whole file
   * @param name what to call it in messages
   * @return name to tensor, in the order of the data
   * @throws InputException if it's damaged or holds anything but F32
   * @throws IOException never in practice
   */
  public static Map<String, Tensor> read(byte[] bytes, String name) throws IOException {
    return read(Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length, name);
  }

  private static Map<String, Tensor> read(ReadableByteChannel channel, long size, String file)
      throws IOException {
    if (size < 8) {
      throw new InputException(file, "", "too short for a safetensors file: " + size + " bytes");
    }
    long headerLength = fill(channel, 8, file).getLong();
    if (headerLength < 2 || headerLength > Math.min(MAX_HEADER, size - 8)) {
      throw new InputException(file, "byte 0", "impossible header length " + headerLength);
    }
    byte[] header = fill(channel, (int) headerLength, file).array();
    List<Entry> entries = entries(header, size - 8 - headerLength, file);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    for (Entry entry : entries) {
      float[] values = new float[(int) ((entry.end - entry.begin) / Float.BYTES)];
      for (int done = 0; done < values.length; ) {
        int count = Math.min(values.length - done, BUFFER / Float.BYTES);
        buffer.clear().limit(count * Float.BYTES);
        fill(channel, buffer, file);
        buffer.asFloatBuffer().get(values, done, count);
        done += count;
      }
      tensors.put(entry.name, new Tensor(entry.shape, values));
    }
    return tensors;
  }

  private static List<Entry> entries(byte[] header, long dataSize, String file)
      throws InputException {
    JsonNode root;
    try {
      root = JSON.readTree(new String(header, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new InputException(file, "header", "no JSON: " + e.getOriginalMessage(), e);
    }
    if (root == null || !root.isObject()) {
      throw new InputException(file, "header", "no JSON object");
    }
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : root.properties()) {
      if (!property.getKey().equals(METADATA)) {
        entries.add(entry(property.getKey(), property.getValue(), file));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long expected = 0;
    for (Entry entry : entries) {
      if (entry.begin != expected) {
        throw new InputException(
            file, entry.name, "data begins at " + entry.begin + " instead of " + expected);
      }
      expected = entry.end;
    }
    if (expected != dataSize) {
      throw new InputException(
          file, "", "the header tells of " + expected + " bytes of data, the file has " + dataSize);
    }
    return entries;
  }

  private static Entry entry(String name, JsonNode node, String file) throws InputException {
    if (!node.path("dtype").asText().equals("F32")) {
      throw new InputException(file, name, "type " + node.path("dtype") + " instead of F32");
    }
    JsonNode dimensions = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    if (!dimensions.isArray() || dimensions.size() > MAX_DIMENSIONS || offsets.size() != 2) {
      throw new InputException(file, name, "no usable shape or data_offsets");
    }
    int[] shape = new int[dimensions.size()];
    long count = 1;
    for (int i = 0; i < shape.length; i++) {
      if (!dimensions.get(i).canConvertToInt() || dimensions.get(i).asInt() < 0) {
        throw new InputException(file, name, "impossible shape " + dimensions);
      }
      shape[i] = dimensions.get(i).asInt();
      count = count * shape[i];
      if (count > Integer.MAX_VALUE - 8) {
        throw new InputException(file, name, "too large: " + dimensions);
      }
    }
    if (!offsets.get(0).canConvertToLong() || !offsets.get(1).canConvertToLong()) {
      throw new InputException(file, name, "impossible data_offsets " + offsets);
    }
    long begin = offsets.get(0).asLong();
    long end = offsets.get(1).asLong();
    if (begin < 0 || end < begin || end - begin != count * Float.BYTES) {
      throw new InputException(
          file, name, "data_offsets " + offsets + " don't fit the shape " + dimensions);
    }
    return new Entry(name, shape, begin, end);
  }

  private static ByteBuffer fill(ReadableByteChannel channel, int count, String file)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    fill(channel, buffer, file);
    return buffer;
  }

  private static void fill(ReadableByteChannel channel, ByteBuffer buffer, String file)
      throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new InputException(file, "", "the file ends early");
      }
    }
    buffer.flip();
  }

  /**
   * Writes a new file and forces it to disk.
   *
   * @param file the file, which must not exist; the caller moves it into place
   * @param tensors name to tensor, written in this order
   * @throws IOException if the disk fails
   */
  public static void write(Path file, Map<String, Tensor> tensors) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    header.putObject(METADATA).put("format", "pt");
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      ObjectNode node = header.putObject(entry.getKey());
      node.put("dtype", "F32");
      ArrayNode shape = node.putArray("shape");
      for (int dimension : entry.getValue().shape()) {
        shape.add(dimension);
      }
      long end = offset + (long) entry.getValue().values().length * Float.BYTES;
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    String text = JSON.writeValueAsString(header);
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    byte[] json = (text + " ".repeat(-length & 7)).getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
      buffer.putLong(json.length).flip();
      drain(channel, buffer);
      drain(channel, ByteBuffer.wrap(json));
      for (Tensor tensor : tensors.values()) {
        float[] values = tensor.values();
        for (int done = 0; done < values.length; ) {
          int count = Math.min(values.length - done, BUFFER / Float.BYTES);
          buffer.clear();
          buffer.asFloatBuffer().put(values, done, count);
          drain(channel, buffer.limit(count * Float.BYTES));
          done += count;
        }
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static void drain(WritableByteChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
