package io.beatweaver.model.internal.net;

import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.internal.ParameterLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All parameters in two long vectors, one of the encoder and its onset head, one of the decoder.
 * The optimizer then works on two arrays instead of hundreds, and query, key and value of an
 * attention lie side by side so that one product computes the three.
 */
public final class FlatLayout {
  /** The vector of the encoder and the onset head. */
  public static final int ENCODER = 0;

  /** The vector of the decoder and the hazard. */
  public static final int DECODER = 1;

  /** Number of vectors. */
  public static final int GROUPS = 2;

  private static final String[] PROJECTIONS = {"query.", "key.", "value."};

  /**
   * A stretch of a vector that the network sees as one array.
   *
   * @param name what the network calls it
   * @param shape its shape
   * @param parts the parameters in it, in order
   */
  record Segment(String name, long[] shape, List<String> parts) {
    long size() {
      long size = 1;
      for (long dimension : shape) {
        size *= dimension;
      }
      return size;
    }
  }

  private final Map<String, int[]> shapes;
  private final List<List<Segment>> groups = new ArrayList<>();

  private FlatLayout(Map<String, int[]> shapes) {
    this.shapes = shapes;
    groups.add(new ArrayList<>());
    groups.add(new ArrayList<>());
  }

  /**
   * The layout of a model.
   *
   * @param config its shape
   * @return the layout
   */
  public static FlatLayout of(ModelConfig config) {
    FlatLayout layout = new FlatLayout(ParameterLayout.of(config));
    for (Map.Entry<String, int[]> entry : layout.shapes.entrySet()) {
      String name = entry.getKey();
      int group = name.startsWith("encoder.") || name.startsWith("onset.") ? ENCODER : DECODER;
      layout.add(layout.groups.get(group), name, entry.getValue());
    }
    return layout;
  }

  private void add(List<Segment> segments, String name, int[] shape) {
    long[] dimensions = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      dimensions[i] = shape[i];
    }
    if (name.contains(".attention.query.")) {
      List<String> parts = new ArrayList<>();
      for (String projection : PROJECTIONS) {
        parts.add(name.replace("query.", projection));
      }
      dimensions[0] *= PROJECTIONS.length;
      segments.add(new Segment(name.replace("query.", "qkv."), dimensions, parts));
    } else if (!name.contains(".attention.key.") && !name.contains(".attention.value.")) {
      segments.add(new Segment(name, dimensions, List.of(name)));
    }
  }

  List<Segment> segments(int group) {
    return groups.get(group);
  }

  /**
   * Packs parameters.
   *
   * @param group {@link #ENCODER} or {@link #DECODER}
   * @param weights parameter name to values
   * @param prefix put before each name to find it in {@code weights}
   * @return the vector
   */
  public float[] pack(int group, Map<String, float[]> weights, String prefix) {
    float[] flat = new float[size(group)];
    int offset = 0;
    for (Segment segment : groups.get(group)) {
      for (String part : segment.parts) {
        float[] values = weights.get(prefix + part);
        System.arraycopy(values, 0, flat, offset, values.length);
        offset += values.length;
      }
    }
    return flat;
  }

  /**
   * Unpacks both vectors.
   *
   * @param flats one vector a group
   * @param prefix put before each name in the result
   * @return name to values, in the order of {@link ParameterLayout}
   */
  public Map<String, float[]> unpack(float[][] flats, String prefix) {
    Map<String, float[]> unordered = new LinkedHashMap<>();
    for (int group = 0; group < GROUPS; group++) {
      int offset = 0;
      for (Segment segment : groups.get(group)) {
        for (String part : segment.parts) {
          float[] values = new float[count(shapes.get(part))];
          System.arraycopy(flats[group], offset, values, 0, values.length);
          unordered.put(part, values);
          offset += values.length;
        }
      }
    }
    Map<String, float[]> weights = new LinkedHashMap<>();
    shapes.keySet().forEach(name -> weights.put(prefix + name, unordered.get(name)));
    return weights;
  }

  int size(int group) {
    return Math.toIntExact(groups.get(group).stream().mapToLong(Segment::size).sum());
  }

  private static int count(int[] shape) {
    int count = 1;
    for (int dimension : shape) {
      count *= dimension;
    }
    return count;
  }
}
