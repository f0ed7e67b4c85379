package io.beatweaver.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingState;
import io.beatweaver.model.internal.decode.DecoderWeights;
import io.beatweaver.model.internal.decode.JavaDecoder;
import io.beatweaver.model.internal.net.Initializer;
import io.beatweaver.model.internal.net.Torch;
import io.beatweaver.token.Vocabulary;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A peer of the decoder: one-token steps of several streams as one batch in the tensor engine, over
 * the same weights, keys and values in arrays made beforehand; against the plain decoder, stream
 * after stream, on one thread. Both write after 1,024 tokens of one window; turn by turn in each
 * round, processor time of the thread, median of the rounds.
 *
 * <pre>
 * java -Dai.djl.pytorch.num_threads=1 -cp beatweaver-benchmarks.jar \
 *     io.beatweaver.benchmarks.EngineStepTimes small|medium [ROUNDS]
 * </pre>
 */
public final class EngineStepTimes {
  private static final int CONTEXT = 1024;
  private static final int STEPS = 16;

  private final ModelConfig config;
  private final NDManager manager = Torch.newManager();
  private final Map<String, NDArray> weights = new HashMap<>();
  private final int batch;
  private final NDArray[] keys;
  private final NDArray[] values;
  private final NDArray cosines;
  private final NDArray sines;
  private final NDArray scale;

  private EngineStepTimes(ModelConfig config, Map<String, float[]> source, int batch) {
    this.config = config;
    this.batch = batch;
    int width = config.width();
    source.forEach(
        (name, array) -> {
          if (name.startsWith("decoder.")) {
            boolean matrix = name.endsWith("weight") && !name.contains("norm.");
            int inputs = name.endsWith("ffn.down.weight") ? config.feedForward() : width;
            Shape shape =
                matrix ? new Shape(array.length / inputs, inputs) : new Shape(array.length);
            weights.put(name, manager.create(array, shape));
          }
        });
    for (int layer = 0; layer < config.decoderLayers(); layer++) {
      String prefix = "decoder.layers." + layer + ".attention.";
      for (String part : new String[] {"weight", "bias"}) {
        NDList parts = new NDList();
        for (String name : new String[] {"query.", "key.", "value."}) {
          parts.add(weights.get(prefix + name + part));
        }
        weights.put(prefix + "qkv." + part, NDArrays.concat(parts, 0));
      }
    }
    Shape cache =
        new Shape(batch, config.heads(), CONTEXT + STEPS, config.width() / config.heads());
    keys = new NDArray[config.decoderLayers()];
    values = new NDArray[config.decoderLayers()];
    for (int layer = 0; layer < keys.length; layer++) {
      keys[layer] = manager.randomNormal(cache);
      values[layer] = manager.randomNormal(cache);
    }
    int headWidth = width / config.heads();
    cosines = manager.ones(new Shape(headWidth));
    sines = manager.zeros(new Shape(headWidth));
    scale = manager.create((float) (1 / Math.sqrt(headWidth)));
  }

