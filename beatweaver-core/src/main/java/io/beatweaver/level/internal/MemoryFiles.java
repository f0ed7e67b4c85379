package io.beatweaver.level.internal;

import io.beatweaver.level.ReadWarning;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A level in memory: what archives of other kinds unpack to, and what tests make. */
public final class MemoryFiles implements LevelFiles {
  private final String name;
  private final Map<String, byte[]> files;
  private final Map<String, String> byKey = new HashMap<>();
  private final List<ReadWarning> warnings;

  /**
   * @param name what to call the level in messages
   * @param files bytes by relative name; the arrays are not copied
   */
  public MemoryFiles(String name, Map<String, byte[]> files) {
    this(name, files, List.of());
  }

  MemoryFiles(String name, Map<String, byte[]> files, List<ReadWarning> warnings) {
    this.warnings = warnings;
    this.name = name;
    this.files = new TreeMap<>(files);
    this.files.keySet().forEach(file -> byKey.putIfAbsent(References.key(file), file));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<ReadWarning> warnings() {
    return warnings;
  }

  @Override
  public Optional<String> lookUp(String clean) {
    if (files.containsKey(clean)) {
      return Optional.of(clean);
    }
    return Optional.ofNullable(byKey.get(References.key(clean)));
  }

  @Override
  public InputStream open(String found) throws IOException {
    byte[] bytes = files.get(found);
    if (bytes == null) {
      throw new FileNotFoundException(found);
    }
    return new ByteArrayInputStream(bytes);
  }
}
