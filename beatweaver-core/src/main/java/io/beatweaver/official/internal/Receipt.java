package io.beatweaver.official.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What a level folder was made of and what it holds, left in the folder: a later run can tell
 * whether both are still the same.
 */
final class Receipt {
  static final String FILE = "_official_meta.json";

  /** Raised when a newer program would write another folder of the same bundle. */
  private static final int FORMAT = 2;

  private static final int MAX_BYTES = 1 << 20;
  private static final int BUFFER = 1 << 17;
  private static final JsonMapper MAPPER = new JsonMapper(Texts.JSON);

  private Receipt() {}

  /** Whether a folder was made by an extraction, of whatever. */
  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Whether a folder holds what an extraction would put there.
   *
   * @param folder the level's
   * @param source the bundle
   * @param settings what else the folder's content depends on
   */
  static boolean isUpToDate(Path folder, Path source, String settings) throws IOException {
    return isOf(folder, source, Optional.of(settings));
  }

  /**
   * Whether a folder holds what some extraction put there, whole and unchanged.
   *
   * @param folder the level's
   * @param source the bundle it was made of
   */
  static boolean isOf(Path folder, Path source) throws IOException {
    return isOf(folder, source, Optional.empty());
  }

  private static boolean isOf(Path folder, Path source, Optional<String> settings)
      throws IOException {
    Path file = folder.resolve(FILE);
    if (!isIn(folder) || Files.size(file) > MAX_BYTES) {
      return false;
    }
    JsonNode receipt;
    try {
      receipt = MAPPER.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      return false;
    }
    if (receipt.path("format").asInt() != FORMAT
        || !receipt.path("complete").asBoolean()
        || settings.isPresent()
            && !receipt.path("settings").asText().equals(checksum(settings.get()))
        || !receipt.path("files").isArray()
        || !matches(receipt.path("bundle"), source)) {
      return false;
    }
    for (JsonNode entry : receipt.path("files")) {
      String name = entry.path("file").asText();
      // The names are those of a level's own files, never paths.
      if (!SafeName.isSafe(name) || !matches(entry, folder.resolve(name))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(JsonNode entry, Path file) {
    try {
      return Files.isRegularFile(file)
          && Files.size(file) == entry.path("bytes").asLong(-1)
          && checksum(file).equals(entry.path("crc32c").asText());
    } catch (IOException e) {
      // Whoever extracts anew will be told.
      return false;
    }
  }

  /** Adds the receipt of a finished folder. */
  static void write(Path folder, Path source, String settings, boolean complete)
      throws IOException {
    List<Path> files = files(folder);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Texts.JSON.createGenerator(bytes)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("format", FORMAT);
      json.writeBooleanField("complete", complete);
      json.writeStringField("settings", checksum(settings));
      json.writeFieldName("bundle");
      write(source, json);
      json.writeArrayFieldStart("files");
      for (Path file : files) {
        write(file, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    Files.write(folder.resolve(FILE), bytes.toByteArray());
  }

  private static void write(Path file, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("file", file.getFileName().toString());
    json.writeNumberField("bytes", Files.size(file));
    json.writeStringField("crc32c", checksum(file));
    json.writeEndObject();
  }

  /** The files of a folder, by name. */
  static List<Path> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return new ArrayList<>(files.sorted(Comparator.comparing(Path::getFileName)).toList());
    }
  }

  private static String checksum(Path file) throws IOException {
    CRC32C crc = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
      }
    }
    return Long.toHexString(crc.getValue());
  }

  private static String checksum(String text) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    return Long.toHexString(crc.getValue());
  }
}
