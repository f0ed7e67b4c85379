package io.beatweaver.beatsaver;

import io.beatweaver.InputException;
import io.beatweaver.beatsaver.internal.BoundedBody;
import io.beatweaver.beatsaver.internal.FileBody;
import io.beatweaver.beatsaver.internal.Pace;
import io.beatweaver.beatsaver.internal.Retry;
import io.beatweaver.beatsaver.internal.SearchAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A client of the BeatSaver API. API requests are paced across all threads that share the client;
 * every request is bounded in time and size, and tried again as {@link ClientSettings} say.
 *
 * <p>Safe to use from several threads. Holds no connection that would have to be closed.
 */
public final class BeatSaverClient {
  private static final String USER_AGENT = "BeatWeaver/0.1 (Java library for Beat Saber maps)";
  private static final int MAX_PAGE_BYTES = 16 << 20;

  private final ClientSettings settings;
  private final HttpClient http;
  private final Pace pace;
  private final Retry retry;

  /**
   * @param settings server, pace and limits
   */
  public BeatSaverClient(ClientSettings settings) {
    this.settings = settings;
    this.http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(settings.apiTimeout())
            .build();
    this.pace = new Pace(settings.interval());
    this.retry = new Retry(settings.tries(), settings.firstBackoff(), settings.longestWait());
  }

  /**
   * One page of a search, best rated first.
   *
   * @param search what for; the server is asked for its score, votes are counted by the caller
   * @param page from 0
   * @return the page, empty past the end
   * @throws InputException if the answer is no page of results
   * @throws IOException if the request was given up
   * @throws InterruptedException if the thread is interrupted
   */
  public SearchPage search(MapSearch search, int page) throws IOException, InterruptedException {
    String text = URLEncoder.encode(search.text(), StandardCharsets.UTF_8);
    // Without "automapper" the server leaves out what is declared or known to be machine-made.
    String query = "?sortOrder=Rating&minRating=" + search.minScore() + "&q=" + text;
    URI uri = URI.create(settings.base() + "/search/text/" + page + query);
    byte[] body =
        retry.run(
            uri.toString(),
            () -> {
              pace.await();
              return get(uri, BodyHandlers.ofByteArray(), MAX_PAGE_BYTES, settings.apiTimeout());
            });
    return SearchAnswer.read(body, uri.toString());
  }

  /**
   * Downloads a level's zip as it is.
   *
   * @param map which
   * @param target a file, which is written over; after a failure its content is undefined
   * @throws InputException if it is larger than the settings allow
   * @throws IOException if the request was given up or the disk failed
   * @throws InterruptedException if the thread is interrupted
   */
  public void download(CommunityMap map, Path target) throws IOException, InterruptedException {
    Files.write(target, new byte[0]);
    retry.run(
        map.zip().toString(),
        () ->
            get(
                map.zip(),
                FileBody.handler(target),
                settings.mostZipBytes(),
                settings.downloadTimeout()));
  }

  private <T> T get(URI uri, BodyHandler<T> handler, long most, Duration timeout)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).header("User-Agent", USER_AGENT).build();
    CompletableFuture<HttpResponse<T>> answer =
        http.sendAsync(request, BoundedBody.of(handler, uri.toString(), most));
    HttpResponse<T> response;
    try {
      // Not the request's own timeout, which ends when the headers are there.
      response = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + timeout.toSeconds() + " s", e);
    } finally {
      answer.cancel(true);
    }
    if (response.statusCode() != 200) {
      throw new Retry.BadStatus(response.statusCode(), response.headers());
    }
    return response.body();
  }

  private static IOException failure(Throwable cause) {
    for (Throwable e = cause; e != null; e = e.getCause()) {
      if (e instanceof InputException || e instanceof FileBody.DiskException) {
        return (IOException) e;
      }
    }
    return cause instanceof IOException failed ? failed : new IOException(cause);
  }
}
