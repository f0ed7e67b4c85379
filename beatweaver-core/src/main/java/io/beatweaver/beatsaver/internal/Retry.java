package io.beatweaver.beatsaver.internal;

import io.beatweaver.InputException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a request again when another try may help: after broken connections, timeouts, status 408,
 * 425, 429 and 5xx. Waits as long as the server's {@code Retry-After} asks, else for a time that
 * doubles with every try, with jitter so that many clients don't come back together.
 */
public final class Retry {
  private static final Logger LOG = LoggerFactory.getLogger(Retry.class);

  private final int tries;
  private final Duration firstBackoff;
  private final Duration longestWait;

  /**
   * @param tries how often a request is made, at least 1
   * @param firstBackoff the longest wait before the second try
   * @param longestWait the longest wait at all
   */
  public Retry(int tries, Duration firstBackoff, Duration longestWait) {
    this.tries = tries;
    this.firstBackoff = firstBackoff;
    this.longestWait = longestWait;
  }

  /**
   * One try.
   *
   * @param <T> what it gives
   */
  @FunctionalInterface
  public interface Attempt<T> {
    /**
     * Makes the request.
     *
     * @return its result
     * @throws BadStatus if the server answered with another status than 200
     * @throws InputException if the answer can't be used, however often it is asked for
     * @throws IOException if the connection failed
     * @throws InterruptedException if the thread is interrupted
     */
    T run() throws IOException, InterruptedException;
  }

  /** An answer that is none. */
  public static final class BadStatus extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient HttpHeaders headers;

    /**
     * @param status the HTTP status
     * @param headers the answer's headers
     */
    public BadStatus(int status, HttpHeaders headers) {
      super("status " + status);
      this.status = status;
      this.headers = headers;
    }

    private boolean mayPass() {
      return status == 408 || status == 425 || status == 429 || status >= 500;
    }
  }

  /**
   * Makes a request until it succeeds or is given up.
   *
   * @param <T> what it gives
   * @param what the address, for messages
   * @param attempt makes it
   * @return its result
   * @throws GaveUpException if it failed too often, or in a way that won't pass
   * @throws InputException as the attempt threw it
   * @throws FileBody.DiskException as the attempt threw it
   * @throws InterruptedException if the thread is interrupted
   */
  public <T> T run(String what, Attempt<T> attempt) throws IOException, InterruptedException {
    for (int made = 1; ; made++) {
      Duration wait = backoff(made);
      IOException failure;
      try {
        return attempt.run();
      } catch (InputException | FileBody.DiskException e) {
        throw e;
      } catch (BadStatus e) {
        if (!e.mayPass()) {
          throw new GaveUpException(what + ": " + e.getMessage(), e);
        }
        wait = retryAfter(e.headers).orElse(wait);
        failure = e;
      } catch (IOException e) {
        failure = e;
      }
      String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
      if (made == tries) {
        throw new GaveUpException(
            what + ": gave up after " + made + " tries, the last: " + reason, failure);
      }
      if (wait.compareTo(longestWait) > 0) {
        throw new GaveUpException(
            what + ": " + reason + ", and asked to wait " + wait.toSeconds() + " s", failure);
      }
      LOG.info("{}: {}; try {} of {} in {} ms", what, reason, made + 1, tries, wait.toMillis());
      Thread.sleep(wait.toMillis());
    }
  }

  private Duration backoff(int made) {
    long most = longestWait.toNanos();
    double doubled = Math.min(most, firstBackoff.toNanos() * Math.pow(2, made - 1));
    return Duration.ofNanos((long) (doubled * ThreadLocalRandom.current().nextDouble(0.5, 1)));
  }

  /** In seconds or as a date (RFC 9110, section 10.2.3); anything else counts as not given. */
  private static Optional<Duration> retryAfter(HttpHeaders headers) {
    Optional<String> value = headers.firstValue("Retry-After").map(String::strip);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(value.get()))));
    } catch (NumberFormatException notSeconds) {
      try {
        Instant then =
            ZonedDateTime.parse(value.get(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        Duration wait = Duration.between(Instant.now(), then);
        return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
      } catch (DateTimeParseException neither) {
        LOG.debug("Retry-After is neither seconds nor a date: {}", value.get());
        return Optional.empty();
      }
    }
  }
}
