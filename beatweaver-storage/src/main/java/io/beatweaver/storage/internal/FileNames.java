package io.beatweaver.storage.internal;

import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.StoreSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives finished files their names and makes them the store. The order is what makes it safe at
 * every moment: files first, under names that no manifest mentions, then the manifest in one step,
 * then what the old manifest alone named goes.
 */
final class FileNames {
  private static final Logger LOG = LoggerFactory.getLogger(FileNames.class);

  private final StoreFolder folder;

  FileNames(StoreFolder folder) {
    this.folder = folder;
  }

  Manifest publish(Map<StoreSchema, List<Piece>> tables, StoreSummary summary) throws IOException {
    Map<StoreSchema, List<Manifest.Part>> files = new EnumMap<>(StoreSchema.class);
    for (StoreSchema table : StoreSchema.values()) {
      int number = folder.nextNumber(table);
      List<Manifest.Part> parts = new ArrayList<>();
      for (Piece piece : tables.get(table)) {
        if (piece.waits()) {
          String name = table.fileName(number++);
          folder.place(piece.path(), name);
          parts.add(piece.part().named(name));
        } else {
          parts.add(piece.part());
        }
      }
      files.put(table, List.copyOf(parts));
    }
    return put(new Manifest(files, summary));
  }

  private Manifest put(Manifest manifest) throws IOException {
    folder.force();
    manifest.write(folder.path());
    folder.removeOthers(manifest.names());
    return manifest;
  }

  /**
   * Numbers the files of each table from 0. A file gets its new name beside the old one, which goes
   * when the manifest has changed; where the file system has no links, the numbers stay.
   */
  Manifest tidy(Manifest manifest) throws IOException {
    Map<StoreSchema, List<Manifest.Part>> files = new EnumMap<>(StoreSchema.class);
    Set<Path> links = new HashSet<>();
    try {
      for (StoreSchema table : StoreSchema.values()) {
        List<Manifest.Part> parts = new ArrayList<>();
        for (Manifest.Part part : manifest.files().get(table)) {
          String name = table.fileName(parts.size());
          Path target = folder.path().resolve(name);
          if (part.file().name().equals(name) || Files.exists(target)) {
            parts.add(part);
          } else {
            Files.createLink(target, folder.path().resolve(part.file().name()));
            links.add(target);
            parts.add(part.named(name));
          }
        }
        files.put(table, List.copyOf(parts));
      }
    } catch (UnsupportedOperationException | IOException e) {
      LOG.debug("{}: files keep their numbers, links can't be made", folder.path(), e);
      for (Path link : links) {
        Files.deleteIfExists(link);
      }
      return manifest;
    }
    return links.isEmpty() ? manifest : put(new Manifest(files, manifest.summary()));
  }
}
