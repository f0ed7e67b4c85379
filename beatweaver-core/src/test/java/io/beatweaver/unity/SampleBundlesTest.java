package io.beatweaver.unity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.beatweaver.unity.internal.Container;
import io.beatweaver.unity.internal.ListBudget;
import io.beatweaver.unity.internal.SerializedFile;
import io.beatweaver.unity.internal.Stretch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every value that an independent reader sees in the samples. */
class SampleBundlesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spikesong",
        "spikesong_lz4_infoatend",
        "spikesong_lzma",
        "spikesong_stored",
        Samples.PACK
      })
  void isReadAsTheIndependentReaderReadsIt(String name) throws IOException {
    JsonNode expected = Samples.expected(name);
    Path file = Samples.copy(name, folder);
    try (UnityBundle bundle = UnityBundle.open(file);
        Container container = Container.open(file, UnityBundle.MAX_BYTES)) {
      JsonNode header = expected.at("/header");
      assertEquals(header.at("/format").asInt(), bundle.format());
      assertEquals(header.at("/engineVersion").asText(), bundle.engineVersion());
      Map<String, BundleEntry> entries =
          bundle.entries().stream()
              .collect(Collectors.toMap(BundleEntry::name, Function.identity()));
      assertEquals(
          expected.at("/nodes").size() + expected.at("/serialized").size(), entries.size());
      for (JsonNode node : expected.at("/nodes")) {
        BundleEntry entry = entries.get(node.at("/name").asText());
        assertEquals(node.at("/size").asLong(), entry.size());
        Stretch stretch = container.stretch(entry);
        assertEquals(
            node.at("/sha256").asText(), Samples.sha256(stretch.read(0, (int) stretch.size())));
      }
      for (JsonNode serialized : expected.at("/serialized")) {
        BundleEntry entry = entries.get(serialized.at("/name").asText());
        assertTrue(entry.serialized());
        assertEquals(serialized.at("/fileSize").asLong(), entry.size());
        SerializedFile objects = SerializedFile.read(container.stretch(entry), new ListBudget());
        assertEquals(texts(serialized.at("/externals")), objects.externals());
        checkObjects(serialized, bundle, objects);
      }
    }
  }

  private static void checkObjects(JsonNode serialized, UnityBundle bundle, SerializedFile file)
      throws IOException {
    List<UnityObject> objects = bundle.objects();
    assertEquals(serialized.at("/objects").size(), objects.size());
    for (int i = 0; i < objects.size(); i++) {
      UnityObject object = objects.get(i);
      JsonNode expected = serialized.at("/objects").get(i);
      assertEquals(expected.at("/pathId").asLong(), object.pathId());
      assertEquals(expected.at("/classId").asInt(), object.classId());
      assertEquals(expected.at("/byteSize").asLong(), object.size());
      byte[] raw = file.stretch(object).read(0, (int) object.size());
      assertEquals(expected.at("/rawSha256").asText(), Samples.sha256(raw));
      UnityValue value = bundle.read(object);
      assertEquals(expected.at("/name").asText(), value.get("m_Name").text());
      if (expected.has("tree")) {
        assertValue(expected.at("/tree"), value, "");
        assertEquals(bundle.fieldNames(object), value.fieldNames());
      }
      if (expected.has("scriptSize")) {
        byte[] script = value.get("m_Script").bytes();
        assertEquals(expected.at("/scriptSize").asInt(), script.length);
        assertEquals(expected.at("/scriptSha256").asText(), Samples.sha256(script));
      }
      if (expected.has("fsb5")) {
        BundleAudio audio = bundle.audio(object);
        assertEquals("ogg", audio.extension());
        assertEquals(expected.at("/fsb5/channels").asInt(), audio.channels());
        assertEquals(expected.at("/tree/m_Frequency").asInt(), audio.sampleRate());
        assertEquals(expected.at("/fsb5/samples").asLong(), audio.frames());
      }
    }
  }

  /** A value against the tree of the other reader, which has pairs as arrays of two. */
  private static void assertValue(JsonNode expected, UnityValue actual, String place)
      throws IOException {
    if (expected.isObject()) {
      assertEquals(texts(expected.fieldNames()), actual.fieldNames(), place);
      for (String field : actual.fieldNames()) {
        assertValue(expected.get(field), actual.get(field), place + "." + field);
      }
    } else if (expected.isArray() && actual.has("first")) {
      assertValue(expected.get(0), actual.get("first"), place + ".first");
      assertValue(expected.get(1), actual.get("second"), place + ".second");
    } else if (expected.isArray()) {
      List<UnityValue> elements = actual.list();
      assertEquals(expected.size(), elements.size(), place);
      for (int i = 0; i < elements.size(); i++) {
        assertValue(expected.get(i), elements.get(i), place + "[" + i + "]");
      }
    } else if (expected.isTextual()) {
      assertEquals(expected.asText(), actual.text(), place);
    } else if (expected.isBoolean()) {
      assertEquals(expected.asBoolean(), actual.asBoolean(), place);
    } else if (expected.isIntegralNumber()) {
      assertEquals(expected.asLong(), actual.asLong(), place);
    } else {
      assertEquals(expected.asDouble(), actual.asDouble(), 0, place);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new java.util.ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<String> texts(java.util.Iterator<String> names) {
    List<String> texts = new java.util.ArrayList<>();
    names.forEachRemaining(texts::add);
    return texts;
  }

  @Test
  void everyContainerHoldsTheSameLevel() throws IOException {
    Map<String, byte[]> songs = new TreeMap<>();
    for (String name : Samples.LEVELS) {
      try (UnityBundle bundle = UnityBundle.open(Samples.copy(name, folder))) {
        UnityObject clip =
            bundle.objects().stream()
                .filter(object -> object.classId() == UnityBundle.AUDIO_CLIP)
                .findFirst()
                .orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bundle.audio(clip).writeTo(out);
        songs.put(name, out.toByteArray());
      }
    }
    for (byte[] song : songs.values()) {
      assertArrayEquals(songs.get(Samples.LEVEL), song);
    }
    byte[] song = songs.get(Samples.LEVEL);
    assertEquals("OggS", new String(song, 0, 4, StandardCharsets.US_ASCII));
    if (System.getProperty("dump") != null) {
      java.nio.file.Files.write(Path.of(System.getProperty("dump")), song);
    }
  }
}
