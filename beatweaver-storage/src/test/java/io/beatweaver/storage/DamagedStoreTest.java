package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beatweaver.InputException;
import io.beatweaver.level.Beatmap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage is refused with the file's name; wrong values never come out. */
class DamagedStoreTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    Songs.write(
        folder, StoreSettings.defaults(), Songs.random(1), Songs.random(2), Songs.random(3));
  }

  private static List<List<Beatmap>> readAll(Path folder) throws IOException {
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      List<List<Beatmap>> all = new ArrayList<>();
      for (SongEntry song : store.songs()) {
        all.add(store.beatmaps(song));
      }
      return all;
    }
  }

  private InputException refused(String file) {
    InputException e = assertThrows(InputException.class, () -> readAll(folder));
    assertTrue(e.file().endsWith(file), e.getMessage());
    assertTrue(e.getMessage().lines().count() == 1, e.getMessage());
    return e;
  }

  private void edit(Consumer<ObjectNode> change) throws IOException {
    Path file = folder.resolve("metadata.json");
    ObjectNode root = (ObjectNode) JSON.readTree(file.toFile());
    change.accept(root);
    JSON.writeValue(file.toFile(), root);
  }

  @Test
  void noFolderNoStore() {
    InputException e =
        assertThrows(InputException.class, () -> BeatmapStore.open(folder.resolve("not-there")));
    assertEquals("no such folder", e.reason());
  }

  @Test
  void aFolderWithoutManifestAndNotesIsNoStore() throws Exception {
    Files.delete(folder.resolve("metadata.json"));
    Files.delete(folder.resolve("notes_0000.parquet"));
    assertThrows(InputException.class, () -> BeatmapStore.open(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes_0000.parquet", "bombs_0000.parquet", "obstacles_0000.parquet"})
  void aMissingFileIsNamed(String name) throws Exception {
    Files.delete(folder.resolve(name));
    refused(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes_0000.parquet", "metadata.json"})
  void aTruncatedFileIsRefusedAtAnyLength(String name) throws Exception {
    Path file = folder.resolve(name);
    byte[] whole = Files.readAllBytes(file);
    // All but the manifest's final line feed carries meaning.
    for (int length = 0; length < whole.length - 1; length += 1 + whole.length / 97) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused(name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes_0000.parquet", "bombs_0000.parquet", "obstacles_0000.parquet"})
  void aFlippedBitIsRefusedOrHarmless(String name) throws Exception {
    List<List<Beatmap>> expected = readAll(folder);
    Path file = folder.resolve(name);
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      try {
        // Bits in what a read skips (indexes, columns it doesn't need) change nothing.
        assertEquals(expected, readAll(folder));
      } catch (InputException e) {
        assertTrue(e.file().endsWith(name), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 100, "refused: " + refused);
  }

  @Test
  void aDamagedManifestIsRefusedOrStillAManifest() throws Exception {
    Path file = folder.resolve("metadata.json");
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(12);
    int refused = 0;
    for (int i = 0; i < 1500; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      // The first bytes say which encoding it is.
      damaged[i % 3 == 0 ? random.nextInt(4) : random.nextInt(damaged.length)] ^=
          (byte) (1 << i % 8);
      Files.write(file, damaged);
      try (BeatmapStore store = BeatmapStore.open(folder)) {
        assertEquals(3, store.songs().size());
      } catch (InputException e) {
        refused++;
      }
    }
    assertTrue(refused > 500, "refused: " + refused);
  }

  @Test
  void aForeignFileInPlaceOfOursIsRefused() throws Exception {
    byte[] ours = Files.readAllBytes(folder.resolve("notes_0000.parquet"));
    Arrays.fill(ours, (byte) 'x');
    Files.write(folder.resolve("notes_0000.parquet"), ours);
    refused("notes_0000.parquet");
  }

  @Test
  void filesOfAnotherStoreAreRefused(@TempDir Path other) throws Exception {
    Songs.write(other, StoreSettings.defaults(), Songs.random(1), Songs.random(2));
    Files.copy(
        other.resolve("metadata.json"),
        folder.resolve("metadata.json"),
        StandardCopyOption.REPLACE_EXISTING);
    refused(".parquet");
  }

  @Test
  void anUnknownVersionIsRefused() throws Exception {
    edit(root -> root.put("formatVersion", 3));
    assertEquals("formatVersion", refused("metadata.json").place());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "not json",
        "{\"format\":\"other\"}",
        "{\"format\":\"beatweaver-store\"}",
        "{\"format\":\"beatweaver-store\",\"formatVersion\":1}",
        "{\"format\":\"beatweaver-store\",\"formatVersion\":1,\"songs\":[null]}",
        "{\"format\":\"beatweaver-store\",\"formatVersion\":1,\"songs\":[{}]}",
        "{\"format\":\"beatweaver-store\",\"formatVersion\":1,\"songs\":{}}",
        "{\"format\":\"beatweaver-store\",\"formatVersion\":1,\"files\":null}",
        "{\"format\":\"beatweaver-store\",\"formatVersion\":1,\"summary\":3}",
        "{\"format\":\"beatweaver-store\",\"formatVersion\":1,\"more\":3}",
        "{\"format\":\"beatweaver-store\",\"formatVersion\":99999999999999999999}",
      })
  void aManifestThatIsNoneIsRefused(String text) throws Exception {
    Files.writeString(folder.resolve("metadata.json"), text);
    refused("metadata.json");
  }

  @Test
  void aManifestInNoEncodingIsRefused() throws Exception {
    // Looks like UTF-32, then isn't.
    Files.write(folder.resolve("metadata.json"), new byte[] {0, 0, 0, '{', 0x7F, 0x7F, 0x7F, 0x7F});
    refused("metadata.json");
  }

  private static ObjectNode file(ObjectNode root, String table) {
    return (ObjectNode) root.path("files").path(table).get(0);
  }

  @Test
  void sizesThatDoNotMatchTheFileAreRefused() throws Exception {
    edit(root -> file(root, "notes").put("rows", 100_000));
    refused("notes_0000.parquet");
    edit(root -> file(root, "notes").put("indexBytes", Integer.MAX_VALUE));
    refused("metadata.json");
    edit(root -> file(root, "notes").put("indexBytes", 4));
    refused("notes_0000.parquet");
  }

  @Test
  void filesOutsideTheFolderAreRefused() throws Exception {
    edit(root -> file(root, "notes").put("name", "../notes_0000.parquet"));
    refused("metadata.json");
  }

  @Test
  void aTableOfAnotherStoreIsRefused(@TempDir Path other) throws Exception {
    Songs.write(other, StoreSettings.defaults(), Songs.random(1), Songs.random(2), Songs.random(4));
    ObjectNode foreign = (ObjectNode) JSON.readTree(other.resolve("metadata.json").toFile());
    for (String table : List.of("notes", "songs", "beatmaps", "tempo_changes")) {
      Path mine = folder.resolve(table + "_0000.parquet");
      byte[] before = Files.readAllBytes(mine);
      byte[] manifest = Files.readAllBytes(folder.resolve("metadata.json"));
      Files.copy(other.resolve(table + "_0000.parquet"), mine, StandardCopyOption.REPLACE_EXISTING);
      edit(root -> ((ObjectNode) root.get("files")).set(table, foreign.get("files").get(table)));
      assertThrows(InputException.class, () -> readAll(folder), table);
      Files.write(mine, before);
      Files.write(folder.resolve("metadata.json"), manifest);
    }
    assertEquals(3, readAll(folder).size());
  }

  @Test
  void aFileThatGoesWhileTheStoreIsOpenIsNamed() throws Exception {
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      Files.delete(folder.resolve("notes_0000.parquet"));
      InputException gone =
          assertThrows(InputException.class, () -> store.beatmaps(store.songs().get(0)));
      assertTrue(gone.getMessage().contains("notes_0000.parquet"), gone.getMessage());
    }
  }
}
