package io.beatweaver.beatsaver;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * How a client behaves towards the server.
 *
 * @param base the API's address, {@code http} or {@code https}, without a slash at the end
 * @param interval the least time between the starts of two API requests, downloads not among them
 * @param tries how often one request is made before it is given up, at least 1
 * @param firstBackoff the longest wait before the second try; it doubles with every further one,
 *     and the wait is drawn evenly from the upper half of it
 * @param longestWait the longest wait before a further try; a server that asks for more than that
 *     is given up at once
 * @param apiTimeout how long one API answer may take
 * @param downloadTimeout how long one zip may take
 * @param mostZipBytes the largest zip that is taken
 */
public record ClientSettings(
    URI base,
    Duration interval,
    int tries,
    Duration firstBackoff,
    Duration longestWait,
    Duration apiTimeout,
    Duration downloadTimeout,
    long mostZipBytes) {
  /** The public server, one API request a second, five tries, zips of up to 256 MiB. */
  public static final ClientSettings DEFAULT =
      new ClientSettings(
          URI.create("https://api.beatsaver.com"),
          Duration.ofSeconds(1),
          5,
          Duration.ofSeconds(2),
          Duration.ofMinutes(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          256L << 20);

  /** Checks the values. */
  public ClientSettings {
    Objects.requireNonNull(base, "base");
    boolean http = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
    if (!http || base.getHost() == null) {
      throw new IllegalArgumentException("no http or https address: " + base);
    }
    if (base.toString().endsWith("/")) {
      base = URI.create(base.toString().replaceAll("/+$", ""));
    }
    if (tries < 1) {
      throw new IllegalArgumentException("tries must be at least 1: " + tries);
    }
    if (mostZipBytes < 1) {
      throw new IllegalArgumentException("a zip must have at least a byte: " + mostZipBytes);
    }
    requirePositive(interval);
    requirePositive(firstBackoff);
    requirePositive(longestWait);
    requirePositive(apiTimeout);
    requirePositive(downloadTimeout);
  }

  private static void requirePositive(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("times must be above 0: " + time);
    }
  }

  /**
   * The same with another server.
   *
   * @param newBase its address
   * @return new settings
   */
  public ClientSettings withBase(URI newBase) {
    return new ClientSettings(
        newBase,
        interval,
        tries,
        firstBackoff,
        longestWait,
        apiTimeout,
        downloadTimeout,
        mostZipBytes);
  }
}
