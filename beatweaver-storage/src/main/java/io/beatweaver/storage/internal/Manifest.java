package io.beatweaver.storage.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beatweaver.InputException;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.storage.Compression;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.StoreSummary;
import io.beatweaver.storage.internal.parquet.StoreFile;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@code metadata.json} says: which files make up the store. It is replaced in one step, and
 * whatever it doesn't name is not part of the store.
 *
 * @param files the files of each table, in the order of their rows
 * @param summary counts over all songs
 */
public record Manifest(Map<StoreSchema, List<Manifest.Part>> files, StoreSummary summary) {
  /** The manifest's name. */
  public static final String NAME = "metadata.json";

  private static final String FORMAT = "beatweaver-store";

  /** The version that is written, and the only one that is read. */
  private static final int VERSION = 2;

  /** Far above what the largest store needs: a few hundred bytes a file. */
  private static final long MAX_BYTES = 64L << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /**
   * One file.
   *
   * @param file its name, sizes and checksums
   * @param compression how its pages are compressed
   */
  public record Part(StoreFile file, Compression compression) {
    Part named(String name) {
      return new Part(file.named(name), compression);
    }
  }

  /** A store of nothing. */
  static Manifest empty() {
    Map<StoreSchema, List<Part>> files = new EnumMap<>(StoreSchema.class);
    for (StoreSchema table : StoreSchema.values()) {
      files.put(table, List.of());
    }
    return new Manifest(files, StoreSummary.EMPTY);
  }

  /** The files' names. */
  Set<String> names() {
    Set<String> names = new HashSet<>();
    files.values().forEach(list -> list.forEach(part -> names.add(part.file().name())));
    return names;
  }

  /**
   * Whether a folder's manifest is that of a store of this library's, of whatever version.
   *
   * @param file the manifest
   * @return false for other JSON, and for what is none
   */
  public static boolean isOurs(Path file) throws IOException {
    try {
      return FORMAT.equals(tree(file).path("format").asText(""));
    } catch (InputException e) {
      return false;
    }
  }

  /**
   * Reads a manifest.
   *
   * @param file its path
   * @return what it says
   * @throws InputException if it is damaged, no manifest of a store, or of an unknown version
   */
  public static Manifest read(Path file) throws IOException {
    JsonFields root = new JsonFields(file, "", tree(file));
    if (!FORMAT.equals(root.node().path("format").asText(""))) {
      throw new InputException(file, "not the metadata of a BeatWeaver store");
    }
    long version = root.longCount("formatVersion");
    if (version != VERSION) {
      throw root.wrong(
          "formatVersion",
          "store format " + version + " is not known; this version reads " + VERSION);
    }
    JsonFields tables = root.object("files");
    Map<StoreSchema, List<Part>> files = new EnumMap<>(StoreSchema.class);
    for (StoreSchema table : StoreSchema.values()) {
      List<Part> parts = new ArrayList<>();
      for (JsonNode item : tables.array(table.tableName())) {
        parts.add(part(table, tables.item(table.tableName() + "[" + parts.size() + "]", item)));
      }
      files.put(table, List.copyOf(parts));
    }
    return new Manifest(files, summary(root.object("summary")));
  }

  private static JsonNode tree(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new InputException(file, "too large for the metadata of a store");
    }
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      String place = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
      throw new InputException(file.toString(), place, "damaged: " + e.getOriginalMessage(), e);
    } catch (CharConversionException e) {
      throw new InputException(file.toString(), "", "damaged: " + e.getMessage(), e);
    }
  }

  private static Part part(StoreSchema table, JsonFields fields) throws InputException {
    String name = fields.text("name");
    if (!Pattern.matches(table.tableName() + "_[0-9]{4,9}\\.parquet", name)) {
      throw fields.wrong("name", "no name of a file of this table");
    }
    try {
      StoreFile file =
          new StoreFile(
              name,
              fields.longCount("bytes"),
              fields.count("rowGroups"),
              fields.longCount("rows"),
              fields.longCount("indexOffset"),
              fields.count("indexBytes"),
              (int) fields.longCount("indexCrc32c"),
              (int) fields.longCount("footerCrc32c"));
      return new Part(file, Compression.valueOf(fields.text("compression")));
    } catch (IllegalArgumentException e) {
      throw fields.wrong("compression", e.getMessage());
    }
  }

  private static StoreSummary summary(JsonFields fields) throws InputException {
    return new StoreSummary(
        fields.longCount("songs"),
        fields.longCount("beatmaps"),
        fields.longCount("notes"),
        fields.longCount("bombs"),
        fields.longCount("walls"),
        fields.longCount("duplicates"),
        fields.longCount("outsideGrid"),
        fields.longCount("clamped"),
        fields.longCount("arcs"),
        fields.longCount("chains"),
        fields.longCount("readWarnings"));
  }

  /**
   * Puts this manifest in place of the one that is there, in one step.
   *
   * @param folder the store's folder
   */
  void write(Path folder) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("formatVersion", VERSION);
    ObjectNode tables = root.putObject("files");
    for (StoreSchema table : StoreSchema.values()) {
      ArrayNode list = tables.putArray(table.tableName());
      for (Part part : files.get(table)) {
        StoreFile file = part.file();
        list.addObject()
            .put("name", file.name())
            .put("bytes", file.bytes())
            .put("rowGroups", file.rowGroups())
            .put("rows", file.rows())
            .put("compression", part.compression().name())
            .put("indexOffset", file.indexOffset())
            .put("indexBytes", file.indexBytes())
            .put("indexCrc32c", Integer.toUnsignedLong(file.indexCrc32c()))
            .put("footerCrc32c", Integer.toUnsignedLong(file.footerCrc32c()));
      }
    }
    root.putObject("summary")
        .put("songs", summary.songs())
        .put("beatmaps", summary.beatmaps())
        .put("notes", summary.notes())
        .put("bombs", summary.bombs())
        .put("walls", summary.walls())
        .put("duplicates", summary.duplicates())
        .put("outsideGrid", summary.outsideGrid())
        .put("clamped", summary.clamped())
        .put("arcs", summary.arcs())
        .put("chains", summary.chains())
        .put("readWarnings", summary.readWarnings());
    byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    AtomicFiles.write(folder.resolve(NAME), out -> out.write(bytes));
  }
}
