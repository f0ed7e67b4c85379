package io.beatweaver.official;

import io.beatweaver.unity.SetupHeaders;
import java.util.Objects;
import java.util.Optional;

/**
 * How levels are extracted.
 *
 * @param workers threads, 1 to 64
 * @param bytesInFlight the memory that bundles at work may take together, at least 16 MiB; a bundle
 *     that needs more alone is refused
 * @param wav makes WAV of the songs; empty for Ogg as it is in the game, a tenth of the size
 * @param setupHeaders where the setup headers of Vorbis are found
 */
public record ExtractionOptions(
    int workers, long bytesInFlight, Optional<SongConversion> wav, SetupHeaders setupHeaders) {
  private static final int MAX_WORKERS = 64;
  private static final int DEFAULT_WORKERS = 8;
  private static final long LEAST_BYTES = 16L << 20;
  private static final long MOST_DEFAULT_BYTES = 1L << 30;

  /** Refuses values out of range. */
  public ExtractionOptions {
    Objects.requireNonNull(wav, "wav");
    Objects.requireNonNull(setupHeaders, "setupHeaders");
    if (workers < 1 || workers > MAX_WORKERS) {
      throw new IllegalArgumentException("workers must be 1 to " + MAX_WORKERS + ": " + workers);
    }
    if (bytesInFlight < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "bytesInFlight must be at least " + LEAST_BYTES + ": " + bytesInFlight);
    }
  }

  /**
   * All cores but no more than eight, a quarter of the heap but no more than a gibibyte, Ogg.
   *
   * @return the options to start from
   */
  public static ExtractionOptions defaults() {
    Runtime runtime = Runtime.getRuntime();
    return new ExtractionOptions(
        Math.min(runtime.availableProcessors(), DEFAULT_WORKERS),
        Math.max(LEAST_BYTES, Math.min(runtime.maxMemory() / 4, MOST_DEFAULT_BYTES)),
        Optional.empty(),
        SetupHeaders.builtIn());
  }

  /**
   * With another number of threads.
   *
   * @param count threads
   * @return the changed options
   */
  public ExtractionOptions withWorkers(int count) {
    return new ExtractionOptions(count, bytesInFlight, wav, setupHeaders);
  }

  /**
   * With another bound of memory.
   *
   * @param bytes all bundles at work together
   * @return the changed options
   */
  public ExtractionOptions withBytesInFlight(long bytes) {
    return new ExtractionOptions(workers, bytes, wav, setupHeaders);
  }

  /**
   * With songs as WAV.
   *
   * @param conversion makes them of Ogg
   * @return the changed options
   */
  public ExtractionOptions withWav(SongConversion conversion) {
    return new ExtractionOptions(workers, bytesInFlight, Optional.of(conversion), setupHeaders);
  }

  /**
   * With other setup headers.
   *
   * @param headers where they are found
   * @return the changed options
   */
  public ExtractionOptions withSetupHeaders(SetupHeaders headers) {
    return new ExtractionOptions(workers, bytesInFlight, wav, headers);
  }
}
