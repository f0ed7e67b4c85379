package io.beatweaver.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.beatweaver.storage.CommunityRating;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Where a level is from, by what lies beside its info file: {@code _beatsaver_meta.json} of a
 * download (with what the community says of it), {@code _official_meta.json} of an extraction,
 * otherwise it is local.
 *
 * @param source {@link #BEATSAVER}, {@link TrainingSelection#OFFICIAL} or {@link #LOCAL}
 * @param rating what the community says
 * @param failure why the rating could not be read, empty if it could
 */
record LevelOrigin(String source, CommunityRating rating, String failure) {
  static final String BEATSAVER = "beatsaver";
  static final String LOCAL = "local";

  private static final String BEATSAVER_META = "_beatsaver_meta.json";
  private static final String OFFICIAL_META = "_official_meta.json";
  private static final int MAX_META_BYTES = 1 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  /** Looks at a level's folder or zip. */
  static LevelOrigin of(Path level) throws IOException {
    return Files.isDirectory(level) ? ofFolder(level) : ofZip(level);
  }

  private static LevelOrigin ofFolder(Path level) throws IOException {
    try (InputStream in = Files.newInputStream(level.resolve(BEATSAVER_META))) {
      return rated(in);
    } catch (NoSuchFileException e) {
      return plain(Files.exists(level.resolve(OFFICIAL_META)) ? TrainingSelection.OFFICIAL : LOCAL);
    }
  }

  private static LevelOrigin ofZip(Path level) throws IOException {
    // The names that are looked for are the same in every code page; others needn't be right.
    try (ZipFile zip = new ZipFile(level.toFile(), StandardCharsets.ISO_8859_1)) {
      boolean official = false;
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        String name = entry.getName();
        name = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (name.equals(BEATSAVER_META)) {
          try (InputStream in = zip.getInputStream(entry)) {
            return rated(in);
          }
        }
        official |= name.equals(OFFICIAL_META);
      }
      return plain(official ? TrainingSelection.OFFICIAL : LOCAL);
    }
  }

  private static LevelOrigin plain(String source) {
    return new LevelOrigin(source, CommunityRating.NONE, "");
  }

  private static LevelOrigin rated(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_META_BYTES + 1);
    try {
      if (bytes.length > MAX_META_BYTES) {
        throw new IllegalArgumentException("more than " + MAX_META_BYTES + " bytes");
      }
      return new LevelOrigin(BEATSAVER, rating(JSON.readTree(bytes)), "");
    } catch (JsonProcessingException e) {
      return unrated(e.getOriginalMessage());
    } catch (IllegalArgumentException | java.io.CharConversionException e) {
      return unrated(e.getMessage());
    }
  }

  private static LevelOrigin unrated(String reason) {
    return new LevelOrigin(
        BEATSAVER, CommunityRating.NONE, "no rating: " + BEATSAVER_META + ": " + reason);
  }

  /** Scores are said at the top, or under {@code stats} as the site's own answers have them. */
  private static CommunityRating rating(JsonNode meta) {
    JsonNode stats = meta.path("stats").isObject() ? meta.path("stats") : meta;
    String key = meta.path("id").asText("");
    return new CommunityRating(
        key.isEmpty() ? meta.path("key").asText("") : key,
        stats.path("score").isNumber() ? stats.path("score").doubleValue() : Double.NaN,
        votes(stats.path("upvotes")),
        votes(stats.path("downvotes")));
  }

  private static int votes(JsonNode votes) {
    return votes.canConvertToInt() && votes.isIntegralNumber() ? votes.intValue() : -1;
  }
}
