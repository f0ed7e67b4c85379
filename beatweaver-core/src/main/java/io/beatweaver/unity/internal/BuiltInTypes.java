package io.beatweaver.unity.internal;

import io.beatweaver.InputException;
import io.beatweaver.unity.UnityBundle;
import io.beatweaver.unity.internal.TypeTree.Node;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The engine's own types, for bundles without type trees: as engines 2021.3 to 2022.3 lay them out.
 * One node a line, indented by its level; {@code *} marks those after which the bytes are aligned.
 */
final class BuiltInTypes {
  private static final String TEXT =
      """
      TextAsset Base
       string m_Name
       string m_Script
      """;

  private static final String CLIP =
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

  private static final String POINTER =
      """
      int m_FileID
      SInt64 m_PathID
      """;

  private static final String BUNDLE =
      """
      AssetBundle Base
       string m_Name
       vector m_PreloadTable
        Array Array
         int size
         PPtr<Object> data
       multimap m_Container
        Array Array
         int size
         pair data
          string first
          AssetInfo second
           int preloadIndex
           int preloadSize
           PPtr<Object> asset
       AssetInfo m_MainAsset
        int preloadIndex
        int preloadSize
        PPtr<Object> asset
       unsigned_int m_RuntimeCompatibility
       string m_AssetBundleName
       vector m_Dependencies
        Array Array
         int size
         string data
       bool m_IsStreamedSceneAssetBundle *
       int m_ExplicitDataLayout
       int m_PathFlags
       map m_SceneHashes
        Array Array
         int size
         pair data
          string first
          string second
      """;

  private BuiltInTypes() {}

  /** The layout of a class, if it is one of those that are known. */
  static Optional<Node> of(int classId) {
    return switch (classId) {
      case UnityBundle.TEXT_ASSET -> Optional.of(parse(TEXT));
      case UnityBundle.AUDIO_CLIP -> Optional.of(parse(CLIP));
      case UnityBundle.ASSET_BUNDLE -> Optional.of(parse(BUNDLE));
      default -> Optional.empty();
    };
  }

  private static Node parse(String text) {
    List<Node> open = new ArrayList<>();
    for (String line : text.lines().toList()) {
      int level = 0;
      while (line.charAt(level) == ' ') {
        level++;
      }
      String[] words = line.strip().split(" ");
      Node node = new Node(words[0].replace('_', ' '), words[1], words.length == 3);
      if (node.type.startsWith("PPtr<")) {
        for (String field : POINTER.lines().toList()) {
          String[] parts = field.split(" ");
          node.children.add(new Node(parts[0], parts[1], false));
        }
      }
      open.subList(Math.min(level, open.size()), open.size()).clear();
      if (level > 0) {
        open.get(level - 1).children.add(node);
      }
      open.add(node);
    }
    try {
      TypeTree.finish(open.get(0), new ByteReader(new byte[0], ByteOrder.LITTLE_ENDIAN, "", ""));
    } catch (InputException e) {
      throw new IllegalStateException("a built-in type that is none", e);
    }
    return open.get(0);
  }
}
