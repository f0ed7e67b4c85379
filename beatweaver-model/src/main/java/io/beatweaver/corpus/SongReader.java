package io.beatweaver.corpus;

import io.beatweaver.InputException;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.AudioInfo;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.audio.SongFile;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.LevelSong;
import io.beatweaver.level.ReadOptions;
import io.beatweaver.level.ReadWarning;
import io.beatweaver.storage.FeatureCache;
import io.beatweaver.storage.StoreWriter;
import io.beatweaver.storage.StoredSong;
import io.beatweaver.tempo.TempoMap;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads levels with their songs; shared by the workers. */
final class SongReader {
  private static final Logger LOG = LoggerFactory.getLogger(SongReader.class);

  private static final String NO_AUDIO = "no audio: ";
  static final String NO_FEATURES = "no features: ";

  private final CorpusOptions options;
  private final StoreWriter writer;
  private final FeatureCache cache;
  private final FeatureExtractor extractor = new FeatureExtractor();
  private final Path unpacked;

  /**
   * A reader.
   *
   * @param cache null where no features are wanted
   * @param unpacked a folder for songs out of zips
   */
  SongReader(CorpusOptions options, StoreWriter writer, FeatureCache cache, Path unpacked) {
    this.options = options;
    this.writer = writer;
    this.cache = cache;
    this.unpacked = unpacked;
  }

  /**
   * The cache, not a song, is at fault (a full disk, as a rule): no further song would fare better.
   */
  static final class CacheFailure extends IOException {
    private static final long serialVersionUID = 1L;

    CacheFailure(IOException cause) {
      super("features can't be cached: " + cause.getMessage(), cause);
    }
  }

  /**
   * Reads a level.
   *
   * @param withAudio whether its song is opened
   */
  SongRead read(Path path, long fingerprint, boolean withAudio) throws CacheFailure {
    Level level;
    LevelOrigin origin;
    try {
      level = LevelReader.read(path, ReadOptions.OBJECTS_ONLY);
      origin = LevelOrigin.of(path);
    } catch (IOException | RuntimeException e) {
      return new SongRead(path, fingerprint, null, false, 0, reason(path, e), isPassing(e));
    }
    if (level.hash().isEmpty()) {
      String why = "a file that it names can't be read, so that its hash isn't known";
      return new SongRead(path, fingerprint, null, false, 0, why, false);
    }
    String source = options.source().isEmpty() ? origin.source() : options.source();
    Audio audio = withAudio ? audio(path, level) : Audio.NONE;
    String failure =
        Stream.of(audio.failure(), origin.failure())
            .filter(reason -> !reason.isEmpty())
            .collect(Collectors.joining("; "));
    StoredSong stored =
        StoredSong.of(level, source, audio.hash(), audio.seconds()).withRating(origin.rating());
    return new SongRead(
        path,
        fingerprint,
        writer.prepare(stored),
        audio.features(),
        level.warnings().size() + audio.warnings(),
        failure,
        audio.passing());
  }

  /** What a level's song is, and whether its features are cached. */
  private record Audio(
      String hash,
      double seconds,
      boolean features,
      int warnings,
      String failure,
      boolean passing) {
    static final Audio NONE = new Audio("", 0, false, 0, "", false);
  }

  private Audio audio(Path path, Level level) throws CacheFailure {
    String hash = "";
    double seconds = 0;
    try {
      Path song = LevelSong.file(level, unpacked);
      try {
        AudioInfo audio = AudioDecoder.probe(song);
        seconds = audio.seconds();
        List<ReadWarning> heard = audio.warnings();
        SongFile file = new SongFile(song);
        hash = file.hash();
        if (options.features() && cacheFeatures(level, file)) {
          // More than probing tells.
          heard = file.warnings();
        }
        heard.forEach(warning -> LOG.warn("{}: {}", path, warning));
        return new Audio(hash, seconds, options.features(), heard.size(), "", false);
      } finally {
        if (song.startsWith(unpacked)) {
          Files.deleteIfExists(song);
        }
      }
    } catch (CacheFailure e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The level is kept for its beatmaps; without features training passes it over. The
      // extractor refuses a tempo that makes more rows than it takes as an illegal argument.
      String what = hash.isEmpty() ? NO_AUDIO : NO_FEATURES;
      return new Audio(
          hash, hash.isEmpty() ? 0 : seconds, false, 0, what + reason(path, e), isPassing(e));
    }
  }

  /**
   * Whether the disk failed (too many open files, a share that is away, no room to unpack to): what
   * is wrong with a level itself comes as what is wrong with input, or as damage of its zip.
   */
  private static boolean isPassing(Exception failure) {
    return failure instanceof UncheckedIOException
        || failure instanceof IOException
            && !(failure instanceof InputException)
            && !(failure instanceof ZipException);
  }

  /** What went wrong, for a reader who is told the level's path already. */
  private static String reason(Path level, Exception failure) {
    LOG.debug("{} can't be used", level, failure);
    if (!(failure instanceof InputException) && !(failure instanceof IllegalArgumentException)) {
      return failure.toString();
    }
    String reason = failure.getMessage();
    for (String known : new String[] {level + File.separator, level + ": "}) {
      reason = reason.startsWith(known) ? reason.substring(known.length()) : reason;
    }
    return reason;
  }

  /** Whether a failure says that the same song would give no more than it did. */
  static boolean isOfSong(String failure) {
    return failure.startsWith(NO_AUDIO) || failure.startsWith(NO_FEATURES);
  }

  /** Whether the features of a song on some tempo maps are cached. */
  boolean hasFeatures(String audioHash, Collection<TempoMap> tempos) throws IOException {
    for (TempoMap tempo : tempos) {
      if (!cache.contains(FeatureCache.key(audioHash, tempo, extractor.fingerprint()))) {
        return false;
      }
    }
    return true;
  }

  /**
   * One entry for each tempo map among the level's beatmaps; usually there is one.
   *
   * @return whether the song had to be decoded
   */
  private boolean cacheFeatures(Level level, SongFile song) throws IOException {
    Set<TempoMap> tempos = new LinkedHashSet<>();
    for (Beatmap map : level.beatmaps()) {
      tempos.add(map.tempo());
    }
    boolean decoded = false;
    for (TempoMap tempo : tempos) {
      String key = FeatureCache.key(song.hash(), tempo, extractor.fingerprint());
      if (!isCached(key)) {
        put(key, extractor.extract(song.analysis(), tempo));
        decoded = true;
      }
    }
    return decoded;
  }

  private boolean isCached(String key) throws CacheFailure {
    try {
      return cache.contains(key);
    } catch (IOException e) {
      throw new CacheFailure(e);
    }
  }

  private void put(String key, SongFeatures features) throws CacheFailure {
    try {
      cache.put(key, features);
    } catch (IOException e) {
      throw new CacheFailure(e);
    }
  }
}
