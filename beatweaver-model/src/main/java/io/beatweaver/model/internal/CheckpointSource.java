package io.beatweaver.model.internal;

import io.beatweaver.InputException;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.model.internal.SafeTensors.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a checkpoint's files come from: a folder on disk or on the class path. */
public interface CheckpointSource {
  /**
   * Reads a small file.
   *
   * @param file its name
   * @return its bytes
   * @throws IOException if it's missing, too large or unreadable
   */
  byte[] bytes(String file) throws IOException;

  /**
   * Reads a file of tensors.
   *
   * @param file its name
   * @return name to tensor
   * @throws IOException if it's missing, damaged or unreadable
   */
  Map<String, Tensor> tensors(String file) throws IOException;

  /**
   * What to call a file in messages.
   *
   * @param file its name
   * @return name with path
   */
  String describe(String file);

  /**
   * A folder on disk. Where a save was cut off between its two moves, the checkpoint it was about
   * to replace is used.
   *
   * @param folder the folder
   * @return its files
   */
  static CheckpointSource of(Path folder) {
    Path aside = AtomicFiles.aside(folder);
    boolean cutOff = !Files.exists(folder) && Files.isDirectory(aside);
    if (cutOff) {
      Limits.LOG.warn("{} is missing; its previous version {} is used", folder, aside);
    }
    Path from = cutOff ? aside : folder;
    return new CheckpointSource() {
      @Override
      public byte[] bytes(String file) throws IOException {
        try (InputStream in = Files.newInputStream(from.resolve(file))) {
          return bounded(in, Limits.JSON, describe(file));
        } catch (NoSuchFileException e) {
          throw new InputException(describe(file), "", "no checkpoint: the file is missing", e);
        }
      }

      @Override
      public Map<String, Tensor> tensors(String file) throws IOException {
        return SafeTensors.read(from.resolve(file));
      }

      @Override
      public String describe(String file) {
        return from.resolve(file).toString();
      }
    };
  }

  /**
   * A folder on the class path.
   *
   * @param loader where to look
   * @param base the folder's resource name, ending in a slash
   * @return its files
   */
  static CheckpointSource of(ClassLoader loader, String base) {
    return new CheckpointSource() {
      @Override
      public byte[] bytes(String file) throws IOException {
        return read(file, Limits.JSON);
      }

      @Override
      public Map<String, Tensor> tensors(String file) throws IOException {
        return SafeTensors.read(read(file, Limits.RESOURCE), describe(file));
      }

      @Override
      public String describe(String file) {
        return "classpath:" + base + file;
      }

      private byte[] read(String file, int limit) throws IOException {
        try (InputStream in = loader.getResourceAsStream(base + file)) {
          if (in == null) {
            throw new InputException(
                describe(file), "", "no checkpoint: the class path holds no such resource");
          }
          return bounded(in, limit, describe(file));
        }
      }
    };
  }

  private static byte[] bounded(InputStream in, int limit, String file) throws IOException {
    byte[] bytes = in.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw new InputException(file, "", "larger than " + limit + " bytes");
    }
    return bytes;
  }

  /** Bounds on what is read, and the log. */
  final class Limits {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointSource.class);
    private static final int JSON = 1 << 20;
    private static final int RESOURCE = 512 << 20;

    private Limits() {}
  }
}
