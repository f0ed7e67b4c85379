package io.beatweaver.official;

import io.beatweaver.unity.Banks;
import io.beatweaver.unity.LevelBundles;
import io.beatweaver.unity.LevelBundles.Description;
import io.beatweaver.unity.LevelBundles.MapSet;
import io.beatweaver.unity.LevelBundles.Preview;
import io.beatweaver.unity.LevelBundles.PreviewSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Folders that look like an installed game, filled with bundles of the tests' own or samples. */
final class Games {
  static final String PACK = "spike_pack_assets_all_00000000000000000000000000000000.bundle";

  private static final String DATA = "Beat Saber_Data/StreamingAssets/";

  /** A beatmap of version 4 with one note. */
  static final String V4_MAP =
      "{\"version\":\"4.0.0\",\"colorNotes\":[{\"b\":4,\"i\":0}],"
          + "\"colorNotesData\":[{\"x\":2,\"y\":1,\"c\":1,\"d\":8}]}";

  /** A beatmap of version 3 with one note. */
  static final String V3_MAP =
      "{\"version\":\"3.3.0\",\"colorNotes\":[{\"b\":4,\"x\":2,\"y\":1,\"c\":1,\"d\":8,\"a\":0}],"
          + "\"bombNotes\":[],\"obstacles\":[]}";

  static final String LIGHTS =
      "{\"version\":\"4.0.0\",\"basicEvents\":[{\"b\":1,\"i\":0}],"
          + "\"basicEventsData\":[{\"t\":1,\"i\":5,\"f\":1}]}";

  /** 120 a minute for two seconds, then 60 for ten. */
  static final String TWO_TEMPI =
      "{\"version\":\"4.0.0\",\"songChecksum\":\"\",\"songSampleCount\":529200,"
          + "\"songFrequency\":44100,\"bpmData\":[{\"si\":0,\"ei\":88200,\"sb\":0,\"eb\":4},"
          + "{\"si\":88200,\"ei\":529200,\"sb\":4,\"eb\":14}],\"lufsData\":[]}";

  private final Path root;

  Games(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  static byte[] sample(String name) {
    try (InputStream in = Games.class.getResourceAsStream("/io/beatweaver/unity/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Half a second of silence as plain samples. */
  static byte[] pcm() {
    return Banks.pcm16(44_100, 2, new byte[22_050 * 4]);
  }

  /** A level of one Standard Expert beatmap. */
  static LevelBundles.Level level(String name, String beatmap, String audioData) {
    return new LevelBundles.Level(
        name, List.of(set("Standard", map(3, beatmap))), audioData, pcm());
  }

  static MapSet set(String characteristic, LevelBundles.Map... maps) {
    return new MapSet(characteristic, List.of(maps));
  }

  static LevelBundles.Map map(int difficulty, String beatmap) {
    return new LevelBundles.Map(difficulty, beatmap, LIGHTS);
  }

  static Description described(String levelId, PreviewSet... sets) {
    return new Description(levelId, "Title of " + levelId, 120, 0, List.of(sets));
  }

  static PreviewSet preview(long characteristicId, Preview... maps) {
    return new PreviewSet(characteristicId, List.of(maps));
  }

  Path base(String file, byte[] bundle) throws IOException {
    return put(DATA + "BeatmapLevelsData/" + file, bundle);
  }

  Path base(LevelBundles.Level level) throws IOException {
    return base(level.name().toLowerCase(java.util.Locale.ROOT), LevelBundles.level(level));
  }

  Path dlc(String name, byte[] bundle) throws IOException {
    return put("DLC/Levels/" + name + "/" + name.toLowerCase(java.util.Locale.ROOT), bundle);
  }

  Path pack(String name, byte[] bundle) throws IOException {
    return put(DATA + "aa/StandaloneWindows64/" + name, bundle);
  }

  Path pack(Description... levels) throws IOException {
    return pack("test_pack_assets_all_1.bundle", LevelBundles.pack(List.of(levels)));
  }

  private Path put(String path, byte[] bundle) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.write(file, bundle);
  }
}
