package io.beatweaver.audio;

import io.beatweaver.level.ReadWarning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A song's file, hashed, decoded and analysed when first asked for. For one thread at a time; holds
 * what it has made until it is let go.
 *
 * <p>Where the analysis is asked for first the samples pass through and are not kept: the way for
 * long files. The clip or the tempo, which needs the clip, then decodes the file a second time; who
 * wants one of them too asks for it first.
 */
public final class SongFile {
  private final Path path;
  private final FeatureExtractor extractor;
  private String hash;
  private AudioClip clip;
  private SongAnalysis analysis;
  private TempoEstimate tempo;

  /**
   * A file that nothing is known of yet.
   *
   * @param path where it is
   */
  public SongFile(Path path) {
    this(path, new FeatureExtractor());
  }

  SongFile(Path path, FeatureExtractor extractor) {
    this.path = path;
    this.extractor = extractor;
  }

  /**
   * Where it is.
   *
   * @return the path as given
   */
  public Path path() {
    return path;
  }

  /**
   * What tells it from others, whatever its name.
   *
   * @return as {@link FeatureExtractor#audioHash}
   * @throws IOException if it can't be read
   */
  public String hash() throws IOException {
    if (hash == null) {
      hash = FeatureExtractor.audioHash(path);
    }
    return hash;
  }

  /**
   * Its audio.
   *
   * @return as {@link AudioDecoder#decode(Path)}
   * @throws io.beatweaver.InputException if it can't be used, with the reason
   * @throws IOException if the disk fails
   */
  public AudioClip clip() throws IOException {
    if (clip == null) {
      clip = AudioDecoder.decode(path);
    }
    return clip;
  }

  /**
   * What it sounds like.
   *
   * @return as {@link FeatureExtractor#analyse(Path)}
   * @throws io.beatweaver.InputException if it can't be used, with the reason
   * @throws IOException if the disk fails
   */
  public SongAnalysis analysis() throws IOException {
    if (analysis == null) {
      analysis = clip == null ? extractor.analyse(path) : extractor.analyse(clip);
    }
    return analysis;
  }

  /**
   * Its tempo, as far as it can be heard. Where no beat is found the default is given and {@link
   * #warnings} says so.
   *
   * @return as {@link TempoEstimator#estimate(AudioClip, SongAnalysis)}
   * @throws io.beatweaver.InputException if it can't be used, with the reason
   * @throws IOException if the disk fails
   */
  public TempoEstimate tempo() throws IOException {
    if (tempo == null) {
      tempo = TempoEstimator.estimate(clip(), analysis());
    }
    return tempo;
  }

  /**
   * What a user should know of what was made so far: what was wrong with the file and passed over,
   * and whether its tempo is a default.
   *
   * @return file, place and reason of each; empty before anything is asked for
   */
  public List<ReadWarning> warnings() {
    List<ReadWarning> all = new ArrayList<>();
    if (clip != null) {
      all.addAll(clip.warnings());
    } else if (analysis != null) {
      all.addAll(analysis.warnings());
    }
    if (tempo != null && !tempo.found()) {
      String what = String.format(Locale.ROOT, "%.3f BPM from its start is a default", tempo.bpm());
      all.add(new ReadWarning(path.toString(), "", "no beat was found: " + what));
    }
    return all;
  }
}
