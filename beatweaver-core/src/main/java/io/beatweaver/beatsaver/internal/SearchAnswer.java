package io.beatweaver.beatsaver.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.beatweaver.InputException;
import io.beatweaver.beatsaver.CommunityMap;
import io.beatweaver.beatsaver.SearchPage;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads what the server answers to a search. */
public final class SearchAnswer {
  private static final int MAX_DEPTH = 50;

  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
              .build());

  private SearchAnswer() {}

  /** A level that can't be used, and why. */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String reason) {
      super(reason, null, false, false);
    }
  }

  /**
   * Reads a page.
   *
   * @param body the answer
   * @param what its address
   * @return the page
   * @throws InputException if it is no page of results
   */
  public static SearchPage read(byte[] body, String what) throws InputException {
    JsonNode docs;
    try {
      JsonNode root = JSON.readTree(body);
      docs = root == null ? null : root.get("docs");
    } catch (JsonProcessingException e) {
      throw new InputException(what, "", "malformed JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InputException(what, "", "malformed JSON: " + e.getMessage(), e);
    }
    if (docs == null || !docs.isArray()) {
      throw new InputException(what, "docs", "missing: the server speaks another language");
    }
    List<CommunityMap> maps = new ArrayList<>();
    Map<String, Integer> skipped = new TreeMap<>();
    double best = 0;
    for (JsonNode doc : docs) {
      try {
        CommunityMap map = map(doc);
        best = Math.max(best, map.score());
        maps.add(map);
      } catch (Unusable e) {
        skipped.merge(e.getMessage(), 1, Integer::sum);
      }
    }
    return new SearchPage(maps, docs.size(), skipped, maps.isEmpty() ? 1 : best);
  }

  private static CommunityMap map(JsonNode doc) throws Unusable {
    if (doc.path("automapper").asBoolean(false)
        || !doc.path("declaredAi").asText("None").equals("None")) {
      throw new Unusable("machine-made");
    }
    JsonNode version = published(doc.path("versions"));
    JsonNode meta = doc.path("metadata");
    JsonNode stats = doc.path("stats");
    try {
      return new CommunityMap(
          doc.path("id").asText("").toLowerCase(Locale.ROOT),
          doc.path("name").asText(""),
          meta.path("songName").asText(""),
          meta.path("songAuthorName").asText(""),
          meta.path("levelAuthorName").asText(""),
          meta.path("bpm").asDouble(0),
          meta.path("duration").asDouble(0),
          stats.path("score").asDouble(0),
          stats.path("upvotes").asInt(0),
          stats.path("downvotes").asInt(0),
          version.path("hash").asText("").toLowerCase(Locale.ROOT),
          zip(version.path("downloadURL").asText("")));
    } catch (IllegalArgumentException e) {
      throw new Unusable("described wrongly");
    }
  }

  private static JsonNode published(JsonNode versions) throws Unusable {
    JsonNode found = null;
    for (JsonNode version : versions) {
      String created = version.path("createdAt").asText("");
      boolean later = found == null || created.compareTo(found.path("createdAt").asText("")) >= 0;
      if (version.path("state").asText("Published").equals("Published") && later) {
        found = version;
      }
    }
    if (found == null) {
      throw new Unusable("not published");
    }
    return found;
  }

  private static URI zip(String address) {
    URI uri = URI.create(address);
    if (!"https".equals(uri.getScheme()) && !"http".equals(uri.getScheme())
        || uri.getHost() == null) {
      throw new IllegalArgumentException("no address of a zip: " + address);
    }
    return uri;
  }
}
