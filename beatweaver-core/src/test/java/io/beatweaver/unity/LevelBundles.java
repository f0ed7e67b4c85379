package io.beatweaver.unity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Bundles as the game has them: a level with its texts and song, and a pack that describes levels.
 */
public final class LevelBundles {
  static final String POINTER =
      """
      int m_FileID
      SInt64 m_PathID
      """;

  static final String TEXT =
      """
      TextAsset Base
       string m_Name
       string m_Script
      """;

  static final String CLIP =
      """
      AudioClip Base
       string m_Name
       int m_LoadType
       int m_Channels
       int m_Frequency
       int m_BitsPerSample
       float m_Length
       bool m_IsTrackerFormat
       bool m_Ambisonic *
       int m_SubsoundIndex
       bool m_PreloadAudioData
       bool m_LoadInBackground
       bool m_Legacy3D *
       StreamedResource m_Resource
        string m_Source
        FileSize m_Offset
        UInt64 m_Size
       int m_CompressionFormat
      """;

  private static final String SCRIPT =
      """
      MonoBehaviour Base
       PPtr<GameObject> m_GameObject
        int m_FileID
        SInt64 m_PathID
       UInt8 m_Enabled *
       PPtr<MonoScript> m_Script
        int m_FileID
        SInt64 m_PathID
       string m_Name
      """;

  private static final String LEVEL_DATA =
      SCRIPT
          + """
       PPtr<AudioClip> _audioClip
        int m_FileID
        SInt64 m_PathID
       PPtr<TextAsset> _audioDataAsset
        int m_FileID
        SInt64 m_PathID
       vector _difficultyBeatmapSets
        Array Array
         int size
         Set data
          string _beatmapCharacteristicSerializedName
          vector _difficultyBeatmaps
           Array Array
            int size
            Map data
             int _difficulty
             PPtr<TextAsset> _beatmapAsset
              int m_FileID
              SInt64 m_PathID
             PPtr<TextAsset> _lightshowAsset
              int m_FileID
              SInt64 m_PathID
             string _beatmapAssetChecksum
      """;

  private static final String PACK_LEVEL =
      SCRIPT
          + """
       string _levelID
       string _songName
       string _songSubName
       string _songAuthorName
       string _levelAuthorName
       float _beatsPerMinute
       float _songTimeOffset
       float _previewStartTime
       float _previewDuration
       float _songDuration
       vector _previewDifficultyBeatmapSets
        Array Array
         int size
         PreviewSet data
          PPtr<BeatmapCharacteristicSO> _beatmapCharacteristic
           int m_FileID
           SInt64 m_PathID
          vector _previewDifficultyBeatmaps
           Array Array
            int size
            PreviewMap data
             int _difficulty
             float _noteJumpMovementSpeed
             float _noteJumpStartBeatOffset
      """;

  private LevelBundles() {}

  /** A difficulty of a level: the game's number and its texts, null where there is none. */
  public record Map(int difficulty, String beatmap, String lightshow) {}

  /** The difficulties of a characteristic. */
  public record MapSet(String characteristic, List<Map> maps) {}

  /** A level's content; audio data and bank may be null. */
  public record Level(String name, List<MapSet> sets, String audioData, byte[] bank) {}

  /** A difficulty as a pack describes it. */
  public record Preview(int difficulty, float noteJumpSpeed, float noteJumpOffset) {}

  /** The difficulties of a characteristic that only its id tells. */
  public record PreviewSet(long characteristicId, List<Preview> maps) {}

  /** A level as a pack describes it. */
  public record Description(
      String levelId, String title, float bpm, float songTimeOffset, List<PreviewSet> sets) {}

  /** A level's bundle, packed as the game does. */
  public static byte[] level(Level level) {
    return level(level, new BundleWriter(), new ObjectFileWriter());
  }

  public static byte[] level(Level level, BundleWriter bundle, ObjectFileWriter objects) {
    int script = objects.type(UnityBundle.MONO_BEHAVIOUR, LEVEL_DATA);
    int text = objects.type(UnityBundle.TEXT_ASSET, TEXT);
    int clip = objects.type(UnityBundle.AUDIO_CLIP, CLIP);
    objects.external("archive:/CAB-scripts/CAB-scripts");
    String resource = "CAB-" + level.name() + ".resource";
    long nextId = 100;
    List<byte[]> texts = new ArrayList<>();
    LittleEndian fields = objects.bytes().pointer(0, 0).u8(1).align(4).pointer(1, 7);
    fields.string(level.name() + "BeatmapLevelData");
    fields.pointer(0, level.bank() == null ? 0 : 2).pointer(0, level.audioData() == null ? 0 : 3);
    fields.i32(level.sets().size());
    for (MapSet set : level.sets()) {
      fields.string(set.characteristic()).i32(set.maps().size());
      for (Map map : set.maps()) {
        fields.i32(map.difficulty());
        for (String content : new String[] {map.beatmap(), map.lightshow()}) {
          fields.pointer(0, content == null ? 0 : nextId + texts.size());
          if (content != null) {
            texts.add(gzip(content));
          }
        }
        fields.string("checksum");
      }
    }
    objects.object(-1, script, fields.done());
    if (level.bank() != null) {
      LittleEndian song = objects.bytes().string(level.name()).i32(1).i32(2).i32(44_100).i32(16);
      song.f32(12).u8(0).u8(0).align(4).i32(0).u8(0).u8(0).u8(0).align(4);
      song.string("archive:/CAB-" + level.name() + "/" + resource).i64(0);
      objects.object(2, clip, song.i64(level.bank().length).i32(1).done());
    }
    if (level.audioData() != null) {
      objects.object(3, text, text(objects, "audio.gz", gzip(level.audioData())));
    }
    for (byte[] content : texts) {
      objects.object(nextId++, text, text(objects, "beatmap.gz", content));
    }
    bundle.objects("CAB-" + level.name(), objects.build());
    if (level.bank() != null) {
      bundle.raw(resource, level.bank());
    }
    return bundle.build();
  }

  /** A pack's bundle. */
  public static byte[] pack(List<Description> levels) {
    ObjectFileWriter objects = new ObjectFileWriter();
    int script = objects.type(UnityBundle.MONO_BEHAVIOUR, PACK_LEVEL);
    long id = 1;
    for (Description level : levels) {
      LittleEndian fields = objects.bytes().pointer(0, 0).u8(1).align(4).pointer(1, 7);
      fields.string(level.levelId() + "BeatmapLevel").string(level.levelId());
      fields.string(level.title()).string("").string("Artist").string("Mapper");
      fields.f32(level.bpm()).f32(level.songTimeOffset()).f32(1).f32(5).f32(12);
      fields.i32(level.sets().size());
      for (PreviewSet set : level.sets()) {
        fields.pointer(2, set.characteristicId()).i32(set.maps().size());
        for (Preview map : set.maps()) {
          fields.i32(map.difficulty()).f32(map.noteJumpSpeed()).f32(map.noteJumpOffset());
        }
      }
      objects.object(id++, script, fields.done());
    }
    return new BundleWriter().objects("CAB-pack", objects.build()).build();
  }

  private static byte[] text(ObjectFileWriter objects, String name, byte[] content) {
    return objects.bytes().string(name).string(content).done();
  }

  public static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
