package io.beatweaver.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.beatweaver.examples.Programs.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program over a server on loopback; what it does there is tested beside the library. */
class DownloadTest {
  @TempDir Path folder;

  private HttpServer server;
  private String answer = "{\"docs\": []}";
  private String asked = "";
  private byte[] zip = {};

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean zipAsked = exchange.getRequestURI().getPath().equals("/zip");
          asked = zipAsked ? asked : exchange.getRequestURI().toString();
          byte[] body = zipAsked ? zip : answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Outcome download(Object... more) {
    Object[] arguments = new Object[5 + more.length];
    arguments[0] = "download";
    arguments[1] = "--out";
    arguments[2] = folder;
    arguments[3] = "--server";
    arguments[4] = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    System.arraycopy(more, 0, arguments, 5, more.length);
    return Programs.run(arguments);
  }

  @Test
  void saysWhatItDid() {
    Outcome outcome = download("--min-score", 0.9, "--search", "a b&c");
    assertEquals(0, outcome.status(), outcome.err());
    assertTrue(outcome.out().contains("0 levels new, 0 replaced, 0 there already"), outcome.out());
    assertEquals("/search/text/0?sortOrder=Rating&minRating=0.9&q=a+b%26c", asked);
  }

  @Test
  void aLevelIsThereAndTheJsonSaysSo() throws Exception {
    byte[] info =
        """
        {"_version": "2.0.0", "_songName": "Song", "_beatsPerMinute": 120,
         "_songFilename": "song.ogg", "_difficultyBeatmapSets": [
          {"_beatmapCharacteristicName": "Standard", "_difficultyBeatmaps": [
            {"_difficulty": "Easy", "_difficultyRank": 1, "_beatmapFilename": "Easy.dat"}]}]}
        """
            .getBytes(StandardCharsets.UTF_8);
    byte[] easy =
        "{\"_version\": \"2.0.0\", \"_notes\": [], \"_obstacles\": [], \"_events\": []}"
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("Info.dat"));
      out.write(info);
      out.putNextEntry(new ZipEntry("Easy.dat"));
      out.write(easy);
    }
    zip = bytes.toByteArray();
    MessageDigest sha = MessageDigest.getInstance("SHA-1");
    sha.update(info);
    answer =
        """
        {"docs": [{"id": "1a", "stats": {"score": 0.9, "upvotes": 90, "downvotes": 9},
          "versions": [{"hash": "%s", "downloadURL": "http://127.0.0.1:%d/zip"}]}]}
        """
            .formatted(HexFormat.of().formatHex(sha.digest(easy)), server.getAddress().getPort());
    Outcome outcome = download("--max", 1, "--json");
    assertEquals(0, outcome.status(), outcome.err());
    JsonNode report = new ObjectMapper().readTree(outcome.out());
    assertEquals(1, report.get("downloaded").asInt());
    assertEquals(0, report.get("failures").size());
    assertTrue(Files.exists(folder.resolve("1a/Info.dat")));
    assertTrue(Files.exists(folder.resolve("1a/_beatsaver_meta.json")));
  }

  @Test
  void anAnswerThatIsNoneIsOneLine() {
    answer = "<html>moved</html>";
    Outcome outcome = download();
    assertEquals(1, outcome.status());
    assertTrue(outcome.err().contains("malformed JSON"), outcome.err());
  }

  @Test
  void wrongValuesAreAMatterOfUsage() {
    assertEquals(2, download("--min-score", 80).status());
    assertEquals(2, download("--max", 0).status());
    assertEquals(2, Programs.run("download", "--out", folder, "--server", "ftp://x").status());
  }
}
