package io.beatweaver.storage.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beatweaver.InputException;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.StoreSummary;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code metadata.json}, a song at a time, and refuses one that can't be right. */
public final class ManifestReader {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private final Path file;
  private final List<SongEntry> songs = new ArrayList<>();
  private final Map<StoreSchema, List<StoreFile>> files = new EnumMap<>(StoreSchema.class);
  private StoreSummary summary;

  private ManifestReader(Path file) {
    this.file = file;
  }

  /**
   * Reads a manifest.
   *
   * @param file its path
   * @return what it says
   * @throws InputException if it is damaged, no manifest of a store, or of an unknown version
   */
  public static Manifest read(Path file) throws IOException {
    ManifestReader reader = new ManifestReader(file);
    try (JsonParser json = JSON.createParser(file.toFile())) {
      reader.header(json);
      reader.body(json);
    } catch (JsonProcessingException | CharConversionException e) {
      throw damaged(file, e);
    }
    return new Manifest(List.copyOf(reader.songs), reader.files, reader.summary);
  }

  /** Refuses a file that is not the manifest of a store of ours, whatever its version. */
  static void requireOurs(Path file) throws IOException {
    try (JsonParser json = JSON.createParser(file.toFile())) {
      new ManifestReader(file).format(json);
    } catch (JsonProcessingException | CharConversionException e) {
      throw damaged(file, e);
    }
  }

  private static InputException damaged(Path file, IOException e) {
    if (e instanceof JsonProcessingException json && json.getLocation() != null) {
      String place = "line " + json.getLocation().getLineNr();
      return new InputException(file.toString(), place, "damaged: " + json.getOriginalMessage(), e);
    }
    return new InputException(file.toString(), "", "damaged: " + e.getMessage(), e);
  }

  private void format(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT
        || !"format".equals(json.nextFieldName())
        || !Manifest.FORMAT.equals(json.nextTextValue())) {
      throw new InputException(file, "not the metadata of a BeatWeaver store");
    }
  }

  private void header(JsonParser json) throws IOException {
    format(json);
    if (!"formatVersion".equals(json.nextFieldName())
        || json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new InputException(file.toString(), "formatVersion", "missing");
    }
    long version = json.getLongValue();
    if (version != Manifest.VERSION) {
      throw new InputException(
          file.toString(),
          "formatVersion",
          "store format " + version + " is not known; this version reads " + Manifest.VERSION);
    }
  }

  private void body(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name == null ? "" : name) {
        case "songs" -> songs(json);
        case "files" -> files(json.readValueAsTree());
        case "summary" -> summary(json.readValueAsTree());
        default -> throw new InputException(file.toString(), String.valueOf(name), "not known");
      }
    }
    if (json.nextToken() != null) {
      throw new InputException(file, "more follows after the end");
    }
    if (files.isEmpty() || summary == null) {
      throw new InputException(file, "incomplete: no list of files or no summary");
    }
  }

  private void songs(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new InputException(file.toString(), "songs", "no list");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String place = "songs[" + songs.size() + "]";
      JsonNode song = json.readValueAsTree();
      songs.add(SongJson.read(root(song).item(place, song)));
    }
  }

  private JsonFields root(JsonNode node) {
    return new JsonFields(file, "", node);
  }

  private void files(JsonNode node) throws InputException {
    JsonFields tables = root(node);
    for (StoreSchema table : StoreSchema.values()) {
      Pattern name = Pattern.compile(table.tableName() + "_[0-9]{4,9}\\.parquet");
      List<StoreFile> list = new ArrayList<>();
      for (JsonNode item : tables.array(table.tableName())) {
        JsonFields fields =
            tables.item("files." + table.tableName() + "[" + list.size() + "]", item);
        if (!name.matcher(fields.text("name")).matches()) {
          throw fields.wrong("name", "no name of a file of this table");
        }
        list.add(
            new StoreFile(
                fields.text("name"),
                fields.longCount("bytes"),
                fields.count("rowGroups"),
                fields.longCount("rows"),
                (int) fields.longCount("footerCrc32c")));
      }
      files.put(table, List.copyOf(list));
    }
  }

  private void summary(JsonNode node) throws InputException {
    JsonFields fields = root(node).item("summary", node);
    summary =
        new StoreSummary(
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
}
