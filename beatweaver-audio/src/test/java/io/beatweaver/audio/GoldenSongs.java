package io.beatweaver.audio;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;

/** The golden signals and the tempo that their aligned features were made with. */
final class GoldenSongs {
  static final Map<String, Double> BPM =
      Map.of(
          "click128", 128.0,
          "sweep", 120.0,
          "synth140", 140.0,
          "noiseburst", 133.333333,
          "silence", 120.0,
          "short100", 120.0,
          "short600", 120.0,
          "stereo44k_24bit", 174.2,
          "mono48k_float", 128.0,
          "sweep44k", 120.0);

  private GoldenSongs() {}

  static Path resource(String name) {
    try {
      return Path.of(GoldenSongs.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static AudioClip decode(String name) throws IOException {
    return AudioDecoder.decode(resource("golden/" + name + ".wav"));
  }

  static Npy npy(String name, String kind) throws IOException {
    return Npy.read("golden/" + name + "." + kind + ".npy");
  }
}
