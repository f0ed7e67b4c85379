package io.beatweaver.beatsaver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A server of levels on loopback that can be told to misbehave. */
final class TestServer implements AutoCloseable {
  private static final int PAGE = 5;

  /** Answers in another way than the rules say; false to let the rules answer. */
  interface Mischief {
    boolean answer(HttpExchange exchange, int visit) throws IOException;
  }

  /** A level on offer: its JSON in a search and its zip. */
  record Offer(String id, String json, byte[] zip) {}

  final List<Offer> offers = new ArrayList<>();
  final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  final List<Long> searchNanos = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Mischief> mischiefs = new LinkedHashMap<>();
  private final Map<String, AtomicInteger> visits = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  TestServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What to do with requests whose path starts so. */
  void mischief(String path, Mischief mischief) {
    mischiefs.put(path, mischief);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(path);
    try (exchange) {
      if (path.startsWith("/search/")) {
        searchNanos.add(System.nanoTime());
      }
      int visit = visits.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
      for (Map.Entry<String, Mischief> entry : mischiefs.entrySet()) {
        if (path.startsWith(entry.getKey()) && entry.getValue().answer(exchange, visit)) {
          return;
        }
      }
      if (path.startsWith("/search/text/")) {
        send(exchange, 200, page(Integer.parseInt(path.substring(13))).getBytes());
      } else if (path.startsWith("/zip/")) {
        zip(exchange, path.substring(5));
      } else {
        send(exchange, 404, new byte[0]);
      }
    }
  }

  private void zip(HttpExchange exchange, String id) throws IOException {
    byte[] zip = offers.stream().filter(o -> o.id().equals(id)).findFirst().orElseThrow().zip();
    send(exchange, 200, zip);
  }

  private String page(int number) {
    List<String> docs =
        offers.stream().skip((long) PAGE * number).limit(PAGE).map(Offer::json).toList();
    return "{\"docs\": [" + String.join(",", docs) + "]}";
  }

  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** Offers a level with its true hash. */
  void offer(String id, double score, int votes) throws IOException {
    Map<String, byte[]> files = level("Song " + id);
    offer(id, score, votes, hash(files), zip(files));
  }

  void offer(String id, double score, int votes, String hash, byte[] zip) {
    offers.add(new Offer(id, doc(id, score, votes, hash, "\"automapper\": false"), zip));
  }

  String doc(String id, double score, int votes, String hash, String more) {
    return """
        {"id": "%s", "name": "Page of %s", %s,
         "metadata": {"songName": "Song %s", "songAuthorName": "Artist",
                      "levelAuthorName": "Mapper", "bpm": 128.5, "duration": 95},
         "stats": {"score": %s, "upvotes": %d, "downvotes": 2},
         "versions": [
           {"state": "Published", "createdAt": "2020-01-01", "hash": "%s", "downloadURL": "%s/zip/old"},
           {"state": "Published", "createdAt": "2021-01-01", "hash": "%s", "downloadURL": "%s/zip/%s"},
           {"state": "Testplay", "createdAt": "2022-01-01", "hash": "%s", "downloadURL": "%s/zip/new"}]}
        """
        .formatted(
            id,
            id,
            more,
            id,
            score,
            votes - 2,
            "0".repeat(40),
            base(),
            hash.toUpperCase(),
            base(),
            id,
            "1".repeat(40),
            base());
  }

  /** A level's files in the order of their hash. */
  static Map<String, byte[]> level(String title) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(
        "Info.dat",
        """
        {"_version": "2.0.0", "_songName": "%s", "_beatsPerMinute": 128.5,
         "_songFilename": "song.egg", "_difficultyBeatmapSets": [
          {"_beatmapCharacteristicName": "Standard", "_difficultyBeatmaps": [
            {"_difficulty": "Easy", "_difficultyRank": 1, "_beatmapFilename": "Easy.dat"}]}]}
        """
            .formatted(title)
            .getBytes(StandardCharsets.UTF_8));
    files.put(
        "Easy.dat",
        """
        {"_version": "2.0.0", "_notes": [
          {"_time": 4, "_lineIndex": 1, "_lineLayer": 0, "_type": 0, "_cutDirection": 1}],
         "_obstacles": [], "_events": []}
        """
            .getBytes(StandardCharsets.UTF_8));
    return files;
  }

  static String hash(Map<String, byte[]> files) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-1");
      files.values().forEach(sha::update);
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