  /**
   * Measures a size of the model.
   *
   * @param args the size, and how many rounds
   */
  public static void main(String[] args) {
    ModelConfig config = DecodingTimes.windows(DecodingTimes.size(args[0]), 20);
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 12;
    Map<String, float[]> source = Initializer.weights(config, 1);
    DecoderWeights plain = DecoderWeights.of(Checkpoint.of(config, source, "", TrainingState.NONE));
    JavaDecoder decoder = new JavaDecoder(plain);
    int[] tokens = DecodingTimes.tokens(20);
    for (int batch : new int[] {1, 5, 20}) {
      EngineStepTimes engine = new EngineStepTimes(config, source, batch);
      double[] byEngine = new double[rounds];
      double[] byJava = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        long start = now();
        Torch.gradients(
            false,
            () -> {
              for (int step = 0; step < STEPS; step++) {
                engine.step(tokens[CONTEXT + step], CONTEXT + step);
              }
              return null;
            });
        byEngine[round] = (now() - start) / 1e3 / STEPS / batch;
        byJava[round] = java(config, decoder, tokens, batch);
      }
      engine.manager.close();
      System.out.printf(
          "%s model, %d streams, %d tokens of history: engine %.0f us a token, Java %.0f us%n",
          args[0], batch, CONTEXT, median(byEngine), median(byJava));
    }
  }

  private static double java(ModelConfig config, JavaDecoder decoder, int[] tokens, int batch) {
    float[] logits = new float[Vocabulary.SIZE];
    float[] encoded = new float[config.encoderRows() * config.width()];
    decoder.begin(encoded, 0, new float[config.audioRows()], 0);
    for (int i = 0; i < CONTEXT; i++) {
      decoder.accept(tokens[i]);
    }
    long start = now();
    for (int i = 0; i < STEPS * Math.min(batch, 4); i++) {
      decoder.accept(tokens[CONTEXT + i]);
      decoder.logits(logits, 0, Vocabulary.SIZE);
    }
    return (now() - start) / 1e3 / STEPS / Math.min(batch, 4);
  }

  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double median(double[] times) {
    double[] warm = Arrays.copyOfRange(times, times.length / 3, times.length);
    Arrays.sort(warm);
    return warm[warm.length / 2];
  }

  /** Embeddings, layers, logits, and the choice of each stream's next token. */
  private long[] step(int token, int place) {
    try (NDManager step = Torch.newManager()) {
      long[] tokens = new long[batch];
      Arrays.fill(tokens, token);
      NDArray x = rows(step.create(tokens), "decoder.token.weight");
      for (String table :
          new String[] {"position", "leftDirection", "rightDirection", "lastHand"}) {
        x = x.add(rows(step.create(new long[batch]), "decoder." + table + ".weight"));
      }
      x = x.add(rows(step.create(new long[batch]), "decoder.audio.weight"));
      for (int layer = 0; layer < config.decoderLayers(); layer++) {
        String prefix = "decoder.layers." + layer + ".";
        x = x.add(attention(x, prefix + "attention.", layer, place));
        NDArray inner = linear(norm(x, prefix + "ffn.norm."), prefix + "ffn.up.");
        x = x.add(linear(inner.getNDArrayInternal().gelu(), prefix + "ffn.down."));
      }
      return linear(norm(x, "decoder.norm."), "decoder.output.").argMax(1).toLongArray();
    }
  }

  private NDArray attention(NDArray x, String prefix, int layer, int place) {
    int heads = config.heads();
    int headWidth = config.width() / heads;
    NDArray qkv =
        linear(norm(x, prefix + "norm."), prefix + "qkv.").reshape(batch, 3, heads, 1, headWidth);
    NDList parts = qkv.split(3, 1);
    NDArray query = turn(parts.get(0).squeeze(1)).mul(scale);
    NDIndex here = new NDIndex(":,:," + place + ":" + (place + 1));
    NDIndex before = new NDIndex(":,:,0:" + (place + 1));
    keys[layer].set(here, turn(parts.get(1).squeeze(1)));
    values[layer].set(here, parts.get(2).squeeze(1));
    NDArray known = keys[layer].get(x.getManager(), before);
    NDArray mixed =
        query
            .matMul(known.transpose(0, 1, 3, 2))
            .softmax(3)
            .matMul(values[layer].get(x.getManager(), before))
            .reshape(batch, config.width());
    return linear(mixed, prefix + "output.");
  }

  private NDArray turn(NDArray x) {
    NDList halves = x.split(2, 3);
    return x.mul(cosines).add(halves.get(1).concat(halves.get(0), 3).mul(sines));
  }

  private NDArray rows(NDArray index, String table) {
    return index
        .getNDArrayInternal()
        .embedding(index, weights.get(table), SparseFormat.DENSE)
        .singletonOrThrow();
  }

  private NDArray linear(NDArray x, String prefix) {
    return x.getNDArrayInternal()
        .linear(x, weights.get(prefix + "weight"), weights.get(prefix + "bias"))
        .singletonOrThrow();
  }

  private NDArray norm(NDArray x, String prefix) {
    NDArray weight = weights.get(prefix + "weight");
    return x.getNDArrayInternal()
        .layerNorm(x, weight.getShape(), weight, weights.get(prefix + "bias"), 1e-5f)
        .singletonOrThrow();
  }
}
